"""What would change with a release, for whom it has to be approved by."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from registry.catalogue.versioning import read_specifier


class Change(NamedTuple):
    """A requirement before and after; None where there is none."""

    component: str
    was: str | None
    now: str | None


def requirement_changes(before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]) -> list[Change]:
    """The requirements that differ between two versions, by component; `[{component, specifier}]` each."""
    was = {row["component"]: _spelled(row) for row in before}
    now = {row["component"]: _spelled(row) for row in after}
    return [
        Change(component, was.get(component), now.get(component))
        for component in sorted({*was, *now})
        if was.get(component) != now.get(component)
    ]


def _spelled(requirement: Mapping[str, str]) -> str:
    """The specifier in canonical spelling, so that two spellings of one are no change."""
    return str(read_specifier(requirement.get("specifier", "")))
