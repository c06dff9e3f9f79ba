"""How a day on which the week does not hold reads on the wire."""

from registry.kit.documents import Rendered, render
from registry.workdays.models import SpecialDay


def render_day(special: SpecialDay) -> Rendered:
    return render({"day": special.day.isoformat(), "is_working": special.is_working, "name": special.name})
