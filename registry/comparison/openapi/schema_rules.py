"""What two shapes allow differently, keyword by keyword: each rule yields what became narrower or wider.

All keywords must hold together, so that a schema is wider when some of them are wider and none is narrower.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from registry.comparison.openapi.shapes import BOUNDS, Shape, covers


class Difference(NamedTuple):
    """A kind of change, whether less (`narrower`) or more (`wider`) is allowed by it, and its facts."""

    kind: str
    relation: str
    facts: dict[str, Any]


Rule = Callable[[Shape, Shape], Iterator[Difference]]

_WIDENINGS: Final = {("int32", "int64"), ("float", "double")}


def differences(old: Shape, new: Shape) -> Iterator[Difference]:
    """What differs between two shapes themselves; the schemas within them are compared by the caller."""
    if old.never != new.never:
        yield Difference("nothing_allowed", "narrower" if new.never else "wider", {})
    if old.never or new.never:
        return
    for rule in _RULES:
        yield from rule(old, new)


def _types(old: Shape, new: Shape) -> Iterator[Difference]:
    """Null is told by itself: that something may be empty is another matter than what it is."""
    if old.types is not None and new.types is not None and ("null" in old.types) != ("null" in new.types):
        added = "null" in new.types
        yield Difference("null_added" if added else "null_removed", "wider" if added else "narrower", {})
    before, after = (None if types is None else types - {"null"} for types in (old.types, new.types))
    if before == after:
        return
    facts = {"old": _named(old.types), "new": _named(new.types)}
    yield Difference("type_changed", _relation(covers(after, before), covers(before, after)), facts)


def _named(types: frozenset[str] | None) -> list[str] | None:
    return None if types is None else sorted(types)


def _relation(is_wider: bool, is_narrower: bool) -> str:
    if is_wider:
        return "wider"
    return "narrower" if is_narrower else "other"


def _enums(old: Shape, new: Shape) -> Iterator[Difference]:
    if old.enum is None and new.enum is None:
        return
    if old.enum is None or new.enum is None:
        if new.enum is not None:
            yield Difference("enum_introduced", "narrower", {"name": new.enum})
        else:
            yield Difference("enum_lifted", "wider", {})
        return
    if gone := [value for value in old.enum if value not in new.enum]:
        yield Difference("enum_removed", "narrower", {"name": gone})
    if added := [value for value in new.enum if value not in old.enum]:
        yield Difference("enum_added", "wider", {"name": added})


def _bounds(old: Shape, new: Shape) -> Iterator[Difference]:
    for name, way in BOUNDS.items():
        before, after = old.bounds.get(name), new.bounds.get(name)
        if before == after:
            continue
        facts = {"name": name, "old": _bound(before), "new": _bound(after)}
        if before is None or after is None:
            yield Difference("bound_changed", "narrower" if before is None else "wider", facts)
        else:
            tighter = (after[0] * way, after[1]) > (before[0] * way, before[1])
            yield Difference("bound_changed", "narrower" if tighter else "wider", facts)


def _bound(bound: tuple[float, bool] | None) -> str | None:
    return None if bound is None else f"{bound[0]}{' (exclusive)' if bound[1] else ''}"


def _patterns(old: Shape, new: Shape) -> Iterator[Difference]:
    """Whether one pattern takes less than another cannot be told by looking at them."""
    if old.patterns != new.patterns:
        facts = {"old": sorted(old.patterns) or None, "new": sorted(new.patterns) or None}
        relation = _relation(new.patterns < old.patterns, new.patterns > old.patterns)
        yield Difference("pattern_changed", "unknown" if relation == "other" else relation, facts)


def _formats(old: Shape, new: Shape) -> Iterator[Difference]:
    if old.formats == new.formats:
        return
    relation = _relation(new.formats < old.formats, new.formats > old.formats)
    if relation == "other" and len(old.formats) == len(new.formats) == 1:
        pair = (*old.formats, *new.formats)
        relation = _relation(pair in _WIDENINGS, pair[::-1] in _WIDENINGS)
    yield Difference(
        "format_changed", relation, {"old": sorted(old.formats) or None, "new": sorted(new.formats) or None}
    )


def _multiples(old: Shape, new: Shape) -> Iterator[Difference]:
    """A multiple of 6 is one of 3 as well."""
    if old.multiples == new.multiples:
        return
    wider = all(any(before % after == 0 for before in old.multiples) for after in new.multiples)
    narrower = all(any(after % before == 0 for after in new.multiples) for before in old.multiples)
    facts = {"old": sorted(old.multiples) or None, "new": sorted(new.multiples) or None}
    yield Difference("multiple_changed", _relation(wider, narrower), facts)


def _uniqueness(old: Shape, new: Shape) -> Iterator[Difference]:
    if old.unique != new.unique:
        facts = {"old": str(old.unique).lower(), "new": str(new.unique).lower()}
        yield Difference("uniqueness_changed", "narrower" if new.unique else "wider", facts)


def _outside(old: Shape, new: Shape) -> Iterator[Difference]:
    """What stands in another document may have changed there."""
    if outside := old.outside | new.outside:
        yield Difference("reference_outside", "unknown", {"name": sorted(outside)})


_RULES: Final[tuple[Rule, ...]] = (
    _types,
    _enums,
    _bounds,
    _patterns,
    _formats,
    _multiples,
    _uniqueness,
    _outside,
)
