"""How a component and a version read on the wire: rendered here, once, when they change."""

from datetime import datetime
from typing import Any

from registry.catalogue.checklist import ChecklistItem
from registry.catalogue.models import Component, ComponentVersion, PubliccodeFile, Quarantine
from registry.catalogue.quality import Block
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render


def render_component(
    component: Component,
    publisher: str,
    latest: str | None,
    *,
    quality: int,
    prepared_by: str | None = None,
    entered_by: str | None = None,
    quarantined_at: datetime | None = None,
) -> Rendered:
    """The document of a component: its description, and what the registry knows of its life.

    `quality` is how completely it is described.
    `prepared_by` and `entered_by` are the slugs of who prepares it for its owner and of who entered it in its place.
    Why it is held back since `quarantined_at` is not for everybody and stands elsewhere.
    """
    return render(
        {
            "id": str(component.public_id),
            "publisher": publisher,
            "name": component.name,
            **component.details,
            "status": component.status,
            "latest_version": latest,
            "deprecation": component.deprecation,
            "returned_reasons": component.returned_reasons,
            "quality": quality,
            "is_unconfirmed": component.is_unconfirmed,
            "quarantine": {"placed_at": format_instant(quarantined_at)} if quarantined_at else None,
            "prepared_by": prepared_by,
            "entered_by": entered_by,
            "is_demo": component.is_demo,
            "created_at": format_instant(component.created_at),
            "updated_at": format_instant(component.updated_at),
            "listed_at": format_instant(component.listed_at) if component.listed_at else None,
        }
    )


def render_version(version: ComponentVersion, component: str, requires: list[dict[str, str]]) -> Rendered:
    """The document of a version. `requires` is the list as published: `[{component, specifier}]`."""
    return render(
        {
            "id": str(version.public_id),
            "component": component,
            "number": version.number,
            "label": version.label,
            "is_prerelease": version.is_prerelease,
            "notes": version.notes,
            "requires": requires,
            "platforms": version.platforms,
            "platform_requirements": version.platform_requirements,
            "external_requirements": version.external_requirements,
            "published_at": format_instant(version.published_at),
            "yanked": _yank(version),
        }
    )


def _yank(version: ComponentVersion) -> dict[str, Any] | None:
    if version.yanked_at is None:
        return None
    return {
        "reason": version.yank_reason,
        "message": version.yank_message,
        "at": format_instant(version.yanked_at),
    }


def block_document(block: Block) -> dict[str, Any]:
    """A block of the quality score: what it earned, why not more, and what to do."""
    remedy = block.remedy._asdict() if block.remedy else None
    texts = {"title": block.title._asdict(), "reason": block.reason._asdict(), "remedy": remedy}
    return {**block._asdict(), **texts, "done": block.done}


def checklist_document(item: ChecklistItem) -> dict[str, Any]:
    """A line of the checklist."""
    return {**item._asdict(), "title": item.title._asdict(), "advice": item.advice._asdict()}


def import_document(file: PubliccodeFile, component: str | None) -> dict[str, Any]:
    """What an import answers: the component it became, if any, and what was found."""
    return {
        "id": str(file.public_id),
        "component": component,
        "verdict": file.verdict,
        "diagnostics": file.diagnostics,
    }


def quarantine_document(quarantine: Quarantine, component: str, *, in_full: bool) -> dict[str, Any]:
    """A quarantine; who decided, and why, only where the caller is told."""
    lifted_at = quarantine.lifted_at
    return {
        "id": str(quarantine.public_id),
        "component": component,
        "placed_at": format_instant(quarantine.placed_at),
        "placed_by": quarantine.placed_by if in_full else None,
        "reason": quarantine.reason if in_full else None,
        "lifted_at": format_instant(lifted_at) if lifted_at else None,
        "lifted_by": quarantine.lifted_by if in_full else None,
        "lift_reason": quarantine.lift_reason if in_full else None,
    }
