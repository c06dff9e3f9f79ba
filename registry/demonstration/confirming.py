"""The owners of the demonstration confirm every year what they have listed, up to the day on which it is loaded."""

from collections.abc import Iterator
from datetime import date

from registry.demonstration.happenings import Happening, on_day
from registry.demonstration.reading import read
from registry.statistics.histories import years_later
from registry.stewardship.actions import confirm_component


def confirming(today: date) -> Iterator[Happening]:
    """A confirmation on each anniversary of each listing, but for the few that show what being forgotten looks like."""
    forgotten = frozenset(read("vouching")["unconfirmed"])
    for component in read("components")["components"]:
        name = f"{component['publisher']}/{component['name']}"
        published = [version["published_on"] for version in component.get("versions", ())]
        if not published or name in forgotten or component["status"] not in {"listed", "deprecated"}:
            continue
        years, day = 1, years_later(min(published))
        while day <= today:
            yield on_day(day, confirm_component, component=name)
            years, day = years + 1, years_later(min(published), years + 1)
