"""The overview: every figure with its definition and its breakdowns, told as far as the caller may know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from registry.statistics.counting import Cell
from registry.statistics.suppression import Told, tell
from registry.statistics.wording import Texts, wording

ON_SHELF: Final = ("listed", "deprecated")
IN_FORCE: Final = ("planned", "approved", "pilot", "live", "suspended")
CLASSES: Final = ("leading", "progressing", "foundational")
FLOWS: Final = tuple(f"{publisher}/{adopter}" for publisher in CLASSES for adopter in CLASSES)

Breakdown = list[dict[str, Any]]


def describe_overview(
    amounts: Mapping[Cell, int],
    *,
    as_of: date,
    position: int,
    provinces: Mapping[str, str],
    domains: Mapping[str, Texts],
    exactly: bool,
) -> dict[str, Any]:
    """The document of the overview.

    `amounts` are the kept counts, `provinces` the names of the provinces among their keys, `domains` those of the
    domains, in their order. Totals are exact for
    everybody; breakdowns that could point at a single city (class, province, flow) are suppressed below 5 unless
    `exactly`.
    """
    texts = wording()
    return {
        "as_of": as_of.isoformat(),
        "position": position,
        "note": texts.note,
        "figures": [*_supply(amounts, domains), *_uptake(amounts, provinces, domains, exactly), *_distinct(amounts)],
        "not_yet": [{"code": code, **said} for code, said in texts.not_yet.items()],
        "demonstration": {what: amounts.get(("demonstration", what), 0) for what in ("components", "adoptions")},
    }


def _supply(amounts: Mapping[Cell, int], domains: Mapping[str, Texts]) -> Iterable[dict[str, Any]]:
    by_status = _keys_of(amounts, "components")
    listed = {status: by_status[status] for status in ON_SHELF}
    kinds, by_domain = _keys_of(amounts, "components_by_kind"), _keys_of(amounts, "components_by_domain")
    yield _figure(
        "components_listed",
        sum(listed.values()),
        status=_exact("status", listed),
        kind=_exact("kind", _within(kinds, ON_SHELF, _kinds())),
        domain=_domains(_within(by_domain, ON_SHELF, domains), domains),
    )
    yield _figure(
        "components_retired",
        by_status["retired"],
        kind=_exact("kind", _within(kinds, ("retired",), _kinds())),
        domain=_domains(_within(by_domain, ("retired",), domains), domains),
    )
    states = _ordered(_keys_of(amounts, "versions"), ("standing", "yanked"))
    yield _figure("versions_published", sum(states.values()), state=_exact("state", states))


def _uptake(
    amounts: Mapping[Cell, int], provinces: Mapping[str, str], domains: Mapping[str, Texts], exactly: bool
) -> Iterable[dict[str, Any]]:
    stages = _keys_of(amounts, "adoptions")
    in_force = {stage: stages[stage] for stage in IN_FORCE}
    versions = _within(_keys_of(amounts, "adoptions_by_version"), IN_FORCE, ("known", "unknown"))
    yield _figure(
        "adoptions_in_force",
        sum(in_force.values()),
        stage=_exact("stage", in_force),
        version=_exact("version", versions),
    )
    yield _figure("adoptions_version_unknown", versions["unknown"])
    reuse = _ordered(_keys_of(amounts, "reuse_by_version"), ("known", "unknown"))
    by_class = _ordered(_keys_of(amounts, "reuse_by_class"), CLASSES)
    by_province = dict(sorted(_keys_of(amounts, "reuse_by_province").items()))
    by_flow = _ordered(_keys_of(amounts, "reuse_by_flow"), FLOWS)
    yield _figure(
        "running_reuse",
        sum(reuse.values()),
        version=_exact("version", reuse),
        kind=_exact("kind", _ordered(_keys_of(amounts, "reuse_by_kind"), _kinds())),
        domain=_domains(_ordered(_keys_of(amounts, "reuse_by_domain"), domains), domains),
        city_class=_cells(tell(by_class, exactly=exactly), wording().labels["city_class"]),
        province=_cells(tell(by_province, exactly=exactly), _province_labels(provinces)),
        flow=_cells(tell(by_flow, exactly=exactly), {key: _flow_label(key) for key in by_flow}),
    )


def _distinct(amounts: Mapping[Cell, int]) -> Iterable[dict[str, Any]]:
    totals = _keys_of(amounts, "distinct")
    for code in ("reusing_cities", "publishing_cities", "components_reused"):
        yield _figure(code, totals[code])
    listed = sum(amounts.get(("components", status), 0) for status in ON_SHELF)
    reused = totals["components_on_shelf_reused"]
    rate = round(100 * reused / listed, 4) if listed else None
    yield _figure(
        "external_reuse_rate", rate, inputs={"components_listed": listed, "components_on_shelf_reused": reused}
    )


def _figure(
    code: str, value: float | None, *, inputs: Mapping[str, int] | None = None, **by: Breakdown
) -> dict[str, Any]:
    return {"code": code, **wording().figures[code], "value": value, "inputs": inputs or {}, "by": by}


def _keys_of(amounts: Mapping[Cell, int], wanted: str) -> Counter[str]:
    return Counter({key: amount for (figure, key), amount in amounts.items() if figure == wanted})


def _within(keys: Mapping[str, int], outer: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """The inner keys of `outer/inner`, summed over these outer ones."""
    summed: Counter[str] = Counter()
    for word in outer:
        for key, amount in keys.items():
            if key.startswith(f"{word}/"):
                summed[key.removeprefix(f"{word}/")] += amount
    return _ordered(summed, order)


def _ordered(keys: Mapping[str, int], order: Iterable[str]) -> dict[str, int]:
    """The keys in this order, with 0 where there is nothing, then any others."""
    ordered = {key: keys.get(key, 0) for key in order}
    return {**ordered, **{key: keys[key] for key in sorted(keys) if key not in ordered}}


def _exact(dimension: str, amounts: Mapping[str, int]) -> Breakdown:
    return _cells(tell(amounts, exactly=True), wording().labels[dimension])


def _domains(amounts: Mapping[str, int], domains: Mapping[str, Texts]) -> Breakdown:
    return _cells(tell(amounts, exactly=True), {**domains, **wording().labels["domain"]})


def _cells(told: Mapping[str, Told], labels: Mapping[str, Texts]) -> Breakdown:
    return [{"key": key, "label": labels.get(key, {"zh": key}), **cell._asdict()} for key, cell in told.items()]


def _kinds() -> Iterable[str]:
    return wording().labels["kind"]


def _province_labels(names: Mapping[str, str]) -> dict[str, Texts]:
    return {**wording().labels["province"], **{code: {"zh": name} for code, name in names.items()}}


def _flow_label(key: str) -> Texts:
    classes = wording().labels["city_class"]
    publisher, adopter = (classes[word] for word in key.split("/", 1))
    return {language: f"{publisher[language]} → {adopter[language]}" for language in ("zh", "en")}
