"""Live reuse that is at risk: no sign of life, a yanked version, a component at its end, support that ended."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.liveness import LASTS_DAYS
from registry.adoption.models import Adoption, AdoptionStep, Attestation
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.organisations.models import Organisation
from registry.statistics.answering import Row, Value, answer, texts_of
from registry.statistics.asking import Question
from registry.statistics.models import Span
from registry.statistics.queries.spans import REUSE, asked_of, holds
from registry.statistics.queries.versions_run import end_of, version_on

SOON_DAYS: Final = 60
REASONS: Final = ("lapsed", "lapsing", "yanked", "deprecated", "retired", "unsupported")


def read_at_risk(session: Session, actor: Actor, question: Question, *, limit: int) -> dict[str, Any]:
    """How much live reuse is at risk for which reason; each adoption by name for those who see landscapes."""
    conditions = _conditions(session, question)
    live = and_(REUSE, Span.state == "live", asked_of(question))
    held = _counts(session, live, conditions)
    labels = texts_of("at-risk")["labels"]
    rows: list[Row] = [{"reason": reason, "label": labels[reason], "adoptions": held[reason]} for reason in REASONS]
    values = {
        "at_risk": Value(held["any"], {"live": held["live"]}),
        "live_reuse": Value(held["live"]),
    }
    exactly = actor.sees_landscapes
    named = _named(session, actor, live, conditions, labels, limit) if exactly else []
    return answer("at-risk", question, rows, values, exactly=exactly, named=named)


def _counts(session: Session, live: Any, conditions: Mapping[str, Any]) -> dict[str, int]:
    """One pass over what is live: by reason, by any reason, and all."""
    each = {reason: func.sum(case((condition, 1), else_=0)).label(reason) for reason, condition in conditions.items()}
    every = func.sum(case((or_(*conditions.values()), 1), else_=0)).label("any")
    row = session.execute(
        select(*each.values(), every, func.count().label("live"))
        .select_from(Span)
        .join(Adoption, Adoption.id == Span.subject_id)
        .where(live)
    ).one()
    return {name: int(amount or 0) for name, amount in row._mapping.items()}


def _conditions(session: Session, question: Question) -> dict[str, Any]:
    day = question.as_of
    attested = _attested_on(session, question)
    gone, soon = day - timedelta(days=LASTS_DAYS), day - timedelta(days=LASTS_DAYS - SOON_DAYS)
    yanked = select(ComponentVersion.id).where(ComponentVersion.yanked_at < end_of(day))
    support = Component.details[("maintenance", "support_until")].as_string()
    ended = select(Component.id).where(support < day.isoformat())
    return {
        "lapsed": attested <= gone,
        "lapsing": and_(attested > gone, attested <= soon),
        "yanked": version_on(session, question).in_(yanked),
        "deprecated": Span.component_id.in_(_components("deprecated", question)),
        "retired": Span.component_id.in_(_components("retired", question)),
        "unsupported": Span.component_id.in_(ended),
    }


def _components(status: str, question: Question) -> Any:
    """The components in a status on the day: read apart, since they are few beside the adoptions."""
    each = select(Span.subject_id).where(Span.subject == "component", Span.state == status)
    return select(each.where(holds(question.as_of, question.known_on)).correlate(None).subquery().c.subject_id)


def _attested_on(session: Session, question: Question) -> Any:
    """The last sign of life by the day; of today it stands with the adoption."""
    day = question.as_of
    if day >= today_of(session):
        return func.coalesce(Adoption.attested_on, Adoption.stage_since)
    sign = (
        select(func.max(Attestation.on))
        .where(Attestation.adoption_id == Span.subject_id, Attestation.on <= day)
        .correlate(Span)
        .scalar_subquery()
    )
    step = (
        select(func.max(AdoptionStep.on))
        .where(AdoptionStep.adoption_id == Span.subject_id, AdoptionStep.on <= day, AdoptionStep.stage.in_(RUNNING))
        .correlate(Span)
        .scalar_subquery()
    )
    return case((sign > step, sign), else_=step)


def _named(
    session: Session, actor: Actor, live: Any, conditions: Mapping[str, Any], labels: Any, limit: int
) -> list[Row]:
    """Each adoption once for each reason, by city and component."""
    city = aliased(Organisation)
    flags = [case((condition, 1), else_=0).label(reason) for reason, condition in conditions.items()]
    rows = session.execute(
        select(Adoption.public_id, Component.full_name, city.slug, city.name, Span.from_on, *flags)
        .select_from(Span)
        .join(Adoption, Adoption.id == Span.subject_id)
        .join(Component, Component.id == Span.component_id)
        .join(city, city.id == Span.city_id)
        .where(live, or_(*conditions.values()), Component.id.not_in(hidden_ids(actor)))
        .order_by(city.slug, Component.full_name, Span.subject_id)
        .limit(limit)
    )
    return [
        {
            "reason": reason,
            "label": labels[reason],
            "adoption": str(row.public_id),
            "component": row.full_name,
            "city": row.slug,
            "city_label": row.name,
            "live_since": row.from_on.isoformat(),
        }
        for row in rows
        for reason in REASONS
        if row._mapping[reason]
    ]
