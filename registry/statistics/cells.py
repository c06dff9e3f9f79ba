"""In which cells of the figures a span counts. Pure.

A cell is a figure under a filter (`slice`) and a key within a dimension. Kept are: every figure by state under no
filter and under each one or two of domain, province and city class, with the breakdowns by these three; every other
breakdown under no filter. What is asked beyond is counted from the spans themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final, NamedTuple

from registry.statistics.asking import FILTERS, slice_of
from registry.statistics.naming import UNCLASSIFIED, UNKNOWN_PROVINCE, UNSPECIFIED, UNSPECIFIED_DOMAIN

ON_SHELF: Final = ("listed", "deprecated")
SHOWN: Final = (*ON_SHELF, "retired")
ENDED: Final = "retired"

EVERY_GRAIN: Final = ("total", "month", "day")
BY_DAY: Final = ("total", "day")
BY_MONTH: Final = ("total", "month")
ONLY_NOW: Final = ("total",)

Facets = tuple[tuple[str, tuple[str, ...]], ...]
"""Dimensions in which a component may have several values, with those values."""


class Counted(NamedTuple):
    """What of a span decides where it counts."""

    subject: str
    state: str
    component_id: int
    city_id: int | None
    publisher_city_id: int | None
    province: str | None
    city_class: str | None
    publisher_province: str | None
    publisher_class: str | None
    domain: str | None
    kind: str
    license: str | None
    mode: str | None
    has_version: bool
    is_open: bool
    is_reuse: bool
    is_demo: bool
    facets: Facets


class Cell(NamedTuple):
    """A cell, and by which stretches of time it is kept."""

    figure: str
    slice: str
    dimension: str
    key: str
    grains: tuple[str, ...] = EVERY_GRAIN


Key = tuple[str, str]
"""A dimension and a key within it."""


def cells_of(counted: Counted) -> list[Cell]:
    """Every cell in which a span of this kind counts one."""
    return [*common_cells(counted), *named_cells(counted)]


def common_cells(counted: Counted) -> list[Cell]:
    """Those whose keys name no city and no component: many spans share them."""
    if counted.subject == "component":
        return list(_supply(counted))
    if counted.subject == "version":
        return list(_versions(counted))
    return [*_adoptions(counted), *(_reuse(counted) if counted.is_reuse else ())]


def named_cells(counted: Counted) -> list[Cell]:
    """Those whose keys are cities and components."""
    if counted.subject == "component":
        return list(_suppliers(counted))
    return list(_named(counted)) if counted.is_reuse else []


def _supply(counted: Counted) -> Iterator[Cell]:
    if counted.state not in SHOWN:
        return
    keys: list[Key] = [
        ("status", counted.state),
        ("kind", f"{counted.state}/{counted.kind}"),
        ("domain", f"{counted.state}/{counted.domain or UNSPECIFIED_DOMAIN}"),
    ]
    if counted.state in ON_SHELF:
        keys += [("license", counted.license or UNSPECIFIED), *_facets(counted)]
        if counted.is_demo:
            keys.append(("demonstration", "true"))
    yield from _under_filters("components", counted, keys)


def _suppliers(counted: Counted) -> Iterator[Cell]:
    if counted.state in ON_SHELF and counted.city_id is not None:
        for each in ("", slice_of({"domain": _base(counted)["domain"]})):
            yield Cell("supplier", each, "city", str(counted.city_id))


def _versions(counted: Counted) -> Iterator[Cell]:
    for each in _slices(counted, at_most=1):
        yield Cell("versions", each, "state", counted.state)


def _adoptions(counted: Counted) -> Iterator[Cell]:
    version = "known" if counted.has_version else "unknown"
    keys: list[Key] = [("stage", counted.state), ("version", f"{counted.state}/{version}")]
    if counted.is_demo:
        keys.append(("demonstration", counted.state))
    if counted.is_open and counted.state != ENDED and counted.city_id != counted.publisher_city_id:
        keys.append(("open", "true"))
    yield from _under_filters("adoptions", counted, keys)


def _reuse(counted: Counted) -> Iterator[Cell]:
    base = _base(counted)
    publisher_class = counted.publisher_class or UNCLASSIFIED
    keys: list[Key] = [
        ("stage", counted.state),
        ("version", "known" if counted.has_version else "unknown"),
        ("kind", counted.kind),
        ("mode", counted.mode or UNSPECIFIED),
        ("license", counted.license or UNSPECIFIED),
        ("flow", f"{publisher_class}/{base['city_class']}"),
        ("route", f"{counted.publisher_province or UNKNOWN_PROVINCE}/{base['province']}"),
        *_facets(counted),
    ]
    yield from _under_filters("reuse", counted, keys)
    yield from _base_breakdowns(counted)


def _named(counted: Counted) -> Iterator[Cell]:
    base = _base(counted)
    domain, component = slice_of({"domain": base["domain"]}), str(counted.component_id)
    yield Cell("component", "", "component", component, BY_DAY)
    for name in FILTERS:
        yield Cell("component", slice_of({name: base[name]}), "component", component, ONLY_NOW)
    # Apart from the other figures, since there are many.
    for each in ("", domain):
        yield Cell("city", each, "city", str(counted.city_id))
        if counted.publisher_city_id is not None:
            yield Cell("publisher", each, "city", str(counted.publisher_city_id))
            yield Cell("pair", each, "cities", f"{counted.publisher_city_id}/{counted.city_id}", BY_DAY)


def _under_filters(figure: str, counted: Counted, keys: Sequence[Key]) -> Iterator[Cell]:
    """The first of the keys under no, one and two filters; the others under none."""
    for dimension, key in keys:
        yield Cell(figure, "", dimension, key)
    for each in _slices(counted, at_least=1):
        yield Cell(figure, each, *keys[0])


def _base_breakdowns(counted: Counted) -> Iterator[Cell]:
    """Reuse by each of domain, province and class under the others."""
    base = _base(counted)
    for dimension in FILTERS:
        others = [name for name in FILTERS if name != dimension]
        for number in range(len(others) + 1):
            for chosen in combinations(others, number):
                yield Cell("reuse", slice_of({name: base[name] for name in chosen}), dimension, base[dimension])


def _slices(counted: Counted, *, at_least: int = 0, at_most: int = 2) -> list[str]:
    base = _base(counted)
    return [
        slice_of({name: base[name] for name in chosen})
        for number in range(at_least, at_most + 1)
        for chosen in combinations(FILTERS, number)
    ]


def _base(counted: Counted) -> dict[str, str]:
    return {
        "domain": counted.domain or UNSPECIFIED_DOMAIN,
        "province": counted.province or UNKNOWN_PROVINCE,
        "city_class": counted.city_class or UNCLASSIFIED,
    }


def _facets(counted: Counted) -> Iterator[Key]:
    for dimension, values in counted.facets:
        for value in values or (UNSPECIFIED,):
            yield dimension, value


def counted_of(row: Any) -> Counted:
    """What of a span decides where it counts."""
    return Counted._make([*(getattr(row, name) for name in Counted._fields[:-1]), facets_of(row.facets)])


def facets_of(facets: Mapping[str, Sequence[str]]) -> Facets:
    """As a span keeps them, in an order."""
    return tuple((dimension, tuple(values)) for dimension, values in sorted(facets.items()))


def cells_of_calls(counted: Counted) -> list[Cell]:
    """Where the calls of an adoption of another city's component count, month by month."""
    base = _base(counted)
    cells = [Cell("calls", each, "calls", "all", BY_MONTH) for each in _slices(counted)]
    cells += [Cell("calls", "", name, base[name], BY_MONTH) for name in FILTERS]
    cells.append(Cell("calls", "", "kind", counted.kind, BY_MONTH))
    return [*cells, Cell("component_calls", "", "component", str(counted.component_id), BY_MONTH)]
