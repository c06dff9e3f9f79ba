"""Whether an adoption was live on a day. Pure."""

from collections.abc import Sequence
from datetime import date

from registry.adoption.models import AdoptionStep


def is_live_on(steps: Sequence[AdoptionStep], day: date) -> bool:
    """Whether the last step that had been taken by the end of a day led into `live`."""
    taken = [step.stage for step in steps if step.on <= day]
    return bool(taken) and taken[-1] == "live"
