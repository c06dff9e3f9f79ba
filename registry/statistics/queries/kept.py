"""What is kept of the figures, and the overview made of it."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, literal, null, select, union_all
from sqlalchemy.orm import Session

from registry.events.models import Consumer
from registry.events.queries import consumer_position, head_position
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.organisations.models import Division
from registry.statistics.counting import DISTINCT, UNKNOWN_PROVINCE, Cell
from registry.statistics.models import Contribution, Count
from registry.statistics.overview import describe_overview
from registry.taxonomies.queries import current_taxonomies

CONSUMER: Final = "statistics"


class Kept(NamedTuple):
    """Amounts by cell, as of a position of the log."""

    position: int
    amounts: dict[Cell, int]


def events_behind(session: Session) -> int:
    """How many events the kept figures have not followed; below 0 when the log was restored to an earlier moment."""
    return head_position(session) - consumer_position(session, CONSUMER)


def contributions_of(session: Session, subjects: Collection[str]) -> dict[str, list[Cell]]:
    """What these subjects count for at present, as far as they count."""
    rows = session.execute(select(Contribution.subject, Contribution.counted).where(Contribution.subject.in_(subjects)))
    return {subject: [(figure, key) for figure, key in counted] for subject, counted in rows}


def kept_amounts(session: Session) -> Kept:
    """The amounts of every figure without the single keys of distinct ones.

    One statement, so that amounts and position are of one moment, also where reading takes no transaction.
    """
    kept = select(Count.figure, Count.key, Count.amount).where(Count.figure.not_in(DISTINCT))
    position = select(literal(CONSUMER), null(), Consumer.position.cast(BigInteger)).where(Consumer.name == CONSUMER)
    at, amounts = 0, {}
    for figure, key, amount in session.execute(union_all(kept, position)):
        if key is None:
            at = amount
        else:
            amounts[figure, key] = amount
    return Kept(at, amounts)


def read_overview(session: Session, actor: Actor) -> dict[str, Any]:
    """The overview as this caller may know it: see `registry.statistics.overview.describe_overview`."""
    kept = kept_amounts(session)
    today: date = today_of(session)
    return describe_overview(
        kept.amounts,
        as_of=today,
        position=kept.position,
        provinces=_province_names(session, kept.amounts),
        domains=_domain_names(session),
        exactly=actor.sees_landscapes,
    )


def _domain_names(session: Session) -> dict[str, dict[str, str]]:
    return {code: concept.name for code, concept in current_taxonomies(session)["domains"].concepts.items()}


def _province_names(session: Session, amounts: Collection[Cell]) -> dict[str, str]:
    codes = {key for figure, key in amounts if figure == "reuse_by_province"} - {UNKNOWN_PROVINCE}
    rows = session.execute(select(Division.code, Division.name).where(Division.code.in_(codes)))
    return {code: name for code, name in rows}
