"""What an adoption counted as on which days, and by when that was known. Pure: the facts come from the dated rows.

Two times (decisions: valid days, recorded instants). What is known changes on the days on which something was recorded;
what was known on each of them is laid beside what was known before, and the differences make the spans.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple


class StepFact(NamedTuple):
    """Into a state on a day; steps come in the order of their recording, which is also that of their days."""

    state: str
    has_version: bool
    on: date
    recorded: date


class SidesFact(NamedTuple):
    """Between which two cities, from a day on. The first holds from the beginning."""

    from_on: date
    recorded: date
    city: int | None
    publisher_city: int | None


class ClassFact(NamedTuple):
    """The class of a city from a day on, until that of the next one."""

    city_class: str
    from_on: date
    recorded: date


class Facts(NamedTuple):
    """All that decides as what a subject counts, day by day. `opened_on` is when an environment was handed over."""

    steps: Sequence[StepFact]
    sides: Sequence[SidesFact]
    classes: Mapping[int, Sequence[ClassFact]]
    """By city, in the order of their days."""
    opened_on: date | None = None


class State(NamedTuple):
    """What may change in the life of a subject."""

    state: str
    has_version: bool
    is_open: bool
    city: int | None
    publisher_city: int | None
    city_class: str | None
    publisher_class: str | None


class Stretch(NamedTuple):
    """A state over some days, with the days on which its beginning, its end and its being wrong became known."""

    state: State
    from_on: date
    recorded_on: date
    until_on: date | None = None
    until_recorded_on: date | None = None
    void_on: date | None = None

    @property
    def corrected_on(self) -> date | None:
        """The last day on which something of it was learnt after the day that it speaks of."""
        late = []
        if self.recorded_on > self.from_on:
            late.append(self.recorded_on)
        if self.until_on is not None and self.until_recorded_on is not None and self.until_recorded_on > self.until_on:
            late.append(self.until_recorded_on)
        if self.void_on is not None:
            late.append(self.void_on)
        return max(late, default=None)


class Piece(NamedTuple):
    """A state over some days, as it was known on some day."""

    state: State
    from_on: date
    until_on: date | None


def stretches_of(facts: Facts) -> list[Stretch]:
    """Every stretch, those that turned out wrong included, by what was learnt first."""
    return _one_after_the_other(facts) if _is_plain(facts) else laid_side_by_side(facts)


def _is_plain(facts: Facts) -> bool:
    """Whether nothing but the steps changes, each on a day of its own: so it is with almost all."""
    if len(facts.sides) != 1 or facts.opened_on is not None or not facts.steps:
        return False
    first = facts.steps[0]
    cities = (facts.sides[0].city, facts.sides[0].publisher_city)
    classes = [each for city in cities for each in facts.classes.get(city or 0, ())]
    return all(each.from_on <= first.on and each.recorded <= first.recorded for each in classes) and all(
        step.on < after.on for step, after in pairwise(facts.steps)
    )


def _one_after_the_other(facts: Facts) -> list[Stretch]:
    """What `laid_side_by_side` finds where nothing but the steps changes: each ends when the next one was recorded."""
    first, between = facts.steps[0], facts.sides[0]
    known = facts.steps[-1].recorded
    fixed = (
        between.city,
        between.publisher_city,
        class_on(facts.classes, between.city, first.on, known),
        class_on(facts.classes, between.publisher_city, first.on, known),
    )
    found: list[Stretch] = []
    for step in facts.steps:
        state = State(step.state, step.has_version, False, *fixed)
        if found and found[-1].state == state:
            continue
        if found:
            found[-1] = found[-1]._replace(until_on=step.on, until_recorded_on=step.recorded)
        found.append(Stretch(state, step.on, step.recorded))
    return found


def laid_side_by_side(facts: Facts) -> list[Stretch]:
    """The same for whatever may change: what is known on one day beside what was known before."""
    done: list[Stretch] = []
    held: list[Stretch] = []
    for day in _days_of_knowledge(facts):
        pieces = pieces_known_on(facts, day)
        standing = {(stretch.from_on, stretch.state): stretch for stretch in held}
        held = [_brought_up(standing.pop((piece.from_on, piece.state), None), piece, day, done) for piece in pieces]
        for stretch in standing.values():
            _void(stretch, day, done)
    return [*done, *held]


def _brought_up(stretch: Stretch | None, piece: Piece, day: date, done: list[Stretch]) -> Stretch:
    """The stretch that says what this piece says; one whose end turned out another is void, and a new one begins."""
    if stretch is not None:
        if stretch.until_on == piece.until_on:
            return stretch
        if stretch.until_on is None:
            return stretch._replace(until_on=piece.until_on, until_recorded_on=day)
        _void(stretch, day, done)
    return Stretch(piece.state, piece.from_on, day, piece.until_on, day if piece.until_on else None)


def _void(stretch: Stretch, day: date, done: list[Stretch]) -> None:
    # What was put right on the very day counted for nobody: knowledge goes by days.
    if stretch.recorded_on < day:
        done.append(stretch._replace(void_on=day))


def _days_of_knowledge(facts: Facts) -> list[date]:
    """The days on which something was recorded, from the first step on."""
    if not facts.steps:
        return []
    first = facts.steps[0].recorded
    days = {step.recorded for step in facts.steps} | {sides.recorded for sides in facts.sides}
    days |= {each.recorded for classes in facts.classes.values() for each in classes}
    return sorted(day for day in days | {first} if day >= first)


def pieces_known_on(facts: Facts, known: date) -> list[Piece]:
    """The states one after the other, by what was recorded until the end of a day."""
    steps = [step for step in facts.steps if step.recorded <= known]
    sides = [each for each in facts.sides if each.recorded <= known] or list(facts.sides[:1])
    begins = [*_changes(steps, sides, facts, known)]
    return [
        Piece(state, day, begins[place + 1][0] if place + 1 < len(begins) else None)
        for place, (day, state) in enumerate(begins)
    ]


def _changes(
    steps: Sequence[StepFact], sides: Sequence[SidesFact], facts: Facts, known: date
) -> Iterator[tuple[date, State]]:
    last: State | None = None
    for day in _breaks(steps, sides, facts, known):
        state = _state_on(day, steps, sides, facts, known)
        if state != last:
            yield day, state
            last = state


def _breaks(steps: Sequence[StepFact], sides: Sequence[SidesFact], facts: Facts, known: date) -> list[date]:
    first = steps[0].on
    days = {step.on for step in steps} | {each.from_on for each in sides}
    for each in sides:
        for city in (each.city, each.publisher_city):
            days |= {one.from_on for one in facts.classes.get(city or 0, ()) if one.recorded <= known}
    if facts.opened_on is not None:
        days.add(facts.opened_on)
    return sorted(day for day in days if day >= first)


def _state_on(day: date, steps: Sequence[StepFact], sides: Sequence[SidesFact], facts: Facts, known: date) -> State:
    step = next(step for step in reversed(steps) if step.on <= day)
    between = next((each for each in reversed(sides) if each.from_on <= day), sides[0])
    return State(
        step.state,
        step.has_version,
        facts.opened_on is not None and facts.opened_on <= day,
        between.city,
        between.publisher_city,
        class_on(facts.classes, between.city, day, known),
        class_on(facts.classes, between.publisher_city, day, known),
    )


def class_on(classes: Mapping[int, Sequence[ClassFact]], city: int | None, day: date, known: date) -> str | None:
    """The class of a city on a day, by what was recorded until the end of another."""
    if city is None:
        return None
    return next(
        (each.city_class for each in reversed(classes.get(city, ())) if each.from_on <= day and each.recorded <= known),
        None,
    )
