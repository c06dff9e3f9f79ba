"""The owners of the demonstration confirm every year what they have listed, up to the day on which it is loaded."""

from collections.abc import Iterator
from datetime import date

from registry.demonstration.happenings import Happening, on_day
from registry.demonstration.reading import read
from registry.statistics.histories import years_later
from registry.stewardship.actions import confirm_component


def confirming(today: date) -> Iterator[Happening]:
    """A confirmation on each anniversary of each listing: what is made up should not look forgotten."""
    for component in read("components")["components"]:
        published = [version["published_on"] for version in component.get("versions", ())]
        if not published or component["status"] not in {"listed", "deprecated"}:
            continue
        years, day = 1, years_later(min(published))
        while day <= today:
            yield on_day(day, confirm_component, component=f"{component['publisher']}/{component['name']}")
            years, day = years + 1, years_later(min(published), years + 1)
