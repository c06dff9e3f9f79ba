"""The smallest change of the requirements that gives them an answer: one relaxed, one left out, or two."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from packaging.version import Version

from registry.catalogue.versioning import read_specifier
from registry.resolution.shelves import Ask, Catalogue
from registry.resolution.solving import Budget, TooHard, Unsolvable, solve

MAX_CHANGES: Final = 5
MAX_TRIED: Final = 8
"""Requirements that are tried in each place of a change."""
MAX_STEPS: Final = 50


class Step(NamedTuple):
    """One requirement, by its place, with another specifier; None leaves it out."""

    place: int
    specifier: str | None


Change = tuple[Step, ...]


def suggest(catalogue: Catalogue, wanted: Sequence[Ask], core: Sequence[int], budget: Budget) -> list[Change]:
    """Changes after which there is an answer, each as small as can be: first those of one requirement, where there are
    none those of two. Where two are not enough, one that leaves out as many as are in the way.

    `core` are requirements that have no answer together: every change that helps changes one of them.
    """
    found: list[Change] = []
    cores: list[tuple[int, list[int]]] = []
    try:
        for place in core[:MAX_TRIED]:
            rest = _core_without(catalogue, wanted, {place}, budget)
            if rest is None:
                found.append(_gentler(catalogue, wanted, (place,), budget))
            else:
                cores.append((place, rest))
        if not found:
            found = _pairs(catalogue, wanted, cores, budget)
        if not found:
            found = _many(catalogue, wanted, core, budget)
    except TooHard:
        pass
    useful = [change for change in found if len(wanted) > len(change) or change[0].specifier is not None]
    return sorted(useful, key=lambda change: sum(step.specifier is None for step in change))[:MAX_CHANGES]


def changed(wanted: Sequence[Ask], change: Change) -> list[Ask]:
    """The requirements after a change."""
    steps = dict(change)
    kept = ((place, ask) for place, ask in enumerate(wanted) if steps.get(place, ask.specifier) is not None)
    return [ask._replace(specifier=steps.get(place) or "") if place in steps else ask for place, ask in kept]


def _pairs(
    catalogue: Catalogue, wanted: Sequence[Ask], cores: Sequence[tuple[int, list[int]]], budget: Budget
) -> list[Change]:
    found: dict[tuple[int, ...], Change] = {}
    for first, rest in cores:
        for second in rest[:MAX_TRIED]:
            pair = tuple(sorted((first, second)))
            if pair not in found and _core_without(catalogue, wanted, set(pair), budget) is None:
                found[pair] = _gentler(catalogue, wanted, pair, budget)
                if len(found) == MAX_CHANGES:
                    return list(found.values())
    return list(found.values())


def _many(catalogue: Catalogue, wanted: Sequence[Ask], core: Sequence[int], budget: Budget) -> list[Change]:
    out: set[int] = set()
    rest: Sequence[int] | None = core
    while rest:
        if len(out) == MAX_STEPS:
            return []
        out.add(max(rest))
        rest = _core_without(catalogue, wanted, out, budget)
    return [_gentler(catalogue, wanted, tuple(sorted(out)), budget)]


def _core_without(catalogue: Catalogue, wanted: Sequence[Ask], out: set[int], budget: Budget) -> list[int] | None:
    """None where there is an answer without these; else requirements that have none."""
    kept = [place for place in range(len(wanted)) if place not in out]
    try:
        solve(catalogue, [wanted[place] for place in kept], budget)
    except Unsolvable as unsolvable:
        return [kept[position] for position in sorted(unsolvable.core)]
    return None


def _gentler(catalogue: Catalogue, wanted: Sequence[Ask], out: tuple[int, ...], budget: Budget) -> Change:
    """The same change with as many requirements as possible relaxed and not left out."""
    steps = {place: None for place in out}
    relaxed: dict[int, str | None] = dict(steps)
    for place in out:
        attempt = {**relaxed, place: ""}
        asks = changed(wanted, tuple(Step(*step) for step in attempt.items()))
        try:
            pins = solve(catalogue, asks, budget)
        except Unsolvable:
            continue
        ask = wanted[place]
        relaxed[place] = relax(ask.specifier, catalogue.number(ask.component, pins[ask.component]))
    return tuple(Step(*step) for step in relaxed.items())


def relax(specifier: str, number: str) -> str:
    """The specifier that takes this version too, with as little of it changed as possible.

    >>> relax(">=3,!=3.1", "2.4")
    '!=3.1,>=2.4'
    """
    version, kept = Version(number), []
    for clause in read_specifier(specifier):
        if clause.contains(version, prereleases=True):
            kept.append(str(clause))
        elif clause.operator in {">=", ">"}:
            kept.append(f">={number}")
        elif clause.operator in {"<", "<="}:
            kept.append(f"<={number}")
        elif clause.operator == "~=" and version > Version(clause.version):
            kept.append(f">={clause.version}")
        elif clause.operator in {"~=", "=="}:
            kept.append(f"=={number}" if clause.operator == "==" else f">={number}")
    return ",".join(sorted(set(kept)))
