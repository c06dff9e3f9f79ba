"""Recording what happened, in the transaction of the change itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import event as listen
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from registry.events.audience import PARTIES, PUBLIC
from registry.events.models import Event, EventReader
from registry.kit.actor import Actor
from registry.kit.clock import format_instant, now_of
from registry.kit.errors import OnlyStaging
from registry.kit.identity import new_id

_HEAD: Final = select(func.max(Event.position))
# Straight into the tables: nobody needs these rows as objects.
_INSERT: Final = Event.metadata.tables[Event.__tablename__].insert()
_INSERT_READERS: Final = Event.metadata.tables[EventReader.__tablename__].insert()

LOG_LOCK: Final = 7_160_001
"""The advisory lock under which positions are given on PostgreSQL. On SQLite the writer lock serves."""

OF_STAGING: Final = frozenset({"staging.opened", "staging.artifact_added", "token.revoked"})
"""What a machine may do that only stages; it may end its own token, too."""


@dataclass(frozen=True, slots=True)
class _Pending:
    type: str
    subject: str
    audience: str
    actor: Actor
    organisation_id: int | None
    data: Mapping[str, Any]
    recorded_at: datetime
    readers: frozenset[int]


def record(
    session: Session,
    actor: Actor,
    *,
    type: str,
    subject: str,
    data: Mapping[str, Any],
    organisation_id: int | None,
    audience: str = PUBLIC,
    readers: Collection[int] = (),
) -> None:
    """Add one fact to the log. It is written just before the commit of this session's transaction, or not at all.

    `organisation_id` is whose fact it is; `readers` are who may read it when `audience` is `parties`.
    """
    if actor.stages_only and type not in OF_STAGING:
        # Whatever a change asks of its caller, it passes here: what only stages changes nothing else.
        raise OnlyStaging()
    pending = _pending_of(session)
    own = () if organisation_id is None else (organisation_id,)
    told = (*readers, *own) if audience == PARTIES else ()
    moment = now_of(session)
    pending.append(_Pending(type, subject, audience, actor, organisation_id, data, moment, frozenset(told)))


def _pending_of(session: Session) -> list[_Pending]:
    pending: list[_Pending] = session.info.setdefault("pending_events", [])
    return pending


@listen.listens_for(Session, "after_rollback")
def _forget_pending(session: Session) -> None:
    session.info.pop("pending_events", None)


@listen.listens_for(Session, "before_commit")
def _append_pending(session: Session) -> None:
    """Give positions and write the rows.

    The lock is the last thing taken before the commit and is held until it is done: positions are gap-free and in
    commit order, so a reader that has seen position n will never be shown a smaller one later.
    """
    pending: list[_Pending] = session.info.get("pending_events", [])
    if not pending:
        return
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOG_LOCK})
    head = session.scalar(_HEAD) or 0
    rows = [_row(fact, head + nth) for nth, fact in enumerate(pending, start=1)]
    readers = [
        {"position": row["position"], "organisation_id": reader}
        for row, fact in zip(rows, pending, strict=True)
        for reader in fact.readers
    ]
    session.execute(_INSERT, rows)
    if readers:
        session.execute(_INSERT_READERS, readers)
    pending.clear()


def _row(fact: _Pending, position: int) -> dict[str, Any]:
    moment = fact.recorded_at
    identifier = new_id()
    envelope = {
        "specversion": "1.0",
        "id": str(identifier),
        "source": "/api/v1/events",
        "type": fact.type,
        "subject": fact.subject,
        "time": format_instant(moment),
        "datacontenttype": "application/json",
        "position": position,
        "audience": fact.audience,
        "data": fact.data,
    }
    return {
        "position": position,
        "id": identifier,
        "type": fact.type,
        "subject": fact.subject,
        "audience": fact.audience,
        "actor_key": fact.actor.key,
        "organisation_id": fact.organisation_id,
        "recorded_at": moment,
        "envelope": orjson.dumps(envelope),
    }
