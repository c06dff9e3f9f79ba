"""Telling whom an event concerns: following the log, a notice for each organisation and kind."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.events.models import Consumer
from registry.events.queries import head_position
from registry.kit.clock import now_of
from registry.kit.errors import Bilingual
from registry.kit.identity import new_id
from registry.notifications import queries
from registry.notifications.models import Notice, Subscription
from registry.notifications.queries import Happened
from registry.notifications.rules import TYPES, Rule, rules_for
from registry.notifications.schedule import due_at
from registry.notifications.vocabulary import DIGESTS

CONSUMER: Final = "notices"
"""Its row was made, at the head of the log, by the migration that brought the notices."""

BATCH: Final = 500
PORTION: Final = 500


def catch_up(session: Session, limit: int = BATCH) -> int:
    """Follow the log by at most `limit` events; how many were followed, 0 at its head.

    The notices and the position are written in one transaction, and the consumer's row is locked until it ends: each
    event is told exactly once, whichever process follows and whenever one is killed.
    """
    consumer = _lock_consumer(session)
    if consumer.position > head_position(session):
        # The log was restored to an earlier moment: from here on it is followed anew.
        consumer.position = head_position(session)
    before = consumer.position
    happened, consumer.position = queries.list_happened(session, after=before, limit=limit, types=TYPES)
    notices = [notice for event in happened for notice in _told_of(session, event)]
    for start in range(0, len(notices), PORTION):
        session.execute(insert(Notice), notices[start : start + PORTION])
    _wake_subscriptions(session, notices)
    session.flush()
    return consumer.position - before


def _told_of(session: Session, event: Happened) -> list[dict[str, Any]]:
    """The notices of one event, in the order of the table and of the organisations."""
    told: dict[tuple[int, str, str], Rule] = {}
    for rule in rules_for(event.type, event.data):
        for organisation_id in sorted(queries.concerned_by(session, event, rule.who)):
            told.setdefault((organisation_id, rule.kind, _about(rule, event)), rule)
    if not told:
        return []
    doer = queries.doer_of(session, event.actor_key)
    if any(organisation_id != doer for organisation_id, _, _ in told):
        told = {key: rule for key, rule in told.items() if key[0] != doer}
    names, now = queries.names_in(session, event.data), now_of(session)
    return [_notice(event, key, rule, names, now) for key, rule in told.items()]


def _about(rule: Rule, event: Happened) -> str:
    """What it is about: the subject of the event, where whoever is told may know that."""
    return str(event.data.get("component")) if rule.is_about_component else event.subject


def _notice(
    event: Happened, key: tuple[int, str, str], rule: Rule, names: dict[str, Bilingual], now: datetime
) -> dict[str, Any]:
    organisation_id, kind, about = key
    return {
        "public_id": new_id(),
        "organisation_id": organisation_id,
        "position": event.position,
        "kind": kind,
        "about": about,
        "urgency": rule.urgency_for(event.data),
        "text": _filled(rule.text, names),
        "todo": rule.todo._asdict() if rule.todo else None,
        "address": rule.address.format_map(_Known(event.data))[:300],
        "created_at": now,
    }


def _filled(text: Bilingual, names: dict[str, Bilingual]) -> dict[str, str]:
    return {
        language: template.format_map(_Known({key: name.in_language(language) for key, name in names.items()}))
        for language, template in text._asdict().items()
    }


class _Known(dict[str, Any]):
    """What an event does not say is a dash: an older one may say less than the texts of today ask for."""

    def __missing__(self, key: str) -> str:
        return "–"


def _wake_subscriptions(session: Session, notices: Iterable[dict[str, Any]]) -> None:
    """Say when the subscribers of whoever was told are due; one whose message fails waits for its own next try."""
    urgencies: dict[int, set[str]] = {}
    for notice in notices:
        urgencies.setdefault(notice["organisation_id"], set()).add(notice["urgency"])
    now = now_of(session)
    for is_critical in (False, True):
        bodies = [body for body, words in urgencies.items() if ("critical" in words) == is_critical]
        for start in range(0, len(bodies), PORTION):
            portion = bodies[start : start + PORTION]
            for digest in DIGESTS:
                at = due_at(digest, ("critical",) if is_critical else (), now)
                session.execute(
                    update(Subscription)
                    .where(
                        Subscription.organisation_id.in_(portion),
                        Subscription.is_active,
                        Subscription.digest == digest,
                        Subscription.attempts == 0,
                        (Subscription.next_at.is_(None)) | (Subscription.next_at > at),
                    )
                    .values(next_at=at)
                    .execution_options(synchronize_session=False)
                )


def _lock_consumer(session: Session) -> Consumer:
    """The consumer's row, and nobody else's until this transaction ends."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Consumer).values(name=CONSUMER, position=0).on_conflict_do_nothing())
    return session.scalars(
        select(Consumer).where(Consumer.name == CONSUMER).with_for_update().execution_options(populate_existing=True)
    ).one()
