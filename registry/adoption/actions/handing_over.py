"""Adoptions that pass to another body: handed over one by one, or all at once when their body merges with another."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import distinct, func, or_, select
from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.counting_ratings import recount_ratings
from registry.adoption.actions.crediting import credit_many_anew
from registry.adoption.actions.judging import judge_independence
from registry.adoption.actions.stepping import tell
from registry.adoption.documents import render_adoption
from registry.adoption.errors import AdoptionTaken
from registry.adoption.lifecycle import DayOutOfOrder
from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.queries.adoptions import whole
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component, ComponentCount
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force

PORTION: Final = 500


class _Sides(NamedTuple):
    """Whose an adoption was before it passed on."""

    adopter: Organisation
    beneficiary: Organisation
    stage: str


def hand_over(
    session: Session, actor: Actor, *, adoption_id: UUID, to: str, reason: str, on: date | None = None
) -> Adoption:
    """Make an adoption another body's, with its whole history: after a city was split, or where it was entered for the
    wrong one. Administrators only.

    Raises AdoptionTaken where that body has one of the component in force, DayOutOfOrder, PayloadInvalid at `/to`.
    """
    actor.require_scope("platform:admin")
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    receiver = _receiver(session, adoption, to)
    today = today_of(session)
    if not adoption.stage_since <= (on or today) <= today:
        raise DayOutOfOrder(since=adoption.stage_since.isoformat(), today=today.isoformat())
    if adoption.stage != "retired" and _in_force(session, receiver.id, [adoption.component_id]):
        raise AdoptionTaken(adopter=to, component=adoption.component.full_name)
    before = _pass_on(adoption, adoption.beneficiary, receiver)
    _write_down(session, actor, adoption, before, on or today, reason)
    _settle(session, [adoption])
    _tell(session, actor, adoption, before, on or today)
    return adoption


def carry_over(session: Session, actor: Actor, source: Organisation, successor: Organisation, on: date) -> int:
    """After a body merged into another: its adoptions, and what others adopted on its behalf, are its successor's, with
    their history; how many there were. Where both use a component the older use continues and the other one ends.

    Figures are right at once: counts, ratings and credit of everything concerned are counted anew.
    """
    carried: list[Adoption] = []
    reason = f"{source.slug} → {successor.slug}"
    for adoption in _of_body(session, source.id):
        if adoption.beneficiary_id == source.id and adoption.stage != "retired":
            _end_younger(session, actor, adoption, successor, on, reason)
        before = _pass_on(adoption, source, successor)
        _write_down(session, actor, adoption, before, on, reason)
        _tell(session, actor, adoption, before, on)
        carried.append(adoption)
    _settle(session, carried)
    return len(carried)


def settle_city(session: Session, organisation_ids: Collection[int]) -> None:
    """After bodies came to belong to another city: what they adopted counts by that city, and what they published is
    reuse by others than that city."""
    for adoption in session.scalars(whole(select(Adoption).where(Adoption.beneficiary_id.in_(organisation_ids)))):
        adoption.city_id = adoption.beneficiary.city_id or adoption.beneficiary_id
    session.flush()
    own = select(Component.id).where(Component.publisher_id.in_(organisation_ids))
    used = select(Adoption.component_id).where(Adoption.beneficiary_id.in_(organisation_ids))
    components = set(session.scalars(own)) | set(session.scalars(used))
    concerned = select(Adoption.id).where(
        or_(Adoption.component_id.in_(own), Adoption.beneficiary_id.in_(organisation_ids))
    )
    ids = set(session.scalars(concerned))
    judge_independence(session, ids, anew=True)
    credit_many_anew(session, ids)
    _recount(session, components)


def _receiver(session: Session, adoption: Adoption, to: str) -> Organisation:
    receiver = get_in_force(session, to, named_at="/to")
    if receiver.kind != "city" or receiver.id == adoption.beneficiary_id:
        raise PayloadInvalid.of(
            "/to", "须为另一个城市或其所属单位。", "Name another city, or a unit of one, than the one it is of."
        )
    return receiver


def _of_body(session: Session, organisation_id: int) -> Iterator[Adoption]:
    """What a body adopted, uses or operates, some at a time, with all that a document names."""
    after = 0
    sides = (Adoption.adopter_id, Adoption.beneficiary_id, Adoption.operator_id)
    theirs = or_(*(side == organisation_id for side in sides))
    while True:
        chosen = select(Adoption).where(theirs, Adoption.id > after).order_by(Adoption.id).limit(PORTION)
        portion = list(session.scalars(whole(chosen.with_for_update(of=Adoption))))
        yield from portion
        if len(portion) < PORTION:
            return
        after = portion[-1].id


def _in_force(session: Session, organisation_id: int, component_ids: Collection[int]) -> list[Adoption]:
    chosen = select(Adoption).where(
        Adoption.beneficiary_id == organisation_id,
        Adoption.component_id.in_(component_ids),
        Adoption.stage != "retired",
    )
    return list(session.scalars(whole(chosen)))


def _end_younger(
    session: Session, actor: Actor, adoption: Adoption, successor: Organisation, on: date, reason: str
) -> None:
    """Where the successor uses the component too, one use goes on: the one that began first."""
    for other in _in_force(session, successor.id, [adoption.component_id]):
        younger = max(adoption, other, key=_begun)
        before = _Sides(younger.adopter, younger.beneficiary, younger.stage)
        younger.stage, younger.stage_since = "retired", max(on, younger.stage_since)
        if younger is other:
            _write_down(session, actor, other, before, on, reason)
            _tell(session, actor, other, before, on)
            _settle(session, [other])
        session.flush()


def _begun(adoption: Adoption) -> tuple[date, int]:
    return min((step.on for step in adoption.steps), default=adoption.stage_since), adoption.id


def _pass_on(adoption: Adoption, source: Organisation, receiver: Organisation) -> _Sides:
    """Put the receiver where the body that passes it on stood. Whoever adopted on its behalf still does."""
    before = _Sides(adoption.adopter, adoption.beneficiary, adoption.stage)
    if adoption.beneficiary_id == source.id:
        adoption.beneficiary, adoption.beneficiary_id = receiver, receiver.id
        adoption.city_id = receiver.city_id or receiver.id
    if adoption.adopter_id == source.id:
        adoption.adopter, adoption.adopter_id = receiver, receiver.id
    if adoption.operator_id == source.id:
        adoption.operator, adoption.operator_id = receiver, receiver.id
    return before


def _write_down(session: Session, actor: Actor, adoption: Adoption, before: _Sides, on: date, reason: str) -> None:
    """A step in the history. It is no sign of life: nobody has looked whether it runs."""
    step = AdoptionStep(
        stage=adoption.stage,
        on=max(on, adoption.stage_since),
        note=f"{before.beneficiary.slug} → {adoption.beneficiary.slug}: {reason}",
        evidence=[],
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
    )
    step.version = adoption.version
    adoption.steps.append(step)
    session.flush()
    adoption.document, adoption.etag = render_adoption(adoption)


def _settle(session: Session, adoptions: Collection[Adoption]) -> None:
    session.flush()
    credit_many_anew(session, {adoption.id for adoption in adoptions})
    _recount(session, {adoption.component_id for adoption in adoptions})


def _recount(session: Session, component_ids: Collection[int]) -> None:
    """Count anew who runs these components besides their publishers' own cities, and who rates them."""
    session.flush()
    for component_id in sorted(component_ids):
        city = session.scalar(
            select(Organisation.city_id)
            .join(Component, Component.publisher_id == Organisation.id)
            .where(Component.id == component_id)
        )
        counts = session.get_one(ComponentCount, component_id, with_for_update=True, populate_existing=True)
        external = (Adoption.component_id == component_id) & Adoption.city_id.is_distinct_from(city)
        running = select(func.count(distinct(Adoption.city_id))).where(external, Adoption.stage.in_(RUNNING))
        counts.adopters = session.scalar(running) or 0
        counts.adoptions = session.scalar(select(func.count()).select_from(Adoption).where(external)) or 0
        recount_ratings(session, component_id, city)
    session.flush()


def _tell(session: Session, actor: Actor, adoption: Adoption, before: _Sides, on: date) -> None:
    tell(
        session,
        actor,
        adoption,
        "adoption.handed_over",
        {
            "previous_adopter": before.adopter.slug,
            "previous_beneficiary": before.beneficiary.slug,
            "version": adoption.version.number if adoption.version else None,
            "from": before.stage,
            "to": adoption.stage,
            "on": max(on, adoption.stage_since).isoformat(),
        },
    )
