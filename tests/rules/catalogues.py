"""Small random catalogues, and their exhaustive search: the oracle that resolution is held against."""

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import Any, NamedTuple

from packaging.specifiers import SpecifierSet
from packaging.version import Version
from resolvelib import AbstractProvider

from registry.catalogue.queries.graph import Candidate
from registry.catalogue.versioning import read_version
from registry.resolution.shelves import Ask, Catalogue, Shelf, places


class Pinned(NamedTuple):
    """A version as the other resolver handles it."""

    component: int
    place: int


Needs = dict[str, list[tuple[str, str]]]


class Made(Catalogue):
    """A catalogue written down: `{"a": {"2.0": [("b", "<2")], "1.0": []}}`."""

    def __init__(
        self,
        written: dict[str, Needs],
        *,
        running: dict[str, str] | None = None,
        yanked: Sequence[tuple[str, str]] = (),
        prereleases: Sequence[str] = (),
    ) -> None:
        self.ids = {name: place for place, name in enumerate(written)}
        self.names = list(written)
        self.running = running or {}
        self._shelves: list[Shelf] = []
        self._asks: list[list[list[Ask]]] = []
        for name, versions in written.items():
            numbers = sorted(versions, key=Version, reverse=True)
            offers = [offer(number, is_yanked=(name, number) in yanked) for number in numbers]
            has = self.running.get(name)
            self._shelves.append(
                Shelf(name, offers, numbers.index(has) if has else None, prereleases=name in prereleases)
            )
            self._asks.append([[self.ask(*need) for need in versions[number]] for number in numbers])

    def ask(self, name: str, specifier: str = "") -> Ask:
        return Ask(self.ids[name], specifier)

    def shelf(self, component: int) -> Shelf:
        return self._shelves[component]

    def asks(self, component: int, place: int) -> Sequence[Ask]:
        return self._asks[component][place]

    def read(self, pins: dict[int, int]) -> dict[str, str]:
        """Names and numbers of what was chosen."""
        return {self.names[component]: self.number(component, place) for component, place in pins.items()}


def offer(number: str, *, is_yanked: bool = False) -> Candidate:
    """A version as it is read from the database."""
    reading = read_version(number)
    return Candidate(0, 0, number, reading.sort_key, reading.is_prerelease, is_yanked)


class Pinning(AbstractProvider[Ask, Pinned, int]):
    """The same catalogue for resolvelib: another resolver, to compare with."""

    def __init__(self, made: Made) -> None:
        self.made = made

    def identify(self, requirement_or_candidate: Any) -> int:
        found: int = requirement_or_candidate.component
        return found

    def get_preference(self, identifier: int, *others: Any, **named: Any) -> Any:
        return identifier

    def find_matches(self, identifier: int, requirements: Any, incompatibilities: Any) -> list[Pinned]:
        shelf = self.made.shelf(identifier)
        left = shelf.everything
        for ask in requirements[identifier]:
            left &= shelf.accepted(ask.specifier)
        for candidate in incompatibilities[identifier]:
            left &= ~(1 << candidate.place)
        return [Pinned(identifier, place) for place in places(left)]

    def is_satisfied_by(self, requirement: Ask, candidate: Pinned) -> bool:
        return bool(self.made.shelf(candidate.component).accepted(requirement.specifier) >> candidate.place & 1)

    def get_dependencies(self, candidate: Pinned) -> Sequence[Ask]:
        return self.made.asks(*candidate)


def random_catalogue(
    chance: Random, *, components: int = 6
) -> tuple[dict[str, Needs], list[tuple[str, str]], dict[str, str]]:
    """A few components of up to four versions that need each other, also in circles; requirements; what runs."""
    names = "abcdef"[: chance.randint(2, components)]
    numbers = {name: sorted(chance.sample(NUMBERS, chance.randint(1, 4)), key=Version) for name in names}
    written = {
        name: {
            number: [(other, chance.choice(SPECIFIERS)) for other in names if chance.random() < 0.35]
            for number in numbers[name]
        }
        for name in names
    }
    wanted = [(name, chance.choice(SPECIFIERS)) for name in chance.sample(names, chance.randint(1, min(3, len(names))))]
    running = {name: chance.choice(numbers[name]) for name in names if chance.random() < 0.3}
    return written, wanted, running


NUMBERS = ("1.0", "1.1", "1.2", "2.0", "2.1", "3.0", "3.0rc1", "4.0a1")
SPECIFIERS = ("", "", ">=1.1", "<2", ">=2", "~=1.0", "==2.*", "!=2.0", "<3", ">1.0,<2.1", ">=3.0rc1")


def acceptable(number: str, specifier: str, running: str | None) -> bool:
    """The rule of what one who asks takes, said with `packaging` alone."""
    wanted = SpecifierSet(specifier)
    if number == running:
        return wanted.contains(number, prereleases=True)
    return wanted.contains(number, prereleases=bool(wanted.prereleases))


def preferred(numbers: Sequence[str], running: str | None) -> list[str]:
    """What runs, then stable versions, then pre-releases, each from the newest."""
    return sorted(
        numbers,
        key=lambda number: (number == running, not Version(number).is_prerelease, Version(number)),
        reverse=True,
    )


def exhaustive(
    written: dict[str, Needs], wanted: Sequence[tuple[str, str]], running: dict[str, str]
) -> dict[str, str] | None:
    """The first answer in the stated order, by trying one combination after the other."""
    agenda = list(dict.fromkeys(name for name, _ in wanted))
    return _try(written, running, agenda, list(wanted), {})


def _try(
    written: dict[str, Needs],
    running: dict[str, str],
    agenda: list[str],
    asks: list[tuple[str, str]],
    chosen: dict[str, str],
) -> dict[str, str] | None:
    if any(name in chosen and not acceptable(chosen[name], said, running.get(name)) for name, said in asks):
        return None
    if len(chosen) == len(agenda):
        return chosen
    name = agenda[len(chosen)]
    for number in preferred(list(written[name]), running.get(name)):
        needs = written[name][number]
        longer = list(dict.fromkeys([*agenda, *(other for other, _ in needs)]))
        found = _try(written, running, longer, [*asks, *needs], {**chosen, name: number})
        if found is not None:
            return found
    return None


def assignments(written: dict[str, Needs]) -> Iterator[dict[str, str | None]]:
    """Every choice of a version, or of none, for every component."""
    names = list(written)
    for numbers in product(*([None, *written[name]] for name in names)):
        yield dict(zip(names, numbers, strict=True))


def is_solvable(written: dict[str, Needs], wanted: Sequence[tuple[str, str]], running: dict[str, str]) -> bool:
    """Whether any assignment at all holds: says nothing of order or preference."""
    return any(holds(written, wanted, running, chosen) for chosen in assignments(written))


def holds(
    written: dict[str, Needs],
    wanted: Sequence[tuple[str, str]],
    running: dict[str, str],
    chosen: dict[str, str | None],
) -> bool:
    """Whether an assignment gives everything that is asked for, by the requirements and by what was chosen."""
    asks = [*wanted, *(need for name, number in chosen.items() if number for need in written[name][number])]
    return all(
        (number := chosen.get(name)) is not None and acceptable(number, said, running.get(name)) for name, said in asks
    )
