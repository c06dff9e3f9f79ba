"""What may be chosen: the versions of each component, and what each of them asks for. Plain data, without a database.

The versions of a component stand on a shelf, the newest first; a set of them is a whole number whose bit k stands for
the k-th. So what several ask for together is found by `&`.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from packaging.version import Version

from registry.resolution.ranges import Range, Span, read_range


class Offer(Protocol):
    """A published version. What was yanked may not be newly chosen."""

    @property
    def number(self) -> str: ...
    @property
    def sort_key(self) -> bytes: ...
    @property
    def is_prerelease(self) -> bool: ...
    @property
    def is_yanked(self) -> bool: ...
    @property
    def version_id(self) -> int: ...


class Ask(NamedTuple):
    """That a component is asked for at versions that fit a specifier."""

    component: int
    specifier: str


@dataclass(slots=True)
class Shelf:
    """The versions of a component, the newest first.

    `running` is the version that the city has, which may be kept even where nobody may newly choose it. `prereleases`
    says that pre-releases of this component were asked for: then they count as other versions do. `state` is why
    nothing of it may be newly chosen, where that is so.
    """

    name: str
    offers: Sequence[Offer]
    running: int | None = None
    prereleases: bool = False
    state: str | None = None
    everything: int = field(init=False)
    offered: int = field(init=False)
    early: int = field(init=False)
    kept: int = field(init=False)
    _rising: list[bytes] = field(init=False)
    _accepted: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.everything = self.offered = (1 << len(self.offers)) - 1
        self.early, bit = 0, 1
        for offer in self.offers:
            if offer.is_prerelease:
                self.early |= bit
            if offer.is_yanked:
                self.offered ^= bit
            bit <<= 1
        if self.state is not None:
            self.offered = 0
        self.kept = 0 if self.running is None else 1 << self.running
        self._rising = [offer.sort_key for offer in reversed(self.offers)]

    def accepted(self, specifier: str) -> int:
        """The versions that one who asks with this specifier takes, out of those that may be chosen.

        Pre-releases are taken where they were asked for, or where the specifier itself names one; what the city runs
        already is taken whenever it lies in the range.
        """
        found = self._accepted.get(specifier)
        if found is None:
            wanted = read_range(specifier)
            may_be_early = self.prereleases or wanted.names_prerelease
            choosable = self.offered if may_be_early else self.offered & ~self.early
            found = self._accepted[specifier] = self._within(wanted) & (choosable | self.kept)
        return found

    def within(self, specifier: str) -> int:
        """All versions in the range of a specifier, whether they may be chosen or not."""
        return self._within(read_range(specifier))

    def best(self, among: int) -> int:
        """The place of the most preferred of these versions: the one that runs, the newest stable one, the newest
        pre-release. Where pre-releases were asked for they are versions like others."""
        if self.running is not None and among & self.kept:
            return self.running
        stable = among if self.prereleases else (among & ~self.early) or among
        return (stable & -stable).bit_length() - 1

    def place_of(self, number: str) -> int | None:
        """Where a version stands, by its canonical number."""
        return next((place for place, offer in enumerate(self.offers) if offer.number == number), None)

    def _within(self, wanted: Range) -> int:
        found = self._mask(wanted.span)
        for hole in wanted.holes:
            found &= ~self._mask(hole)
        if wanted.others is not None and found:
            for place in places(found):
                if not wanted.others.contains(Version(self.offers[place].number), prereleases=True):
                    found ^= 1 << place
        return found

    def _mask(self, span: Span) -> int:
        start, end = bisect_left(self._rising, span[0]), bisect_left(self._rising, span[1])
        return ((1 << (end - start)) - 1) << (len(self._rising) - end) if end > start else 0


def places(among: int) -> list[int]:
    """The places of a set of versions, the newest first."""
    found = []
    while among:
        lowest = among & -among
        found.append(lowest.bit_length() - 1)
        among ^= lowest
    return found


class Catalogue(ABC):
    """The shelves, wherever they are read from."""

    @abstractmethod
    def shelf(self, component: int) -> Shelf:
        """The shelf of a component; an empty one where nothing of it may be seen."""

    @abstractmethod
    def asks(self, component: int, place: int) -> Sequence[Ask]:
        """What one version asks for."""

    def name(self, component: int) -> str:
        return self.shelf(component).name

    def number(self, component: int, place: int) -> str:
        return self.shelf(component).offers[place].number
