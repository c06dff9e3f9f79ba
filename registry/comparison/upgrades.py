"""To which version a city can go without breaking what calls the component: computed where documents allow. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from registry.comparison.numbers import read_step
from registry.comparison.openapi import gravest


class Candidate(NamedTuple):
    """A version of a component; `interface` is the digest of its interface document, where it has one."""

    number: str
    key: bytes
    is_prerelease: bool
    is_yanked: bool
    interface: str | None


class Upgrade(NamedTuple):
    """A version to go to: the verdict on going there, and what it stands on, `interface` or `number`."""

    version: str
    verdict: str
    by: str


class Upgrades(NamedTuple):
    """The newest version that is shown to be compatible, and the newest beyond it that is not."""

    compatible: Upgrade | None
    breaking: Upgrade | None


NO_UPGRADES: Final = Upgrades(None, None)

Kept = Mapping[tuple[str, str], str]
"""Verdicts by the digests of the documents that were compared."""


def find_upgrades(installed: str, versions: Sequence[Candidate], kept: Kept) -> Upgrades:
    """What there is above a version: stable ones that are not yanked. `versions` are all of the component, in order.

    Where both have a document, each step between versions with one must be compatible: what is compatible step by
    step is so from end to end. Where a document is lacking, or a step was not compared yet, the number says.
    """
    present = next((version for version in versions if version.number == installed), None)
    if present is None:
        return NO_UPGRADES
    compatible: Upgrade | None = None
    breaking: Upgrade | None = None
    for upgrade in _judged(present, versions, kept):
        if upgrade.verdict in {"none", "compatible"}:
            compatible, breaking = upgrade, None
        else:
            breaking = upgrade
    return Upgrades(compatible, breaking)


def _judged(present: Candidate, versions: Sequence[Candidate], kept: Kept) -> Iterator[Upgrade]:
    """Each version to go to, from the nearest up."""
    walked: str | None = "none"
    last = present.interface
    for version in versions:
        if version.key <= present.key or version.is_prerelease:
            continue
        if version.interface is not None and last is not None:
            step = "none" if version.interface == last else kept.get((last, version.interface))
            walked = None if walked is None or step is None else gravest((walked, step))
            last = version.interface
        if version.is_yanked:
            continue
        if version.interface is not None and present.interface is not None and walked is not None:
            yield Upgrade(version.number, walked, "interface")
        else:
            yield Upgrade(version.number, read_step(present.number, version.number).verdict, "number")


def pairs_of(versions: Sequence[Candidate]) -> list[tuple[str, str]]:
    """The steps that `find_upgrades` asks for: from each stable version with a document to the next one with one."""
    documents = [
        version.interface for version in versions if version.interface is not None and not version.is_prerelease
    ]
    return [(old, new) for old, new in pairwise(documents) if old != new]
