"""How transfers, claims and preparers read on the wire."""

from typing import Any

from registry.catalogue.models import ComponentTransfer, Preparer, SupplierClaim
from registry.kit.clock import format_instant


def preparer_document(preparer: Preparer, owner: str) -> dict[str, Any]:
    return {
        "owner": owner,
        "entity": preparer.preparer.slug,
        "name": preparer.preparer.name,
        "since": preparer.valid_from.isoformat(),
    }


def transfer_document(transfer: ComponentTransfer) -> dict[str, Any]:
    return {
        "component": transfer.component.full_name,
        "from": transfer.giver.slug,
        "to": transfer.receiver.slug,
        "status": transfer.status,
        "offered_at": format_instant(transfer.offered_at),
        "answered_at": format_instant(transfer.answered_at) if transfer.answered_at else None,
    }


def claim_document(claim: SupplierClaim) -> dict[str, Any]:
    return {
        "id": str(claim.public_id),
        "component": claim.component.full_name,
        "supplier": claim.supplier.slug,
        "supplier_name": claim.supplier.name,
        "services": claim.services,
        "note": claim.note,
        "status": claim.status,
        "claimed_at": format_instant(claim.claimed_at),
        "answered_at": format_instant(claim.answered_at) if claim.answered_at else None,
        "expires_on": claim.expires_on.isoformat(),
    }
