"""Searches that found nothing: kept in counts, and answered by administrators."""

from collections.abc import Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.catalogue.queries import get_component
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.search.models import SearchMiss
from registry.search.queries.misses import get_miss


def add_misses(session: Session, searches: Mapping[str, int]) -> None:
    """Add counts of searches that found nothing, by their words. Two processes may add to the same words at once."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    now = now_of(session)
    for words, count in sorted(searches.items()):
        row = {"words": words, "searches": count, "first_at": now, "last_at": now, "status": "open"}
        statement = dialect.insert(SearchMiss).values(row)
        more = {"searches": SearchMiss.searches + count, "last_at": now}
        session.execute(statement.on_conflict_do_update(index_elements=[SearchMiss.words], set_=more))


def answer_miss(session: Session, actor: Actor, *, words: str, status: str, component: str | None = None) -> SearchMiss:
    """Say what became of it: `answered` by a component, `ignored`, or `open` again. Administrators only.

    Raises NotFound for words that nobody missed; PayloadInvalid where an answer names no component or one that is not
    there.
    """
    row = get_miss(session, actor, words, for_change=True)
    if (status == "answered") != (component is not None):
        zh, en = "已解决时须指出组件，其他状态不填组件。", "An answer names a component, and nothing else does."
        raise PayloadInvalid.of("/component", zh, en)
    row.status = status
    row.answer = get_component(session, actor, component).full_name if component else None
    row.answered_by_id = actor.organisation_id if status != "open" else None
    session.flush()
    record(
        session,
        actor,
        type="search.miss_answered",
        subject=words,
        organisation_id=actor.organisation_id,
        audience=PARTIES,
        data={"status": status, "component": row.answer},
    )
    return row
