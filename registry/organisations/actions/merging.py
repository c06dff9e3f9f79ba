"""Merging an organisation into another: a dated successor, and nothing is moved."""

from datetime import date

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations import queries
from registry.organisations.actions.classes import render
from registry.organisations.errors import NotMergeable
from registry.organisations.models import Organisation


def merge_organisation(session: Session, actor: Actor, *, slug: str, into: str, on: date | None = None) -> Organisation:
    """Merge an organisation, a draft or a registered one, into a registered one of its kind. Administrators only.

    What is its own stays where it is; whoever acts for the successor acts for it too, its own tokens end, its address
    leads to the successor, and its slug is never free again. Raises NotMergeable: a successor is registered and so has
    none itself, which is why no ring can come about.
    """
    actor.require_scope("platform:admin")
    for name in sorted({slug, into}):
        # Both are held, in an order that is the same for everybody: two mergers at once make no ring and no deadlock.
        queries.find_organisation(session, name, for_change=True)
    organisation = queries.get_organisation(session, slug)
    successor = queries.get_organisation(session, into, named_at="/into")
    same_sort = (organisation.kind, organisation.unit) == (successor.kind, successor.unit)
    in_place = organisation.status != "merged" and successor.status == "registered"
    into_fiction = successor.is_demo and not organisation.is_demo
    if organisation is successor or not same_sort or not in_place or into_fiction:
        raise NotMergeable(slug=slug, into=into)
    day = on or today_of(session)
    if day > today_of(session):
        raise PayloadInvalid.of("/on", "合并日期不能晚于今天。", "The day must not lie in the future.")
    organisation.status, organisation.successor_id, organisation.succeeded_on = "merged", successor.id, day
    session.flush()
    render(session, organisation)
    record(
        session,
        actor,
        type="organisation.merged",
        subject=slug,
        organisation_id=organisation.id,
        data={"slug": slug, "into": into, "on": day.isoformat()},
    )
    return organisation
