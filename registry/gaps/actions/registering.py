"""Registering gaps and rewording them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.collaboration.models import Scenario
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.gaps import queries
from registry.gaps.documents import gap_document
from registry.gaps.errors import GapClosed
from registry.gaps.models import Gap, GapDueDay
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import PayloadInvalid
from registry.taxonomies.queries import current_taxonomies


def register_gap(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    problem: str,
    title: str,
    domain: str,
    severity: str,
    due_on: date,
    basis: str,
    description: str = "",
    scenario: str | None = None,
    is_demo: bool = False,
) -> Gap:
    """Say what the caller's city lacks and by when that is to end. `basis` is where it is known from.

    Raises PayloadInvalid for an unknown domain or scenario, and for a day that is past.
    """
    city = queries.get_city_in_sight(session, actor, slug)
    actor.require("collaboration:write", city.id)
    _check_place(session, domain, scenario)
    _check_day(session, due_on)
    gap = Gap(
        organisation_id=city.id,
        problem=problem,
        title=title,
        description=description,
        domain=domain,
        scenario=scenario,
        severity=severity,
        basis=basis,
        due_on=due_on,
        status="open",
        evidence=[],
        is_demo=is_demo or city.is_demo,
        created_at=now_of(session),
    )
    gap.organisation = city
    gap.due_days = [GapDueDay(due_on=due_on, recorded_at=now_of(session))]
    session.add(gap)
    session.flush()
    tell(session, actor, gap, "gap.registered")
    return gap


def change_gap(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    gap_id: UUID,
    expected_tag: str,
    title: str,
    description: str,
    severity: str,
    due_on: date,
    reason: str | None = None,
) -> Gap:
    """Reword a gap, weigh it anew, or move its day, which takes a reason: the earlier days stay on record.

    Raises GapClosed, Stale, PayloadInvalid.
    """
    actor.require("collaboration:write", queries.get_city_in_sight(session, actor, slug).id)
    gap = queries.get_gap(session, actor, slug, gap_id, for_change=True)
    if gap.closed_on is not None:
        raise GapClosed(day=gap.closed_on)
    check_tag(render(gap_document(gap)).etag, expected_tag)
    if due_on != gap.due_on:
        _move_day(session, gap, due_on, reason)
    gap.title, gap.description, gap.severity = title, description, severity
    session.flush()
    tell(session, actor, gap, "gap.changed")
    return gap


def tell(session: Session, actor: Actor, gap: Gap, type: str) -> None:
    """One event for the city and administrators: what it lacks is nobody else's business."""
    record(
        session,
        actor,
        type=type,
        subject=f"gap:{gap.public_id}",
        organisation_id=gap.organisation_id,
        audience=PARTIES,
        data={"city": gap.organisation.slug, "problem": gap.problem, "domain": gap.domain, "status": gap.status},
    )


def _move_day(session: Session, gap: Gap, due_on: date, reason: str | None) -> None:
    if reason is None:
        raise PayloadInvalid.of("/reason", "更改期限须说明原因。", "Moving the day takes a reason.")
    _check_day(session, due_on)
    gap.due_on = due_on
    gap.due_days.append(GapDueDay(due_on=due_on, reason=reason, recorded_at=now_of(session)))


def _check_day(session: Session, due_on: date) -> None:
    if due_on < today_of(session):
        raise PayloadInvalid.of("/due_on", "期限不能早于今天。", "The day must not be past.")


def _check_place(session: Session, domain: str, scenario: str | None) -> None:
    if domain not in current_taxonomies(session)["domains"].concepts:
        raise PayloadInvalid.of("/domain", f"没有领域“{domain}”。", f"There is no domain '{domain}'.")
    if scenario is not None and session.scalar(select(Scenario.id).where(Scenario.code == scenario)) is None:
        raise PayloadInvalid.of("/scenario", f"没有场景“{scenario}”。", f"There is no scenario '{scenario}'.")
