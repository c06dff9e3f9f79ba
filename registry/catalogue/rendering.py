"""What a component's row says beside its description, worked out from what it is derived from."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.checklist import ChecklistItem, checklist
from registry.catalogue.documents import render_component
from registry.catalogue.models import Component
from registry.catalogue.quality import Block, quality_of, score_of
from registry.catalogue.quarantine import find_open
from registry.organisations.queries import slugs_of


class Derived(NamedTuple):
    """The latest version, how completely the component is described, and the document with its tag."""

    latest_version_id: int | None
    quality: int
    document: bytes
    etag: str


def derive(session: Session, component: Component, *, changed_at: datetime | None = None) -> Derived:
    """What the row should hold. `changed_at` says that it changes just now, and is noted on it."""
    version_id, number = queries.find_latest_number(session, component.id) or (None, None)
    quality = score_of(component.details, has_requirements=_needs_others(session, component, version_id))
    preparer, enterer = component.prepared_by_id, component.entered_by_id
    others = slugs_of(session, {identifier for identifier in (preparer, enterer) if identifier is not None})
    if changed_at is not None:
        # Only now: before the questions the row would be written once more.
        component.updated_at = changed_at
    document, etag = render_component(
        component,
        component.full_name.split("/", 1)[0],
        number,
        quality=quality,
        prepared_by=others[preparer] if preparer is not None else None,
        entered_by=others[enterer] if enterer is not None else None,
        quarantined_at=_quarantined_at(session, component),
    )
    return Derived(version_id, quality, document, etag)


def _quarantined_at(session: Session, component: Component) -> datetime | None:
    standing = find_open(session, component.id) if component.is_quarantined else None
    return standing.placed_at if standing else None


def blocks_of(session: Session, component: Component) -> list[Block]:
    """The blocks of its score, with what they lack."""
    needs_others = _needs_others(session, component, component.latest_version_id)
    return quality_of(component.details, has_requirements=needs_others)


def checklist_of(session: Session, component: Component) -> list[ChecklistItem]:
    """The same as a list of what is done and what is not, what blocks the listing first."""
    needs_others = _needs_others(session, component, component.latest_version_id)
    return checklist(component.details, has_requirements=needs_others)


def _needs_others(session: Session, component: Component, version_id: int | None) -> bool:
    """Whether the latest version requires anything; not asked where an architecture is described anyway."""
    kinds = {document["kind"] for document in component.details.get("documents", ())}
    return version_id is not None and "architecture" not in kinds and queries.has_requirements(session, version_id)
