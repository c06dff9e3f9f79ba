"""Why requirements have no answer: who asks what of whom.

First the requirements are reduced to those that cannot all be fulfilled. Then what these make necessary is followed:
a version that needs what is ruled out is ruled out itself; what all remaining versions need is necessary too. Where
that ends in a component of which nothing remains, the steps that led there are the explanation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from registry.resolution.shelves import Ask, Catalogue, places
from registry.resolution.solving import Budget, TooHard, Unsolvable, solve

MAX_FACTS: Final = 20
MAX_STEPS: Final = 20_000


class Fact(NamedTuple):
    """That versions of a component, or whoever put the question (None), ask for a component with a specifier.

    `is_every` says that these are all its versions that come into question.
    """

    component: int | None
    places: tuple[int, ...]
    ask: Ask
    is_every: bool = False


def reduced(catalogue: Catalogue, wanted: Sequence[Ask], core: frozenset[int], budget: Budget) -> list[int]:
    """The places of requirements that have no answer together, though they have without any one of them; if the budget
    allows it to be found out."""
    left = sorted(core)
    for place in sorted(core, reverse=True):
        if place not in left:
            continue
        without = [other for other in left if other != place]
        try:
            solve(catalogue, [wanted[other] for other in without], budget)
        except Unsolvable as unsolvable:
            left = [without[position] for position in sorted(unsolvable.core)]
        except TooHard:
            break
    return left


def explain(catalogue: Catalogue, wanted: Sequence[Ask]) -> list[Fact]:
    """The facts that leave no answer to these requirements, each true by itself, the requirements first.

    Where no single chain of them ends the matter, so that alternatives had to be tried, it is what stands against each
    of the alternatives.
    """
    return _Following(catalogue, wanted).facts()


class _Reason(NamedTuple):
    """A step: who narrowed a component to what, and which components' sets that rests on."""

    facts: tuple[Fact, ...]
    rests_on: tuple[int, ...]
    accepted: int


@dataclass(slots=True)
class _Following:
    catalogue: Catalogue
    wanted: Sequence[Ask]
    _left: dict[int, int] = field(default_factory=dict)
    _reasons: dict[int, list[_Reason]] = field(default_factory=dict)
    _against: list[Fact] = field(default_factory=list)
    _steps: int = 0

    def facts(self) -> list[Fact]:
        empty = self._follow()
        found = self._traced(empty) if empty is not None else [*map(self._requirement, self.wanted), *self._against]
        return _merged(found)[:MAX_FACTS]

    def _follow(self) -> int | None:
        """The component of which nothing remains; None where the following ends before."""
        for ask in self.wanted:
            self._narrow(ask.component, self._accepted(ask), (self._requirement(ask),), ())
            if not self._left[ask.component]:
                return ask.component
        changed = True
        while changed and self._steps < MAX_STEPS:
            changed = False
            for component in list(self._left):
                before = len(self._reasons), sum(map(len, self._reasons.values()))
                empty = self._rule_out(component)
                if empty is None:
                    empty = self._require(component)
                if empty is not None:
                    return empty
                changed = changed or before != (len(self._reasons), sum(map(len, self._reasons.values())))
        return None

    def _rule_out(self, component: int) -> int | None:
        """Take away the versions that need what cannot be had."""
        for place in places(self._left[component]):
            for ask in self.catalogue.asks(component, place):
                self._steps += 1
                accepted = self._accepted(ask)
                if ask.component == component:
                    possible = accepted >> place & 1
                else:
                    possible = accepted & self._left.get(ask.component, -1)
                if not possible:
                    fact = Fact(component, (place,), ask)
                    self._against.append(fact)
                    rests = accepted and ask.component != component and ask.component in self._left
                    self._narrow(component, ~(1 << place), (fact,), (ask.component,) if rests else ())
                    break
        return component if not self._left[component] else None

    def _require(self, component: int) -> int | None:
        """What all versions that remain need is needed, at what any of them takes."""
        remaining = places(self._left[component])
        needed = [{ask.component: ask for ask in self.catalogue.asks(component, place)} for place in remaining]
        for other in needed[0]:
            if other == component or not all(other in asks for asks in needed):
                continue
            accepted = 0
            for asks in needed:
                accepted |= self._accepted(asks[other])
            facts = tuple(
                Fact(component, (place,), asks[other], True) for place, asks in zip(remaining, needed, strict=True)
            )
            self._narrow(other, accepted, facts, (component,))
            if not self._left[other]:
                return other
        return None

    def _narrow(self, component: int, accepted: int, facts: tuple[Fact, ...], rests_on: tuple[int, ...]) -> None:
        before = self._left.get(component)
        everything = self.catalogue.shelf(component).everything
        left = everything & accepted if before is None else before & accepted
        if before is None or left != before:
            self._left[component] = left
            self._reasons.setdefault(component, []).append(_Reason(facts, rests_on, accepted))

    def _accepted(self, ask: Ask) -> int:
        return self.catalogue.shelf(ask.component).accepted(ask.specifier)

    def _requirement(self, ask: Ask) -> Fact:
        return Fact(None, (), ask)

    def _traced(self, empty: int) -> list[Fact]:
        """All facts behind the empty set, from the far ones to it."""
        found: list[Fact] = []
        seen, waiting = {empty}, [empty]
        while waiting:
            component = waiting.pop()
            reasons = self._reasons[component]
            if component == empty:
                reasons = self._enough(empty, reasons)
            for reason in reasons:
                found.extend(reason.facts)
                waiting.extend(other for other in reason.rests_on if other not in seen)
                seen.update(reason.rests_on)
        order = {component: place for place, component in enumerate(self._left)}
        asked = {ask: place for place, ask in reversed(list(enumerate(self.wanted)))}
        return sorted(
            found,
            key=lambda fact: (0, asked[fact.ask]) if fact.component is None else (1, order[fact.component]),
        )

    def _enough(self, component: int, reasons: list[_Reason]) -> list[_Reason]:
        """Without those reasons that the others make superfluous; why it is needed at all, which comes first, stays."""
        everything = self.catalogue.shelf(component).everything
        kept = list(reasons)
        for reason in reasons[1:]:
            left = everything
            for other in kept:
                left = left & other.accepted if other is not reason else left
            if not left:
                kept.remove(reason)
        return kept


def _merged(facts: Sequence[Fact]) -> list[Fact]:
    """Each fact once; versions of a component that ask the same of another are told together."""
    found: dict[tuple[int | None, Ask], Fact] = {}
    for fact in facts:
        key = fact.component, fact.ask
        known = found.get(key)
        together = tuple(sorted({*known.places, *fact.places})) if known else fact.places
        found[key] = fact._replace(places=together, is_every=fact.is_every and (known is None or known.is_every))
    return list(found.values())
