"""What waits, told in full: for each row of the list what is to be decided, and what to decide it by."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, ComponentTransfer, SupplierClaim
from registry.catalogue.rendering import checklist_of
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.clock import format_instant
from registry.organisations.queries import slugs_of
from registry.stewardship.documents import claim_document, transfer_document
from registry.stewardship.queries.desk import Waiting
from registry.stewardship.terms import due_on

LOOKALIKES_SHOWN: Final = 5


def describe_waiting(session: Session, actor: Actor, rows: Sequence[Waiting]) -> list[dict[str, Any]]:
    """The documents of a page of the desk, in its order."""
    transfers = _transfers(session, [row.id for row in rows if row.kind == "transfer"])
    claims = _claims(session, [row.id for row in rows if row.kind == "supplier"])
    ids = {row.id for row in rows if row.kind not in {"transfer", "supplier"}}
    ids.update(transfer.component_id for transfer in transfers.values())
    ids.update(claim.component_id for claim in claims.values())
    components = {row.id: row for row in session.scalars(select(Component).where(Component.id.in_(ids)))}
    others = (key for row in components.values() for key in (row.prepared_by_id, row.entered_by_id))
    names = slugs_of(session, {key for key in others if key is not None})
    alike = _lookalikes(session, actor, components.values())
    told: list[dict[str, Any]] = []
    for row in rows:
        transfer = transfers.get(row.id) if row.kind == "transfer" else None
        claim = claims.get(row.id) if row.kind == "supplier" else None
        matter = transfer or claim
        component = components[matter.component_id if matter else row.id]
        told.append(
            {
                **_component_document(session, component, names, alike),
                "kind": row.kind,
                "since": format_instant(row.since),
                "due_on": _due_on(component) if row.kind == "confirmation" else None,
                "transfer": transfer_document(transfer) if transfer else None,
                "claim": claim_document(claim) if claim else None,
            }
        )
    return told


def _component_document(
    session: Session, component: Component, names: dict[int, str], alike: dict[int, list[str]]
) -> dict[str, Any]:
    missing = [item for item in checklist_of(session, component) if not item.done]
    return {
        "component": component.full_name,
        "title": component.details["title"],
        "status": component.status,
        "publisher": component.full_name.split("/", 1)[0],
        "prepared_by": names.get(component.prepared_by_id or 0),
        "entered_by": names.get(component.entered_by_id or 0),
        "sharing_scope": component.details.get("sharing_scope", "national"),
        "reasons": component.returned_reasons,
        "is_unconfirmed": component.is_unconfirmed,
        "quality": component.quality,
        "missing": [
            {"field": item.field, "title": item.title._asdict(), "blocking": item.blocking} for item in missing
        ],
        "lookalikes": alike.get(component.id, []),
    }


def _due_on(component: Component) -> str | None:
    return due_on(component.confirmed_at).isoformat() if component.confirmed_at else None


def _lookalikes(session: Session, actor: Actor, components: Collection[Component]) -> dict[int, list[str]]:
    """Others' components whose names look the same, as far as the caller may see them."""
    by_skeleton: dict[str, list[Component]] = defaultdict(list)
    for component in components:
        by_skeleton[component.name_skeleton].append(component)
    query = (
        select(Component.full_name, Component.name_skeleton)
        .where(Component.name_skeleton.in_(by_skeleton), visible_to(actor), Component.status != "merged")
        .order_by(Component.full_name)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for full_name, folded in session.execute(query) if by_skeleton else ():
        for component in by_skeleton[folded]:
            if component.full_name != full_name and len(found[component.id]) < LOOKALIKES_SHOWN:
                found[component.id].append(full_name)
    return found


def _transfers(session: Session, ids: Collection[int]) -> dict[int, ComponentTransfer]:
    query = select(ComponentTransfer).where(ComponentTransfer.id.in_(ids))
    rows = session.scalars(
        query.options(
            joinedload(ComponentTransfer.component, innerjoin=True),
            joinedload(ComponentTransfer.giver, innerjoin=True),
            joinedload(ComponentTransfer.receiver, innerjoin=True),
        )
    )
    return {row.id: row for row in rows}


def _claims(session: Session, ids: Collection[int]) -> dict[int, SupplierClaim]:
    query = select(SupplierClaim).where(SupplierClaim.id.in_(ids))
    rows = session.scalars(
        query.options(
            joinedload(SupplierClaim.component, innerjoin=True), joinedload(SupplierClaim.supplier, innerjoin=True)
        )
    )
    return {row.id: row for row in rows}
