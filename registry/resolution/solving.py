"""Finding versions that fit together.

Components are decided in turn: first those asked for, in the order asked; then what the chosen versions need, in the
order in which that comes up. Each gets the most preferred version (`Shelf.best`) with which all the rest can still be
fulfilled. So there is one right answer to a question, and it does not depend on how it is searched for.

The search is conflict-directed backjumping: what a choice rules out is seen at once in the sets of those not decided
yet; when nothing is left for a component, the search goes back to the latest decision that had a part in it, and
remembers the combination, which is then not tried again.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from registry.resolution.shelves import Ask, Catalogue

MAX_BLAME: Final = 12
"""Combinations of more decisions than this are not remembered: they hardly ever come again."""
CLOCK_EVERY: Final = 256


class Unsolvable(Exception):
    """No versions fit together. `core` are the places of requirements that are enough for that."""

    def __init__(self, core: frozenset[int]) -> None:
        super().__init__(core)
        self.core = core


class TooHard(Exception):
    """The search was given up: it took more trials or time than it may."""


@dataclass(slots=True)
class Budget:
    """How much a search may cost: trials of a version, and seconds of the processor; of the clock, three times as many,
    since the machine has other work and versions are read meanwhile."""

    trials: int = 2_000_000
    seconds: float = 10.0
    _computed: float = field(init=False)
    _passed: float = field(init=False)

    def __post_init__(self) -> None:
        self._computed = time.thread_time() + self.seconds
        self._passed = time.monotonic() + 3 * self.seconds

    def spend(self) -> None:
        """Count one trial. Raises TooHard when nothing is left."""
        self.trials -= 1
        if self.trials < 0 or (self.trials % CLOCK_EVERY == 0 and self._is_late()):
            raise TooHard()

    def _is_late(self) -> bool:
        return time.thread_time() > self._computed or time.monotonic() > self._passed


class _Claim(NamedTuple):
    """A set that a component was narrowed to, and by whom: a decision's turn, or a requirement r as -1 - r."""

    accepted: int
    by: int


def solve(catalogue: Catalogue, wanted: Sequence[Ask], budget: Budget) -> dict[int, int]:
    """The chosen version of each component, by its place on the shelf, in the order decided.

    Raises Unsolvable, and TooHard.
    """
    return _Search(catalogue, wanted, budget).run()


class _Search:
    def __init__(self, catalogue: Catalogue, wanted: Sequence[Ask], budget: Budget) -> None:
        self._catalogue, self._budget = catalogue, budget
        self._agenda: list[int] = []
        self._turn: dict[int, int] = {}
        """When a component is decided: its place in the agenda, which everything needed joins."""
        self._left: dict[int, int] = {}
        """What a component may still be, by all claims together."""
        self._claims: dict[int, list[_Claim]] = {}
        self._chosen: list[int] = []
        self._undo: list[list[tuple[int, int | None]]] = []
        self._blamed: list[set[int]] = []
        self._untried: list[int] = []
        self._lessons: dict[tuple[int, int], list[tuple[tuple[tuple[int, int], ...], frozenset[int]]]] = {}
        for place, ask in enumerate(wanted):
            blame = self._narrow(ask, -1 - place, [])
            if blame is not None:
                raise Unsolvable(frozenset(-1 - by for by in {*blame, -1 - place}))

    def run(self) -> dict[int, int]:
        turn = 0
        while turn < len(self._agenda):
            if turn == len(self._untried):
                self._untried.append(self._left[self._agenda[turn]])
                self._blamed.append(set())
            turn = turn + 1 if self._decide(turn) else self._go_back(turn)
        return dict(zip(self._agenda, self._chosen, strict=True))

    def _decide(self, turn: int) -> bool:
        """Choose the best version that contradicts nothing so far; False when none is left."""
        component = self._agenda[turn]
        shelf = self._catalogue.shelf(component)
        while self._untried[turn]:
            self._budget.spend()
            place = shelf.best(self._untried[turn])
            self._untried[turn] ^= 1 << place
            blame = self._lesson(component, place)
            if blame is None:
                blame = self._try(turn, component, place)
            if blame is None:
                return True
            blame.discard(turn)
            self._blamed[turn] |= blame
        return False

    def _try(self, turn: int, component: int, place: int) -> set[int] | None:
        """Take a version with all that it asks for; otherwise tell whose claims are against it."""
        changes: list[tuple[int, int | None]] = []
        self._chosen.append(place)
        for ask in self._catalogue.asks(component, place):
            blame = self._narrow(ask, turn, changes)
            if blame is not None:
                self._take_back(changes)
                self._chosen.pop()
                return blame
        self._undo.append(changes)
        return None

    def _narrow(self, ask: Ask, by: int, changes: list[tuple[int, int | None]]) -> set[int] | None:
        component = ask.component
        shelf = self._catalogue.shelf(component)
        accepted = shelf.accepted(ask.specifier)
        turn = self._turn.get(component)
        if turn is not None and turn < len(self._chosen):
            return None if accepted >> self._chosen[turn] & 1 else {turn}
        before = self._left.get(component)
        left = accepted if before is None else before & accepted
        if not left:
            return self._against(component, accepted)
        if turn is None:
            self._turn[component] = len(self._agenda)
            self._agenda.append(component)
        elif left == before:
            return None
        changes.append((component, before))
        self._left[component] = left
        self._claims.setdefault(component, []).append(_Claim(accepted, by))
        return None

    def _against(self, component: int, accepted: int) -> set[int]:
        """The earliest claims on a component that together leave nothing of what is accepted now."""
        blame = set()
        for claim in self._claims.get(component, ()):
            if not accepted:
                break
            if accepted & claim.accepted != accepted:
                accepted &= claim.accepted
                blame.add(claim.by)
        return blame

    def _take_back(self, changes: list[tuple[int, int | None]]) -> None:
        for component, before in reversed(changes):
            self._claims[component].pop()
            if before is None:
                del self._left[component], self._turn[component]
                self._agenda.pop()
            else:
                self._left[component] = before

    def _go_back(self, turn: int) -> int:
        """Take back decisions to the latest that had a part in this dead end; the turn that is tried again.

        Claims are recorded only where they narrowed a set, so all of them had a part, the first by asking at all.
        """
        blame = self._blamed[turn] | {claim.by for claim in self._claims[self._agenda[turn]]}
        target = max(blame)
        if target < 0:
            raise Unsolvable(frozenset(-1 - by for by in blame))
        self._remember(target, blame)
        del self._untried[target + 1 :], self._blamed[target + 1 :]
        while len(self._chosen) > target:
            self._take_back(self._undo.pop())
            self._chosen.pop()
        self._blamed[target] |= blame - {target}
        return target

    def _remember(self, target: int, blame: set[int]) -> None:
        """Keep that these decisions do not go together, with the latest of them."""
        if len(blame) > MAX_BLAME:
            return
        others = tuple((self._agenda[turn], self._chosen[turn]) for turn in blame if 0 <= turn < target)
        key = self._agenda[target], self._chosen[target]
        self._lessons.setdefault(key, []).append((others, frozenset(by for by in blame if by < 0)))

    def _lesson(self, component: int, place: int) -> set[int] | None:
        """Whose decisions are known not to go together with this version; None where nothing is known against it."""
        for others, requirements in self._lessons.get((component, place), ()):
            turns = [self._turn.get(other, len(self._chosen)) for other, _ in others]
            known = zip(turns, others, strict=True)
            if all(turn < len(self._chosen) and self._chosen[turn] == chosen for turn, (_, chosen) in known):
                return {*turns, *requirements}
        return None
