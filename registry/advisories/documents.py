"""How an advisory reads: on our own wire, as a record of OSV, and as what a change to it builds on.

Nothing of it is stored: which versions are affected changes with every version that is published.
"""

from collections.abc import Sequence
from typing import Any

from registry.advisories import ranges
from registry.advisories.models import Advisory
from registry.advisories.osv import ECOSYSTEM, write_record
from registry.advisories.queries import Published, affected_of
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.kit.errors import Bilingual


def render_advisory(advisory: Advisory, versions: Sequence[Published]) -> Rendered:
    """The bytes and the tag of an advisory as it reads now."""
    return render(advisory_document(advisory, versions))


def advisory_document(advisory: Advisory, versions: Sequence[Published]) -> dict[str, Any]:
    """Everything that is told, and which of the component's versions that means, the greatest first."""
    told, affected = advisory.details, affected_of(advisory)
    severity = told["severity"]
    return {
        "identifier": advisory.identifier,
        "component": advisory.component.full_name,
        "summary": told["summary"],
        "details": told["details"],
        "severity": advisory.severity,
        "score": None if advisory.score_tenths is None else advisory.score_tenths / 10,
        "vectors": severity if isinstance(severity, list) else [],
        "affected": advisory.affected,
        "affected_versions": [version.number for version in versions if affected.holds(version.key)],
        "fixed_in": advisory.fixed_in,
        "aliases": told["aliases"],
        "upstream": told["upstream"],
        "related": told["related"],
        "references": told["references"],
        "credits": told["credits"],
        "database_specific": told["database_specific"],
        "warnings": warnings_of(advisory, versions),
        "published_at": format_instant(advisory.published_at),
        "modified_at": format_instant(advisory.modified_at),
        "withdrawn": None
        if advisory.withdrawn_at is None
        else {"at": format_instant(advisory.withdrawn_at), "reason": advisory.withdrawal_reason},
        "is_demo": advisory.is_demo,
    }


def osv_document(advisory: Advisory, versions: Sequence[Published]) -> dict[str, Any]:
    """The same as a record of the OSV schema; the list of versions is filled in, as it recommends."""
    return write_record(
        identifier=advisory.identifier,
        component=advisory.component.full_name,
        told=advisory.details,
        affected=[_filled(entry, versions) for entry in advisory.affected],
        modified_at=advisory.modified_at,
        published_at=advisory.published_at,
        withdrawn_at=advisory.withdrawn_at,
        withdrawal_reason=advisory.withdrawal_reason,
    )


def present_of(advisory: Advisory) -> dict[str, Any]:
    """What stands now in the words of a request: a merge patch is laid over it."""
    told = {name: value for name, value in advisory.details.items() if value not in (None, [], {})}
    return {**told, "affected": advisory.affected}


def warnings_of(advisory: Advisory, versions: Sequence[Published]) -> list[dict[str, Any]]:
    """What the publisher should look at: ranges in which no published version lies, and commits, which are not
    evaluated. Neither is a mistake."""
    found: list[dict[str, Any]] = []
    for place, entry in enumerate(advisory.affected):
        if "package" in entry:
            continue
        for number, one in enumerate(entry.get("ranges", ())):
            pointer = f"/affected/{place}/ranges/{number}"
            if one["type"] != "ECOSYSTEM":
                found.append(_warning("not_evaluated", pointer, _NOT_EVALUATED))
            elif not any(ranges.affected_by([{"ranges": [one]}]).holds(version.key) for version in versions):
                found.append(_warning("touches_no_version", pointer, _TOUCHES_NOTHING))
    return found


def _filled(entry: dict[str, Any], versions: Sequence[Published]) -> dict[str, Any]:
    if entry.get("package", {}).get("ecosystem", ECOSYSTEM) != ECOSYSTEM:
        return entry
    affected = ranges.affected_by([entry])
    return {**entry, "versions": [version.number for version in reversed(versions) if affected.holds(version.key)]}


def _warning(code: str, pointer: str, text: Bilingual) -> dict[str, Any]:
    return {"code": code, "pointer": pointer, "text": text._asdict()}


_TOUCHES_NOTHING = Bilingual("此范围内没有已发布的版本。", "No published version lies in this range.")
_NOT_EVALUATED = Bilingual(
    "提交范围予以保留，但不据此判断哪些版本受影响。", "Commits are kept, and no version is judged by them."
)
