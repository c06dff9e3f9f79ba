"""Ranges as they are told, checked and put into the spelling of the registry before they are kept."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from registry.advisories import ranges
from registry.catalogue.versioning import VersionUnreadable, read_version
from registry.kit.errors import Bilingual, FieldError


def in_canonical_spelling(found: Mapping[str, Any], pointer: str) -> tuple[dict[str, Any], list[FieldError]]:
    """A range with its versions spelled as the registry spells them, and what is wrong with it."""
    if found["type"] == "GIT":
        return dict(found), []
    if found["type"] != "ECOSYSTEM":
        return dict(found), [FieldError(f"{pointer}/type", _NOT_OURS)]
    events: list[dict[str, str]] = []
    errors: list[FieldError] = []
    for place, event in enumerate(found["events"]):
        spelled, error = _spelled(event, f"{pointer}/events/{place}")
        events.append(spelled)
        errors += error
    return {**found, "events": events}, errors or _contradictions(events, f"{pointer}/events")


def _spelled(event: Mapping[str, str], pointer: str) -> tuple[dict[str, str], list[FieldError]]:
    if len(event) != 1:
        return {}, [FieldError(pointer, _ONE_KIND)]
    ((kind, version),) = event.items()
    if (kind, version) in {("introduced", ranges.BEGINNING), ("limit", ranges.NO_LIMIT)}:
        return {kind: version}, []
    try:
        return {kind: read_version(version).number}, []
    except VersionUnreadable as error:
        return {}, [FieldError(f"{pointer}/{kind}", unreadable(error))]


def _contradictions(events: Sequence[Mapping[str, str]], pointer: str) -> list[FieldError]:
    kinds = {kind for event in events for kind in event}
    if "introduced" not in kinds:
        return [FieldError(pointer, _NEVER_INTRODUCED)]
    if {"fixed", "last_affected"} <= kinds:
        return [FieldError(pointer, _TWO_ENDS)]
    read = [ranges.event_of(event) for event in events]
    introduced = {event.key for event in read if event.kind == "introduced"}
    return [
        FieldError(f"{pointer}/{place}/fixed", _FIXED_WHERE_INTRODUCED)
        for place, event in enumerate(read)
        if event.kind == "fixed" and event.key in introduced
    ]


def closed(found: Mapping[str, Any], fixed: Sequence[str]) -> dict[str, Any]:
    """A range that was checked, closed by the first of these versions where it is open at its end.

    `fixed` beside a range says the same as an event in it. What ends with `last_affected` is left alone.
    """
    spans = ranges.spans_of(found)
    if not spans or spans[-1].end_key is not None or any("last_affected" in event for event in found["events"]):
        return dict(found)
    later = [number for number in fixed if ranges.sort_key(number) > spans[-1].first_key]
    if not later:
        return dict(found)
    first = min(later, key=ranges.sort_key)
    return {**found, "events": [*found["events"], {"fixed": first}]}


def unreadable(error: VersionUnreadable) -> Bilingual:
    """What is told of a version that cannot be read."""
    hint = error.suggestion
    return Bilingual(
        "版本号须符合 PEP 440 且不含本地段" + (f"，例如 {hint}。" if hint else "。"),
        "A version follows PEP 440, without a local part" + (f"; the nearest is {hint}." if hint else "."),
    )


_NOT_OURS: Final = Bilingual(
    "本平台按 PEP 440 排序版本：请用 ECOSYSTEM 类型的范围。",
    "Versions are ordered by PEP 440 here: write a range of the type ECOSYSTEM.",
)
_ONE_KIND: Final = Bilingual(
    "每个事件只能有 introduced、fixed、last_affected、limit 之一。",
    "An event is one of introduced, fixed, last_affected, limit.",
)
_NEVER_INTRODUCED: Final = Bilingual(
    "范围至少要有一个 introduced 事件；“0”表示自始受影响。",
    "A range needs an 'introduced' event; \"0\" means from the beginning.",
)
_TWO_ENDS: Final = Bilingual(
    "同一范围不能既有 fixed 又有 last_affected。", "A range has either 'fixed' or 'last_affected', not both."
)
_FIXED_WHERE_INTRODUCED: Final = Bilingual(
    "修复版本不能与引入版本相同。", "What is introduced in a version is not fixed in the same one."
)
