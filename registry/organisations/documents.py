"""How an organisation and its neighbours read on the wire."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.organisations import wording
from registry.organisations.likeness import WEIGHTS, Reason
from registry.organisations.models import CityClassAssignment, Cluster, Division, Organisation
from registry.organisations.queries import Peer


def render_organisation(session: Session, organisation: Organisation, city_class: str | None) -> Rendered:
    """The document of an organisation. `city_class` is the class in force today, for cities."""
    parent, entered_by, successor = (
        session.get_one(Organisation, identifier).slug if identifier else None
        for identifier in (organisation.parent_id, organisation.entered_by_id, organisation.successor_id)
    )
    division = session.get(Division, organisation.division_code) if organisation.division_code else None
    return render(
        {
            "id": str(organisation.public_id),
            "slug": organisation.slug,
            "kind": organisation.kind,
            "unit": organisation.unit,
            "name": organisation.name,
            "division_code": organisation.division_code,
            "division_name": division.name if division else None,
            "uscc": organisation.uscc,
            "entity_types": organisation.entity_types,
            "parent": parent,
            "class": city_class,
            "status": organisation.status,
            "size_band": organisation.size_band,
            "profile": organisation.profile,
            "entered_by": entered_by,
            "successor": successor,
            "succeeded_on": organisation.succeeded_on.isoformat() if organisation.succeeded_on else None,
            "is_demo": organisation.is_demo,
            "created_at": format_instant(organisation.created_at),
        }
    )


def division_document(division: Division) -> dict[str, Any]:
    return {
        "code": division.code,
        "name": division.name,
        "kind": division.kind,
        "parent_code": division.parent_code,
        "is_city": division.is_city,
        "edition": division.edition,
        "valid_from": division.valid_from.isoformat(),
        "valid_to": division.valid_to.isoformat() if division.valid_to else None,
        "is_demo": division.is_demo,
    }


def cluster_document(cluster: Cluster, members: Sequence[str]) -> dict[str, Any]:
    return {"slug": cluster.slug, "name": cluster.name, "members": members, "is_demo": cluster.is_demo}


def class_document(assignment: CityClassAssignment) -> dict[str, Any]:
    return {
        "class": assignment.city_class,
        "valid_from": assignment.valid_from.isoformat(),
        "valid_to": assignment.valid_to.isoformat() if assignment.valid_to else None,
        "stage": assignment.stage,
        "foundation": assignment.foundation,
        "endowment": assignment.endowment,
        "evidence": assignment.evidence,
        "assigned_by": assignment.assigned_by,
        "recorded_at": format_instant(assignment.recorded_at),
    }


def peer_document(peer: Peer) -> dict[str, Any]:
    return {
        "slug": peer.slug,
        "name": peer.name,
        "class": peer.city_class,
        "size_band": peer.size_band,
        "similarity": float(peer.likeness.similarity),
        "reasons": [_reason_document(reason) for reason in peer.likeness.reasons],
    }


def _reason_document(reason: Reason) -> dict[str, Any]:
    return {
        "trait": reason.trait,
        "weight": float(WEIGHTS[reason.trait]),
        "share": round(float(reason.share), 3),
        "words": reason.shared,
        "sentence": wording.sentence(reason),
    }
