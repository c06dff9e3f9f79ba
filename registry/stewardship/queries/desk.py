"""What waits for whoever asks: one list of seven kinds, the oldest first."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, ComponentTransfer, SupplierClaim
from registry.catalogue.reviewing import PROVINCE
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import TokenRequired
from registry.kit.paging import Page, page_of
from registry.kit.policy import policy_of
from registry.organisations.models import Division, Organisation
from registry.stewardship.terms import due_before


class Waiting(NamedTuple):
    """Something that waits: its kind, since when, and the row it is about (a component, a transfer or a claim)."""

    kind: str
    since: datetime
    id: int

    @property
    def place(self) -> tuple[str, str, int]:
        """Where it stands in the list, as a cursor holds it."""
        return self.since.isoformat(), self.kind, self.id


def list_waiting(
    session: Session, actor: Actor, *, kind: str | None = None, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Waiting]:
    """What waits for the caller's decision or word. Each kind is asked for a page at most, then they are merged."""
    if actor.is_anonymous:
        raise TokenRequired()
    rows = sorted(_rows(session, actor, kind, after, limit + 1), key=lambda row: (row.since, row.kind, row.id))
    return page_of(rows[: limit + 1], limit, key=lambda row: row.place)


def _rows(
    session: Session, actor: Actor, kind: str | None, after: tuple[Any, ...] | None, limit: int
) -> Iterator[Waiting]:
    for name, source in _SOURCES.items():
        if kind not in {None, name}:
            continue
        since, identity, query = source(session, actor)
        asked: Select[Any] = query.with_only_columns(since, identity).order_by(since, identity).limit(limit)
        if after:
            asked = asked.where(_later(name, since, identity, after))
        yield from (Waiting(name, row[0], row[1]) for row in session.execute(asked))


def _later(kind: str, since: Any, identity: Any, after: tuple[Any, ...]) -> ColumnElement[bool]:
    moment, last_kind, last_id = datetime.fromisoformat(after[0]), after[1], after[2]
    if kind < last_kind:
        return since > moment  # type: ignore[no-any-return]
    if kind > last_kind:
        return since >= moment  # type: ignore[no-any-return]
    return or_(since > moment, (since == moment) & (identity > last_id))


Source = tuple[Any, Any, Select[Any]]


def _sign_off(_session: Session, actor: Actor) -> Source:
    """What an entity has prepared for the caller's organisation."""
    return _components(Component.status == "prepared", _own(actor))


def _listing(session: Session, actor: Actor) -> Source:
    """What was submitted and takes the caller's route."""
    return _components(Component.status == "in_review", _on_route(session, actor))


def _proposal(session: Session, actor: Actor) -> Source:
    """Visible drafts: for their owners to take over, for administrators to approve or merge."""
    return _components(Component.status == "proposed", or_(_own(actor), _on_route(session, actor)))


def _returned(_session: Session, actor: Actor) -> Source:
    """What came back with reasons: for its owner and for who prepares it."""
    prepares = Component.prepared_by_id.in_(actor.acts_for)
    return _components(Component.status == "draft", Component.returned_reasons.is_not(None), or_(_own(actor), prepares))


def _confirmation(session: Session, actor: Actor) -> Source:
    """What the caller's organisation should confirm soon, or should have."""
    due = Component.confirmed_at <= due_before(now_of(session))
    query = select(Component.id).where(Component.status.in_(ADOPTABLE), _own(actor), due)
    return Component.confirmed_at, Component.id, query


def _transfer(_session: Session, actor: Actor) -> Source:
    """What others offer the caller's organisation."""
    offered = (ComponentTransfer.status == "offered") & ComponentTransfer.to_id.in_(actor.acts_for)
    return ComponentTransfer.offered_at, ComponentTransfer.id, select(ComponentTransfer.id).where(offered)


def _supplier(_session: Session, actor: Actor) -> Source:
    """Claims to supply a component of the caller's organisation."""
    query = select(SupplierClaim.id).join(Component, Component.id == SupplierClaim.component_id)
    claimed = query.where(SupplierClaim.status == "claimed", _own(actor))
    return SupplierClaim.claimed_at, SupplierClaim.id, claimed


_SOURCES: Final[dict[str, Callable[[Session, Actor], Source]]] = {
    "confirmation": _confirmation,
    "listing": _listing,
    "proposal": _proposal,
    "returned": _returned,
    "sign_off": _sign_off,
    "supplier": _supplier,
    "transfer": _transfer,
}

KINDS: Final = tuple(_SOURCES)


def _components(*conditions: ColumnElement[bool]) -> Source:
    return Component.updated_at, Component.id, select(Component.id).where(*conditions)


def _own(actor: Actor) -> ColumnElement[bool]:
    return Component.publisher_id.in_(actor.acts_for) if actor.acts_for else false()


def _on_route(session: Session, actor: Actor) -> ColumnElement[bool]:
    """What this administrator may list: see `catalogue.reviewing`. The same rule, for many rows at once."""
    if not actor.is_administrator:
        return false()
    others = Component.publisher_id.not_in(actor.acts_for) if actor.acts_for else true()
    if actor.organisation_id is None or not policy_of(session).listing_review:
        return others
    division = session.get_one(Organisation, actor.organisation_id).division_code
    if division is None:
        return others
    scope = func.coalesce(Component.details["sharing_scope"].as_string(), "national")
    return others & (scope == PROVINCE) & Component.publisher_id.in_(_published_in(division))


def _published_in(division: str) -> Select[int]:
    """The organisations of a division and of those below it, by parents, where nothing stands above it."""
    top = select(Division.code).where(Division.code == division, Division.parent_code.is_(None))
    below = top.cte("below", recursive=True)
    below = below.union(select(Division.code).where(Division.parent_code == below.c.code))
    return select(Organisation.id).where(Organisation.division_code.in_(select(below.c.code)))
