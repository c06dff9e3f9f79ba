"""The overview: every figure with its definition and its breakdowns, told as far as the caller may know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from registry.statistics.asking import Question
from registry.statistics.suppression import Told, tell
from registry.statistics.wording import Texts, wording

ON_SHELF: Final = ("listed", "deprecated")
IN_FORCE: Final = ("planned", "approved", "pilot", "live", "suspended")
CLASSES: Final = ("leading", "progressing", "foundational")
FLOWS: Final = tuple(f"{publisher}/{adopter}" for publisher in CLASSES for adopter in CLASSES)

Breakdown = list[dict[str, Any]]

Amounts = Counter[tuple[str, str]]
"""By dimension and key."""


class Names(NamedTuple):
    """What keys are called: provinces by code; domains and actions by code, in their order."""

    provinces: Mapping[str, str]
    domains: Mapping[str, Texts]
    actions: Mapping[str, Texts]


class Kept(NamedTuple):
    """The amounts that the overview is made of, by dimension and key; and how many cities and components stand behind.

    `calls` are those of the twelve months that end with the month asked about.
    """

    components: Amounts
    versions: Amounts
    adoptions: Amounts
    reuse: Amounts
    calls: Amounts
    reusing_cities: int
    publishing_cities: int
    components_reused: int
    components_on_shelf_reused: int


def describe_overview(
    kept: Kept,
    *,
    question: Question,
    position: int,
    corrections: int,
    names: Names,
    exactly: bool,
) -> dict[str, Any]:
    """The document of the overview.

    Totals are exact for everybody; breakdowns that could point at a single city (class, province, flow) are suppressed
    below 5 unless `exactly`.
    """
    texts = wording()
    return {
        "as_of": question.as_of.isoformat(),
        "known_at": question.known_on.isoformat() if question.known_on else None,
        "filters": question.filters,
        "position": position,
        "corrections": corrections,
        "note": texts.note,
        "figures": [
            *_supply(kept, names),
            *_uptake(kept, names, exactly),
            *_use(kept, names, exactly),
            *_distinct(kept),
        ],
        "not_yet": [{"code": code, **said} for code, said in texts.not_yet.items()],
        "demonstration": {
            "components": kept.components["demonstration", "true"],
            "adoptions": sum(kept.adoptions["demonstration", stage] for stage in IN_FORCE),
        },
    }


def _supply(kept: Kept, names: Names) -> Iterable[dict[str, Any]]:
    by_status = _keys_of(kept.components, "status")
    listed = {status: by_status[status] for status in ON_SHELF}
    kinds, by_domain = _keys_of(kept.components, "kind"), _keys_of(kept.components, "domain")
    yield _figure(
        "components_listed",
        sum(listed.values()),
        {
            "status": _exact("status", listed),
            "kind": _exact("kind", _within(kinds, ON_SHELF, _kinds())),
            "domain": _domains(_within(by_domain, ON_SHELF, names.domains), names),
            **{name: _free(name, kept.components, names) for name in ("action", "platform", "license")},
        },
    )
    yield _figure(
        "components_retired",
        by_status["retired"],
        {
            "kind": _exact("kind", _within(kinds, ("retired",), _kinds())),
            "domain": _domains(_within(by_domain, ("retired",), names.domains), names),
        },
    )
    states = _ordered(_keys_of(kept.versions, "state"), ("standing", "yanked"))
    yield _figure("versions_published", sum(states.values()), {"state": _exact("state", states)})


def _uptake(kept: Kept, names: Names, exactly: bool) -> Iterable[dict[str, Any]]:
    stages = _keys_of(kept.adoptions, "stage")
    in_force = {stage: stages[stage] for stage in IN_FORCE}
    versions = _within(_keys_of(kept.adoptions, "version"), IN_FORCE, ("known", "unknown"))
    yield _figure(
        "adoptions_in_force",
        sum(in_force.values()),
        {"stage": _exact("stage", in_force), "version": _exact("version", versions)},
    )
    yield _figure("adoptions_version_unknown", versions["unknown"])
    reuse = _ordered(_keys_of(kept.reuse, "stage"), ("pilot", "live"))
    by_class = _ordered(_keys_of(kept.reuse, "city_class"), CLASSES)
    by_province = dict(sorted(_keys_of(kept.reuse, "province").items()))
    by_flow = _ordered(_keys_of(kept.reuse, "flow"), FLOWS)
    yield _figure(
        "running_reuse",
        sum(reuse.values()),
        {
            "stage": _exact("stage", reuse),
            "version": _exact("version", _ordered(_keys_of(kept.reuse, "version"), ("known", "unknown"))),
            "kind": _exact("kind", _ordered(_keys_of(kept.reuse, "kind"), _kinds())),
            "domain": _domains(_ordered(_keys_of(kept.reuse, "domain"), names.domains), names),
            **{name: _free(name, kept.reuse, names) for name in ("mode", "action", "platform", "license", "lens")},
            "city_class": _cells(tell(by_class, exactly=exactly), wording().labels["city_class"]),
            "province": _cells(tell(by_province, exactly=exactly), _province_labels(names.provinces)),
            "flow": _cells(tell(by_flow, exactly=exactly), {key: _flow_label(key) for key in by_flow}),
        },
    )


def _use(kept: Kept, names: Names, exactly: bool) -> Iterable[dict[str, Any]]:
    # Calls are no cities: what few of them there are points at nobody, but whose they are could.
    by_city = {"city_class": CLASSES, "province": ()} if exactly else {}
    labels = {"city_class": wording().labels["city_class"], "province": _province_labels(names.provinces)}
    yield _figure(
        "calls",
        kept.calls["calls", "all"],
        {
            "domain": _domains(_ordered(_keys_of(kept.calls, "domain"), ()), names),
            "kind": _exact("kind", _ordered(_keys_of(kept.calls, "kind"), ())),
            **{
                name: _cells(tell(_ordered(_keys_of(kept.calls, name), order), exactly=True), labels[name])
                for name, order in by_city.items()
            },
        },
    )
    yield _figure("openings", kept.adoptions["open", "true"])


def _distinct(kept: Kept) -> Iterable[dict[str, Any]]:
    yield _figure("reusing_cities", kept.reusing_cities)
    yield _figure("publishing_cities", kept.publishing_cities)
    yield _figure("components_reused", kept.components_reused)
    listed = sum(kept.components["status", status] for status in ON_SHELF)
    reused = kept.components_on_shelf_reused
    rate = round(100 * reused / listed, 4) if listed else None
    yield _figure(
        "external_reuse_rate", rate, inputs={"components_listed": listed, "components_on_shelf_reused": reused}
    )


def _figure(
    code: str,
    value: float | None,
    by: Mapping[str, Breakdown] | None = None,
    inputs: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    return {"code": code, **wording().figures[code], "value": value, "inputs": inputs or {}, "by": by or {}}


def _keys_of(amounts: Amounts, dimension: str) -> Counter[str]:
    return Counter({key: amount for (name, key), amount in amounts.items() if name == dimension})


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


def _free(dimension: str, amounts: Amounts, names: Names) -> Breakdown:
    """By keys that have no order of their own: the most frequent ones first."""
    keys = sorted(_keys_of(amounts, dimension).items(), key=lambda entry: (-entry[1], entry[0]))
    return _cells(
        tell(dict(keys), exactly=True),
        {**(names.actions if dimension == "action" else {}), **wording().labels[dimension]},
    )


def _domains(amounts: Mapping[str, int], names: Names) -> Breakdown:
    return _cells(tell(amounts, exactly=True), {**names.domains, **wording().labels["domain"]})


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
