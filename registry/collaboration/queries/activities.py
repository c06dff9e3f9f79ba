"""Questions about what paired cities do: their activities, what is paid for them, how much of the plan is done."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.models import Adoption
from registry.catalogue.models import Component
from registry.catalogue.visibility import may_see
from registry.collaboration.models import (
    Pairing,
    PairingActivity,
    PairingCompletion,
    PairingConfirmation,
    PairingEvidence,
    PairingFunding,
    PairingResult,
)
from registry.collaboration.pairing_rules import RESULT_AFTER, ActivityFacts, completion_rate
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of


def get_activity(session: Session, pairing: Pairing, activity_id: UUID, *, for_change: bool = False) -> PairingActivity:
    """An activity of a pairing that the caller sees, with all that its document names."""
    query = _whole(
        select(PairingActivity).where(
            PairingActivity.public_id == activity_id, PairingActivity.pairing_id == pairing.id
        )
    )
    if for_change:
        query = query.with_for_update(of=PairingActivity).execution_options(populate_existing=True)
    activity = session.scalar(query)
    if activity is None:
        raise NotFound(what=str(activity_id))
    return activity


def list_activities(
    session: Session, pairing: Pairing, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[PairingActivity]:
    """The activities of a pairing, the newest first."""
    query = _whole(select(PairingActivity).where(PairingActivity.pairing_id == pairing.id))
    query = query.order_by(PairingActivity.id.desc())
    if after:
        query = query.where(PairingActivity.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def list_funding(
    session: Session, pairing: Pairing, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[PairingFunding]:
    """What was committed for a pairing, the newest first."""
    query = (
        select(PairingFunding)
        .where(PairingFunding.pairing_id == pairing.id)
        .order_by(PairingFunding.id.desc())
        .options(joinedload(PairingFunding.organisation, innerjoin=True))
    )
    if after:
        query = query.where(PairingFunding.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def completions_of(session: Session, pairing: Pairing) -> list[PairingCompletion]:
    """Who holds the pairing to be completed."""
    query = select(PairingCompletion).where(PairingCompletion.pairing_id == pairing.id).order_by(PairingCompletion.id)
    return list(session.scalars(query.options(joinedload(PairingCompletion.organisation, innerjoin=True))))


def sees_component(session: Session, actor: Actor, activity: PairingActivity) -> bool:
    """Whether the caller may know which component an activity is about: restricted ones stay hidden."""
    return activity.component is None or may_see(session, actor, activity.component)


class Progress(NamedTuple):
    """How far a pairing has come: how many activities stand where, and how much of the plan is done."""

    planned: int
    evidenced: int
    confirmed: int
    completed: int
    cancelled: int
    completion_rate: float | None


def progress_of(session: Session, pairing: Pairing) -> Progress:
    """The activities of a pairing by their status, and the completion rate of today."""
    rows = session.execute(select(PairingActivity.status).where(PairingActivity.pairing_id == pairing.id)).scalars()
    counts = dict.fromkeys(("planned", "evidenced", "confirmed", "completed", "cancelled"), 0)
    for status in rows:
        counts[status] += 1
    rate = completion_rate(facts_of(session, [pairing.id]), today_of(session))
    return Progress(**counts, completion_rate=None if rate is None else round(rate, 4))


def facts_of(session: Session, pairing_ids: Sequence[int]) -> list[ActivityFacts]:
    """What is known of the activities of these pairings, as the rule asks for it. Evidence of a linked adoption is the
    first day on which the activity was evidenced.
    """
    rows = session.execute(
        select(
            PairingActivity.kind,
            PairingActivity.planned_on,
            PairingActivity.evidenced_on,
            PairingActivity.confirmed_on,
            PairingActivity.adoption_id,
            PairingActivity.result_on,
            PairingActivity.cancelled_on,
        ).where(PairingActivity.pairing_id.in_(pairing_ids))
    )
    return [
        ActivityFacts(
            kind=row.kind,
            planned_on=row.planned_on,
            evidenced_on=row.evidenced_on,
            confirmed_on=row.confirmed_on,
            adoption_on=row.evidenced_on if row.adoption_id is not None else None,
            result_on=row.result_on,
            cancelled_on=row.cancelled_on,
        )
        for row in rows
    ]


def activities_due(session: Session, *, today: date, limit: int) -> list[PairingActivity]:
    """Activities of pairings in force that are to be told of: planned for a day that has passed without evidence, or
    confirmed 90 days ago without a result. Each is told once of each.
    """
    told, ripe = PairingActivity.told_on, today - RESULT_AFTER
    overdue = (PairingActivity.status == "planned") & (PairingActivity.planned_on < today) & told.is_(None)
    unanswered = (
        (PairingActivity.status == "confirmed")
        & (PairingActivity.confirmed_on <= ripe)
        & or_(told.is_(None), told <= PairingActivity.confirmed_on)
    )
    query = (
        select(PairingActivity)
        .join(Pairing, Pairing.id == PairingActivity.pairing_id)
        .where(Pairing.status == "active", or_(overdue, unanswered))
        .order_by(PairingActivity.id)
        .limit(limit)
        .options(
            joinedload(PairingActivity.pairing, innerjoin=True).options(
                joinedload(Pairing.helper, innerjoin=True), joinedload(Pairing.helped, innerjoin=True)
            )
        )
        .with_for_update(of=PairingActivity, skip_locked=True)
    )
    return list(session.scalars(query))


def _whole(query: Select[PairingActivity]) -> Select[PairingActivity]:
    return query.options(
        joinedload(PairingActivity.component).joinedload(Component.publisher, innerjoin=True),
        joinedload(PairingActivity.adoption),
        selectinload(PairingActivity.evidence).joinedload(PairingEvidence.organisation, innerjoin=True),
        selectinload(PairingActivity.confirmations).joinedload(PairingConfirmation.organisation, innerjoin=True),
        selectinload(PairingActivity.results).options(
            joinedload(PairingResult.organisation, innerjoin=True), selectinload(PairingResult.adoptions)
        ),
    )


def linked_adoption(session: Session, pairing: Pairing, component_id: int | None, adoption_id: UUID) -> Adoption | None:
    """An adoption of either city of a pairing, of that component if one is said; None where it is no such adoption."""
    query = select(Adoption).where(
        Adoption.public_id == adoption_id, Adoption.city_id.in_((pairing.helper_id, pairing.helped_id))
    )
    if component_id is not None:
        query = query.where(Adoption.component_id == component_id)
    return session.scalar(query.options(joinedload(Adoption.component, innerjoin=True)))
