"""Merging bodies with everything that follows for what they run and publish."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from registry.adoption.actions.handing_over import carry_over, settle_city
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.organisations.actions import merge_organisation
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation, ids_acted_for


def merge_bodies(session: Session, actor: Actor, *, slug: str, into: str, on: date | None = None) -> Organisation:
    """Merge an organisation into another, see `merge_organisation`; its adoptions go along with their history, it and
    its units belong to the successor's city from now on, and figures say so at once.
    """
    merged = merge_organisation(session, actor, slug=slug, into=into, on=on)
    successor = get_organisation(session, into)
    day = merged.succeeded_on
    assert day is not None, "a merged organisation has a day"  # noqa: S101 — the table's own constraint
    carry_over(session, actor, merged, successor, day)
    if merged.city_id != successor.city_id:
        _join_city(session, actor, merged, successor)
    return merged


def _join_city(session: Session, actor: Actor, merged: Organisation, successor: Organisation) -> None:
    """Units keep their parent, which leads to the successor; figures count them by its city."""
    joining = ids_acted_for(session, merged.id)
    city = session.get_one(Organisation, successor.city_id or successor.id)
    session.execute(update(Organisation).where(Organisation.id.in_(joining)).values(city_id=successor.city_id))
    settle_city(session, joining)
    record(
        session,
        actor,
        type="organisation.joined",
        subject=city.slug,
        organisation_id=city.id,
        data={"slug": city.slug, "merged": merged.slug},
    )
