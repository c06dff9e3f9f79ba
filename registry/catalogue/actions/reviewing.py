"""Signing off what an entity prepared, and deciding on what was submitted."""

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.lifecycle import hand_in, move, own, require_complete
from registry.catalogue.errors import ListingIncomplete, NotInReview, NotPrepared, NotYourRoute, OwnReview
from registry.catalogue.licensing import UNKNOWN_LICENSE
from registry.catalogue.models import Component
from registry.catalogue.reviewing import REVIEWER_WORDS, SCOPE_WORDS, may_list, route_of
from registry.kit.actor import Actor
from registry.kit.errors import NotYourOrganisation, PayloadInvalid
from registry.kit.policy import policy_of
from registry.organisations.models import Organisation
from registry.organisations.queries import lineage_of


def sign_off_component(
    session: Session, actor: Actor, *, component: str, decision: str, reasons: str = ""
) -> Component:
    """The owner's word on what an entity prepared: `sign` hands it in, `return` gives it back with reasons.

    The owner's own people sign, not an administrator in their place. Raises NotPrepared, ListingIncomplete.
    """
    row = own(session, actor, component)
    if actor.organisation_id is not None and row.publisher_id not in actor.acts_for:
        raise NotYourOrganisation(organisation=actor.organisation or "")
    if row.status != "prepared":
        raise NotPrepared(component=component, status=row.status)
    if decision == "sign":
        require_complete(row)
        hand_in(session, actor, row)
    else:
        _give_back(session, actor, row, reasons)
    return row


def review_component(session: Session, actor: Actor, *, component: str, decision: str, reasons: str = "") -> Component:
    """Decide on a submitted component: `list` it, or `return` it with reasons; visible drafts can be listed too.

    The reviewer is an administrator of the authority that the sharing scope names. Raises NotInReview, OwnReview,
    NotYourRoute, ListingIncomplete.
    """
    actor.require_scope("platform:admin")
    row = queries.get_component(session, actor, component, for_change=True)
    if row.status != "in_review" and not (row.status == "proposed" and decision == "list"):
        raise NotInReview(component=component, status=row.status)
    require_reviewer(session, actor, row)
    if decision == "list":
        require_complete(row)
        if row.details["license"] == UNKNOWN_LICENSE:
            raise ListingIncomplete(component=component, missing="State the licence (注明许可证)")
        row.returned_reasons = None
        move(session, actor, row, "listed", event="component.listed")
    else:
        _give_back(session, actor, row, reasons)
    return row


def require_reviewer(session: Session, actor: Actor, component: Component) -> None:
    """Raises OwnReview or NotYourRoute unless this administrator is the one to decide.

    Where the review is switched off, any other than the owner's is.
    """
    if component.publisher_id in actor.acts_for:
        raise OwnReview(component=component.full_name)
    if not policy_of(session).listing_review or actor.organisation_id is None:
        return
    route = route_of(component.details.get("sharing_scope"))
    reviewer = session.get_one(Organisation, actor.organisation_id)
    lineage = lineage_of(session, component.publisher.division_code)
    if not may_list(route, reviewer_division=reviewer.division_code, publisher_lineage=lineage):
        scope, who = SCOPE_WORDS[route], REVIEWER_WORDS[route]
        raise NotYourRoute(
            component=component.full_name,
            scope_zh=scope.zh,
            scope_en=scope.en,
            reviewer_zh=who.zh,
            reviewer_en=who.en,
        )


def _give_back(session: Session, actor: Actor, component: Component, reasons: str) -> None:
    if not reasons.strip():
        raise PayloadInvalid.of("/reasons", "退回须说明理由。", "Returning needs reasons.")
    component.returned_reasons = reasons
    move(session, actor, component, "draft", event="component.returned", data={"reasons": reasons})
