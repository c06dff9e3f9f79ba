"""Questions about flags: administrators see all, others those that concern them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session, selectinload

from registry.adoption.models import CreditDiscount
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.safeguards.models import Appeal, Flag, FlagDiscount, FlagParty


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The flags that a caller may see."""
    if actor.is_administrator:
        return true()
    concerned = select(FlagParty.flag_id).where(FlagParty.organisation_id.in_(actor.acts_for))
    return Flag.id.in_(concerned)


def _whole(query: Select[Flag]) -> Select[Flag]:
    discount = selectinload(Flag.discounts).joinedload(FlagDiscount.discount, innerjoin=True)
    return query.options(
        selectinload(Flag.parties).joinedload(FlagParty.organisation, innerjoin=True),
        discount.joinedload(CreditDiscount.city, innerjoin=True),
        discount.joinedload(CreditDiscount.publisher_city, innerjoin=True),
        selectinload(Flag.appeals).joinedload(Appeal.organisation, innerjoin=True),
    )


def list_flags(
    session: Session,
    actor: Actor,
    *,
    game: str | None = None,
    status: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Flag]:
    """Flags, the newest first: all of them for administrators, for others those that concern them."""
    if actor.is_anonymous:
        raise TokenRequired()
    query = select(Flag).where(visible_to(actor)).order_by(Flag.id.desc()).limit(limit + 1)
    if game:
        query = query.where(Flag.game == game)
    if status:
        query = query.where(Flag.status == status)
    if after:
        query = query.where(Flag.id < after[0])
    return page_of(list(session.scalars(_whole(query))), limit, key=lambda flag: (flag.id,))


def get_flag(session: Session, actor: Actor, flag_id: UUID, *, for_change: bool = False) -> Flag:
    """A flag with all that belongs to it. Hidden from those whom it does not concern."""
    query = select(Flag).where(Flag.public_id == flag_id, visible_to(actor))
    if for_change:
        query = query.with_for_update(of=Flag).execution_options(populate_existing=True)
    flag = session.scalar(_whole(query))
    if flag is None:
        raise NotFound(what=str(flag_id))
    return flag


def get_appeal(session: Session, actor: Actor, appeal_id: UUID) -> tuple[Flag, Appeal]:
    """An appeal and its flag, held for a change."""
    row = session.execute(
        select(Flag.public_id, Appeal.id).join(Appeal, Appeal.flag_id == Flag.id).where(Appeal.public_id == appeal_id)
    ).one_or_none()
    if row is None:
        raise NotFound(what=str(appeal_id))
    flag = get_flag(session, actor, row.public_id, for_change=True)
    return flag, next(appeal for appeal in flag.appeals if appeal.id == row.id)


def count_decisions(session: Session) -> dict[str, dict[str, int]]:
    """How many flags of each game are open, dismissed and upheld: numbers only, for everybody (game 4.16)."""
    found: dict[str, dict[str, int]] = {}
    rows = session.execute(select(Flag.game, Flag.status, func.count()).group_by(Flag.game, Flag.status))
    for game, status, count in rows:
        found.setdefault(game, {})[status] = count
    return found


def count_discounts(session: Session) -> int:
    """How many discounts are in force."""
    query = select(func.count()).select_from(CreditDiscount).where(CreditDiscount.until_on.is_(None))
    return session.scalar(query) or 0


def count_appeals(session: Session) -> dict[str, int]:
    """How many appeals are open, granted and refused."""
    return {
        status: count for status, count in session.execute(select(Appeal.status, func.count()).group_by(Appeal.status))
    }
