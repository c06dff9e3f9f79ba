"""How comparisons read on the wire."""

from typing import Any

from registry.comparison.components import Row, SideBySide
from registry.comparison.openapi import Change, Problem
from registry.comparison.openapi.reading import Checked
from registry.comparison.reasons import InterfaceVerdict, Released
from registry.comparison.requirements import RequirementChanges
from registry.comparison.sizes import compare_artifacts, compare_sizes
from registry.comparison.upgrades import Upgrade
from registry.comparison.versions import VersionComparison
from registry.kit.clock import format_instant
from registry.kit.errors import Bilingual


def change_document(change: Change) -> dict[str, Any]:
    """A change of an interface."""
    return {**change._asdict(), "text": change.text._asdict()}


def problem_document(problem: Problem) -> dict[str, Any]:
    """A mistake in an interface document."""
    return {**problem._asdict(), "message": problem.message._asdict()}


def checked_document(checked: Checked) -> dict[str, Any]:
    """What a check of an interface document found; title and version are None where it cannot be compared."""
    interface = checked.interface
    return {
        "title": interface.title if interface else None,
        "version": interface.version if interface else None,
        "operations": list(interface.operations) if interface else [],
        "problems": [problem_document(problem) for problem in checked.problems],
        "comparable": interface is not None,
    }


def interface_document(interface: InterfaceVerdict) -> dict[str, Any]:
    """What changed in the interface; `why` says why nothing can be said."""
    return {
        "verdict": interface.verdict,
        "total": interface.total,
        "changes": interface.changes,
        "why": text_document(interface.why) if interface.why else None,
    }


def comparison_document(component: str, found: VersionComparison) -> dict[str, Any]:
    """All that going from one version to another means."""
    old, new = found.old, found.new
    return {
        "component": component,
        "from": _released(old),
        "to": _released(new),
        "order": found.order,
        "days_between": (new.published_at - old.published_at).days,
        "verdict": found.verdict,
        "basis": found.basis,
        "because": [{"verdict": reason.verdict, "text": text_document(reason.text)} for reason in found.because],
        "number_says": found.number_says._asdict(),
        "computed": found.computed,
        "breaks_promise": found.breaks_promise,
        "interface": interface_document(found.interface),
        "requires": requirements_document(found.requires),
        "platform_requirements": requirements_document(found.platform_requirements),
        "external_requirements": requirements_document(found.external_requirements),
        "platforms": found.platforms._asdict(),
        "size": compare_sizes(old.artifacts, new.artifacts),
        "artifacts": compare_artifacts(old.artifacts, new.artifacts),
    }


def _released(version: Released) -> dict[str, Any]:
    return {
        "number": version.number,
        "published_at": format_instant(version.published_at),
        "is_yanked": version.is_yanked,
        "notes": dict(version.notes),
    }


def requirements_document(changes: RequirementChanges) -> dict[str, Any]:
    """What is needed besides, no longer, and of another version."""
    changed = [
        {**change.entry, "old": change.old, "new": change.new, "relation": change.relation}
        for change in changes.changed
    ]
    return {"added": changes.added, "removed": changes.removed, "changed": changed}


def upgrade_document(upgrade: Upgrade | None) -> dict[str, Any] | None:
    """A version to go to, with the verdict on going there."""
    return upgrade._asdict() if upgrade else None


def text_document(text: Bilingual) -> dict[str, str]:
    """A sentence of ours in both languages."""
    return text._asdict()


def side_by_side_document(found: SideBySide) -> dict[str, Any]:
    """Components side by side: a row for each attribute."""
    return {"components": found.components, "rows": [_row(row) for row in found.rows]}


def _row(row: Row) -> dict[str, Any]:
    return {"attribute": row.attribute, "differs": row.differs, "values": row.values}
