"""How services, their ratings and joint purchases read on the wire."""

from typing import Any

from registry.adoption.rating import PRIOR_MEAN, PRIOR_WEIGHT
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.kit.money import from_fen
from registry.services.models import (
    ComponentService,
    Purchase,
    PurchaseAgreement,
    PurchaseCallOff,
    PurchaseMember,
    ServiceRating,
)
from registry.services.queries import ServiceRatings, present_members


def service_document(service: ComponentService, *, priced: bool) -> dict[str, Any]:
    """What an entity offers. `priced`: the reader may see on what terms of price."""
    return {
        "id": str(service.public_id),
        "component": service.component.full_name,
        "entity": service.entity.slug,
        **describable(service, priced=priced),
        "price_terms": (service.price_terms or None) if priced else None,
        "since": service.since.isoformat(),
        "withdrawn_on": service.withdrawn_on.isoformat() if service.withdrawn_on else None,
        "is_demo": service.is_demo,
        "created_at": format_instant(service.created_at),
        "updated_at": format_instant(service.updated_at),
    }


def describable(service: ComponentService, *, priced: bool = True) -> dict[str, Any]:
    """What is said of a service by the names of the wire: what a merge patch is merged into."""
    told: dict[str, Any] = {
        "kinds": service.kinds,
        "regions": [region.division_code for region in service.regions],
        "description": service.description,
    }
    return {**told, "price_terms": service.price_terms} if priced and service.price_terms else told


def said_of_service(rating: ServiceRating, *, named: bool) -> dict[str, Any]:
    """A rating among others; who gave it only where the reader may see which city runs what."""
    told = {"stars": rating.stars, "comment": rating.comment, "updated_at": format_instant(rating.updated_at)}
    if not named:
        return told
    return {**told, "adoption": str(rating.adoption.public_id), "adopter": rating.adoption.beneficiary.slug}


def service_ratings_document(service: ComponentService, ratings: ServiceRatings) -> dict[str, Any]:
    """The counts and the mean, rounded to four places, with the prior that is in it."""
    distribution = ratings.distribution
    return {
        "service": str(service.public_id),
        "count": ratings.count,
        "fewer_than": ratings.fewer_than,
        "mean": None if ratings.mean is None else round(ratings.mean, 4),
        "prior_mean": PRIOR_MEAN,
        "prior_weight": PRIOR_WEIGHT,
        "distribution": None if distribution is None else {str(key): value for key, value in distribution.items()},
    }


def render_own_rating(rating: ServiceRating, service: ComponentService, adoption_id: str) -> Rendered:
    """One city's rating, for itself."""
    return render(
        {
            "service": str(service.public_id),
            "adoption": adoption_id,
            "stars": rating.stars,
            "comment": rating.comment,
            "counts": rating.counts,
            "created_at": format_instant(rating.created_at),
            "updated_at": format_instant(rating.updated_at),
        }
    )


def render_purchase(purchase: Purchase) -> Rendered:
    """A joint purchase with its members, agreements and what was taken up: for cities and administrators."""
    return render(
        {
            "id": str(purchase.public_id),
            "organiser": purchase.organiser.slug,
            "component": purchase.component.full_name,
            "service": str(purchase.service.public_id) if purchase.service else None,
            **purchase_describable(purchase),
            "terms": purchase.terms,
            "status": purchase.status,
            "ended_on": purchase.ended_on.isoformat() if purchase.ended_on else None,
            "reason": purchase.reason,
            "members": [member_document(member) for member in present_members(purchase)],
            "agreements": [agreement_document(agreement) for agreement in purchase.agreements],
            "is_demo": purchase.is_demo,
            "created_at": format_instant(purchase.created_at),
            "updated_at": format_instant(purchase.updated_at),
        }
    )


def purchase_describable(purchase: Purchase) -> dict[str, Any]:
    """What a merge patch of a purchase is merged into."""
    told: dict[str, Any] = {
        "title": purchase.title,
        "closes_on": purchase.closes_on.isoformat(),
        "minimum_members": purchase.minimum_members,
    }
    return {**told, "terms": purchase.terms} if purchase.terms else told


def member_document(member: PurchaseMember) -> dict[str, Any]:
    """Who buys with the others, and since when."""
    return {"organisation": member.organisation.slug, "joined_at": format_instant(member.joined_at)}


def agreement_document(agreement: PurchaseAgreement) -> dict[str, Any]:
    """What a group agreed on with a supplier."""
    return {
        "id": str(agreement.public_id),
        "supplier": agreement.supplier.slug,
        "price": from_fen(agreement.price_fen),
        "currency": agreement.currency,
        "terms": agreement.terms,
        "from": agreement.starts_on.isoformat(),
        "to": agreement.ends_on.isoformat(),
        "members": [body.slug for body in agreement.covered],
        "call_offs": [_call_off(row) for row in agreement.call_offs],
        "recorded_at": format_instant(agreement.recorded_at),
    }


def _call_off(row: PurchaseCallOff) -> dict[str, Any]:
    return {
        "id": str(row.public_id),
        "organisation": row.organisation.slug,
        "adoption": str(row.adoption.public_id),
        "on": row.on.isoformat(),
        "note": row.note,
        "recorded_at": format_instant(row.recorded_at),
    }
