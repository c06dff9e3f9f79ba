"""What is told of an advisory, checked and put into the form in which it is kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from registry.advisories import checking, ranges, scoring
from registry.advisories.osv import ECOSYSTEM, level_in
from registry.catalogue.versioning import VersionUnreadable, read_version
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

MOST_EVENTS: Final = 500
"""Of an advisory: it is evaluated whenever it is read."""

KEPT: Final = ("aliases", "upstream", "related", "references", "credits")


class Described(NamedTuple):
    """The columns of an advisory: see there."""

    details: dict[str, Any]
    affected: list[dict[str, Any]]
    fixed_in: list[str]
    rating: scoring.Rating


def described(component: str, versions: Mapping[bytes, str], told: Mapping[str, Any]) -> Described:
    """What to keep. `versions` are the component's by their sort keys.

    Raises PayloadInvalid naming every place: a vector, a version that cannot be read, one that is listed and does not
    exist, a range that contradicts itself, an entry that says nothing.
    """
    errors: list[FieldError] = []
    given = told.get("affected") or [{"ranges": [_FROM_THE_BEGINNING]}]
    if not told.get("affected") and not told.get("fixed"):
        errors.append(FieldError("/affected", _NOTHING_AFFECTED))
    fixed = _readable(told.get("fixed") or (), "/fixed", errors)
    entries = [
        _entry(component, versions, entry, fixed, f"/affected/{place}", errors) for place, entry in enumerate(given)
    ]
    if sum(len(found["events"]) for entry in given for found in entry.get("ranges", ())) > MOST_EVENTS:
        errors.append(FieldError("/affected", _TOO_MANY_EVENTS))
    if not errors and all("package" in entry for entry in entries):
        errors.append(FieldError("/affected", _NOTHING_AFFECTED))
    severity = told.get("severity") or level_in(told.get("database_specific") or {})
    vectors = severity if isinstance(severity, list) else []
    errors += scoring.errors_in(vectors, "/severity")
    if errors:
        raise PayloadInvalid(errors=errors)
    own = [entry for entry in entries if "package" not in entry]
    in_ranges = _in_order(event["fixed"] for entry in own for event in _events(entry) if "fixed" in event)
    details = {
        "summary": dict(told["summary"]),
        "details": dict(told.get("details") or {}),
        "severity": severity,
        "fixed": [number for number in fixed if not _is_among(number, in_ranges)],
        "database_specific": dict(told.get("database_specific") or {}),
        **{name: list(told.get(name) or ()) for name in KEPT},
    }
    scored = [*vectors, *(vector for entry in own for vector in entry.get("severity", ()))]
    rating = scoring.rate(scored, severity if isinstance(severity, str) else None)
    return Described(details, entries, _in_order([*fixed, *in_ranges]), rating)


def _entry(
    component: str,
    versions: Mapping[bytes, str],
    given: Mapping[str, Any],
    fixed: Sequence[str],
    pointer: str,
    errors: list[FieldError],
) -> dict[str, Any]:
    """An entry about this component, without its package; one about another ecosystem is kept as it came."""
    package = given.get("package")
    if package and package["ecosystem"] != ECOSYSTEM:
        return dict(given)
    if package and package["name"] != component:
        errors.append(FieldError(f"{pointer}/package/name", _OTHER_COMPONENT))
    entry = {name: value for name, value in given.items() if name != "package" and value != []}
    before = len(errors)
    errors += scoring.errors_in(entry.get("severity", ()), f"{pointer}/severity")
    spelled = []
    for place, found in enumerate(entry.get("ranges", ())):
        canonical, wrong = checking.in_canonical_spelling(found, f"{pointer}/ranges/{place}")
        errors += wrong
        spelled.append(canonical)
    if len(errors) > before:
        return entry
    if not entry.get("versions") and not any(found["type"] == "ECOSYSTEM" for found in spelled):
        errors.append(FieldError(pointer, _SAYS_NOTHING))
        return entry
    if spelled:
        entry["ranges"] = [checking.closed(found, fixed) for found in spelled]
    listed = _listed(entry, versions, f"{pointer}/versions", errors)
    entry.pop("versions", None)
    return {**entry, "versions": listed} if listed else entry


def _listed(
    entry: Mapping[str, Any], versions: Mapping[bytes, str], pointer: str, errors: list[FieldError]
) -> list[str]:
    """The listed versions that no range of the entry says already: so that a list which was filled in from the ranges,
    as exports are, says nothing of its own."""
    covered = ranges.affected_by([{"ranges": entry.get("ranges", ())}])
    found: set[bytes] = set()
    for place, text in enumerate(entry.get("versions", ())):
        try:
            key = read_version(text).sort_key
        except VersionUnreadable as error:
            errors.append(FieldError(f"{pointer}/{place}", checking.unreadable(error)))
            continue
        if covered.holds(key):
            continue
        if key in versions:
            found.add(key)
        else:
            errors.append(FieldError(f"{pointer}/{place}", _NO_SUCH_VERSION))
    return [versions[key] for key in sorted(found)]


def _readable(numbers: Sequence[str], pointer: str, errors: list[FieldError]) -> list[str]:
    found: list[str] = []
    for place, text in enumerate(numbers):
        try:
            found.append(read_version(text).number)
        except VersionUnreadable as error:
            errors.append(FieldError(f"{pointer}/{place}", checking.unreadable(error)))
    return _in_order(found)


def _in_order(numbers: Iterable[str]) -> list[str]:
    """Each version once, however it is spelled, the least first."""
    found = {read_version(number).sort_key: number for number in numbers}
    return [found[key] for key in sorted(found)]


def _is_among(number: str, others: Iterable[str]) -> bool:
    return read_version(number).sort_key in {read_version(other).sort_key for other in others}


def _events(entry: Mapping[str, Any]) -> list[Mapping[str, str]]:
    return [event for found in entry.get("ranges", ()) if found["type"] == "ECOSYSTEM" for event in found["events"]]


_FROM_THE_BEGINNING: Final = {"type": "ECOSYSTEM", "events": [{"introduced": ranges.BEGINNING}]}
_NOTHING_AFFECTED: Final = Bilingual(
    "须说明哪些版本受影响：给出 affected，或以 fixed 表示此前的版本均受影响。",
    "Say which versions are affected: in 'affected', or by 'fixed', when all before it are.",
)
_OTHER_COMPONENT: Final = Bilingual(
    "一份安全通告只针对一个组件；其他组件请另行发布。",
    "An advisory is about one component: publish another for others.",
)
_SAYS_NOTHING: Final = Bilingual(
    "须有 ECOSYSTEM 类型的范围或版本列表；GIT 范围予以保留，但不据此判断。",
    "A range of the type ECOSYSTEM or a list of versions is needed: GIT ranges are kept but not evaluated.",
)
_TOO_MANY_EVENTS: Final = Bilingual(f"最多 {MOST_EVENTS} 个事件。", f"At most {MOST_EVENTS} events in all.")
_NO_SUCH_VERSION: Final = Bilingual(
    "该组件没有此版本，范围也未涵盖它。", "The component has no such version, and no range covers it."
)
