"""How current the versions are that run live."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Subquery, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from registry.catalogue.models import ComponentVersion
from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer, texts_of
from registry.statistics.asking import Question
from registry.statistics.currency import GRACE_DAYS
from registry.statistics.figures.spread import percent
from registry.statistics.models import Span
from registry.statistics.queries.lives import counted
from registry.statistics.queries.spans import REUSE, asked_of
from registry.statistics.queries.versions_run import end_of, version_on

BUCKETS: Final = ("newest", "in_grace", "behind", "unknown")


def read_currency(session: Session, actor: Actor, question: Question) -> dict[str, Any]:
    """Live reuse by how current its version is: the newest compatible one, behind for up to ninety days, behind for
    longer, or unknown, which is a bucket of its own and in no share."""
    held = _buckets(session, question)
    known = sum(amount for bucket, amount in held.items() if bucket != "unknown")
    inputs: dict[str, float | None] = {bucket: held.get(bucket, 0) for bucket in BUCKETS}
    values = {
        "at_newest_share": Value(percent(held.get("newest", 0), known), inputs),
        "current_share": Value(percent(held.get("newest", 0) + held.get("in_grace", 0), known), inputs),
        "unknown_share": Value(percent(held.get("unknown", 0), sum(held.values())), inputs),
    }
    labels = texts_of("currency")["labels"]
    rows: list[Row] = [
        {
            "key": bucket,
            "label": labels[bucket],
            "adoptions": held.get(bucket, 0),
            "share": percent(held.get(bucket, 0), sum(held.values())),
        }
        for bucket in BUCKETS
    ]
    return answer("currency", question, rows, values, exactly=actor.sees_landscapes)


def _buckets(session: Session, question: Question) -> dict[str, int]:
    """How many live adoptions are in each bucket: one look at each version that runs, however many run it."""
    run = _versions_that_run(session, question)
    since = _first_newer(question).correlate(ComponentVersion).scalar_subquery()
    grace = end_of(question.as_of - timedelta(days=GRACE_DAYS + 1))
    each = (
        select(run.c.number, ComponentVersion.id.label("version"), since.label("newer_since"))
        .select_from(run)
        .outerjoin(ComponentVersion, ComponentVersion.id == run.c.version)
        .subquery()
    )
    bucket = case(
        (each.c.version.is_(None), "unknown"),
        (each.c.newer_since.is_(None), "newest"),
        (each.c.newer_since >= grace, "in_grace"),
        else_="behind",
    )
    return counted(session, select(bucket, func.sum(each.c.number)).group_by(bucket))


def _versions_that_run(session: Session, question: Question) -> Subquery:
    one = (
        select(version_on(session, question).label("version"))
        .where(REUSE, Span.state == "live", asked_of(question))
        .subquery()
    )
    return select(one.c.version, func.count().label("number")).group_by(one.c.version).subquery()


def _first_newer(question: Question) -> Any:
    """When the first newer stable version with the same major number was published that stood on the day."""
    newer, end = aliased(ComponentVersion), end_of(question.as_of)
    return select(func.min(newer.published_at)).where(
        newer.component_id == ComponentVersion.component_id,
        newer.sort_key > ComponentVersion.sort_key,
        newer.is_prerelease.is_(False),
        newer.published_at < end,
        or_(newer.yanked_at.is_(None), newer.yanked_at >= end),
        _same_major(newer.number, ComponentVersion.number),
    )


def _same_major(one: Any, other: Any) -> Any:
    """`1.4.2` and `1.10` begin with the same number: what is left when all from the first other sign on is cut off."""
    return _major(one) == _major(other)


def _major(number: Any) -> Any:
    rest = func.ltrim(number, "0123456789")
    return func.substr(number, 1, func.length(number) - func.length(rest))
