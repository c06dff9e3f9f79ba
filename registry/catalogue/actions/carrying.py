"""Putting together what an imported file says by its own keys and what it carries beside them."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from registry.catalogue.describing import Details, checked
from registry.catalogue.publiccode import Diagnostic
from registry.catalogue.publiccode.carried import Carried
from registry.kit.errors import PayloadInvalid
from registry.taxonomies.queries import CurrentTaxonomy

Check = Callable[[dict[str, Any]], dict[str, Any]]
"""Loads fields of a description as the wire has them; raises PayloadInvalid with a pointer to each that is wrong."""

_NEEDED: Final = frozenset({"title", "summary", "kind", "license"})
_NARROWING: Final = "visible_to_clusters"


class Merged(NamedTuple):
    """The description, what was left out of it, and whether it was meant for fewer than would see it now."""

    details: Details
    findings: list[Diagnostic]
    is_widened: bool


def merge_carried(
    said: Mapping[str, Any], carried: Carried | None, check: Check | None, taxonomies: Mapping[str, CurrentTaxonomy]
) -> Merged:
    """What the keys say, with the carried fields in their place that still hold and pass every check of a payload."""
    if carried is None or check is None:
        return Merged(dict(said), [], is_widened=False)
    meant, findings = carried.meant(said)
    gone = {name for name, value in meant.items() if value is None} - _NEEDED
    given = {name: value for name, value in meant.items() if value is not None}
    kept = {name: value for name, value in said.items() if name not in gone}
    while wrong := _wrong(kept, given, check, taxonomies):
        for name, reason in wrong.items():
            del given[name]
            findings.append(carried.left_out(name, reason))
    details = {**kept, **(check(given) if given else {})}
    was_narrow = any(field.name == _NARROWING and field.value for field in carried.fields)
    return Merged(details, findings, is_widened=was_narrow and not details.get(_NARROWING))


def _wrong(
    kept: Mapping[str, Any],
    given: Mapping[str, Any],
    check: Check,
    taxonomies: Mapping[str, CurrentTaxonomy],
) -> dict[str, str]:
    """Which of the carried fields are wrong, and why: what is wrong with the others is said where it always is."""
    if not given:
        return {}
    try:
        checked({**kept, **check(dict(given))}, taxonomies)
    except PayloadInvalid as refusal:
        reasons = {error.pointer.split("/")[1]: error.detail.en for error in refusal.errors if "/" in error.pointer}
        return {name: reason for name, reason in reasons.items() if name in given}
    return {}
