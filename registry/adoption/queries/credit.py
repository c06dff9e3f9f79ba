"""What adoptions are worth: on a day, over a period, and to whom. For cities and administrators."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, CreditSegment
from registry.adoption.queries.adoptions import get_adoption, require_landscapes
from registry.adoption.queries.credit_facts import facts_of
from registry.adoption.worth import Segment, Worth, credit_between, credit_of, exclusion_of, segments_of, worth_on
from registry.catalogue.models import Component
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation

SIDES = ("adopter", "publisher")


class Credited(NamedTuple):
    """An adoption in the account of an organisation: what it is worth, and why it is left out if it is."""

    id: int
    adoption: UUID
    component: str
    credit: float
    excluded: str | None


class Account(NamedTuple):
    """What an organisation's adoptions are worth together, and a page of them."""

    first: date
    last: date
    total: float
    page: Page[Credited]


def credit_on(
    session: Session, actor: Actor, adoption_id: UUID, *, as_of: date | None = None, known_at: datetime | None = None
) -> Worth:
    """The credit of an adoption on a day (today unless said), with every factor.

    With `known_at` it is counted from what had been recorded by that instant; otherwise the kept segments are read.
    """
    if not actor.sees_landscapes:
        raise NotFound(what=str(adoption_id))
    adoption = get_adoption(session, actor, adoption_id)
    day = as_of or today_of(session)
    worth = worth_on(facts_of(session, [adoption.id], known_at=known_at)[adoption.id], day)
    if known_at is not None:
        return worth
    return worth._replace(credit=credit_of(segments_kept(session, [adoption.id])[adoption.id], day))


def segments_kept(session: Session, adoption_ids: Collection[int]) -> dict[int, list[Segment]]:
    """The kept segments of these adoptions, in their order."""
    kept: dict[int, list[Segment]] = defaultdict(list)
    for adoption, segment in _segments(session, CreditSegment.adoption_id.in_(adoption_ids)):
        kept[adoption].append(segment)
    return kept


def _segments(session: Session, condition: ColumnElement[bool]) -> Iterable[tuple[int, Segment]]:
    columns = (CreditSegment.from_on, CreditSegment.until_on, CreditSegment.value, CreditSegment.slope)
    query = select(CreditSegment.adoption_id, *columns).where(condition)
    rows = session.execute(query.order_by(CreditSegment.adoption_id, CreditSegment.from_on))
    return ((adoption, Segment(*line)) for adoption, *line in (tuple[Any, ...](row) for row in rows))


def account_of(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    side: str = "adopter",
    as_of: date | None = None,
    first: date | None = None,
    last: date | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Account:
    """What an organisation's adoptions are worth, as the one whose use it is or as the publisher.

    On the day `as_of` (today unless said), or over the days from `first` to `last`, both counted. A city's account
    holds that of its units. Figures follow a component: what was adopted before it passed on counts for its present
    publisher. What the caller may not see is left out.
    """
    require_landscapes(actor)
    organisation = get_organisation(session, slug)
    begin, end = _period(session, as_of, first, last)
    rows = _adoptions(session, actor, organisation, side)
    kept: dict[int, list[Segment]] = defaultdict(list)
    for adoption, segment in _segments(session, CreditSegment.adoption_id.in_(select(rows.c.id))):
        kept[adoption].append(segment)
    total = sum(credit_between(segments, begin, end) for segments in kept.values())
    listed = select(rows).order_by(rows.c.id).limit(limit + 1)
    found = session.execute(listed.where(rows.c.id > after[0]) if after else listed).all()
    page = page_of([tuple[Any, ...](row) for row in found], limit, key=lambda row: (row[0],))
    facts = facts_of(session, [row[0] for row in page.items])
    items = []
    for identifier, public_id, component in page.items:
        excluded = exclusion_of(worth_on(facts[identifier], end))
        items.append(Credited(identifier, public_id, component, credit_between(kept[identifier], begin, end), excluded))
    return Account(begin, end, total, Page(items, page.after))


def _period(session: Session, as_of: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    if as_of and (first or last):
        raise PayloadInvalid.of(
            "/as_of", "请给出一天（as_of）或一段期间（from、to），不要同时给出。", "Give a day or a period, not both."
        )
    end = as_of or last or today_of(session)
    begin = first or end
    if begin > end:
        raise PayloadInvalid.of("/from", "期间的开始不能晚于结束。", "The period must not begin after it ends.")
    return begin, end


def _adoptions(session: Session, actor: Actor, organisation: Organisation, side: str) -> Any:
    """The adoptions of an account: those of the body and of its units."""
    query = select(Adoption.id, Adoption.public_id, Component.full_name).join(
        Component, Component.id == Adoption.component_id
    )
    if side == "publisher":
        own = select(Organisation.id).where(
            or_(Organisation.id == organisation.id, Organisation.city_id == organisation.id)
        )
        query = query.where(Component.publisher_id.in_(own))
    else:
        query = query.where(or_(Adoption.beneficiary_id == organisation.id, Adoption.city_id == organisation.id))
    if not actor.is_administrator:
        sides = (Adoption.adopter_id, Adoption.beneficiary_id, Adoption.city_id)
        mine = (each.in_(actor.acts_for) for each in sides)
        query = query.where(or_(Adoption.component_id.not_in(hidden_ids(actor)), *mine))
    return query.subquery()


def wrong_credit(session: Session, *, after: int, limit: int) -> tuple[int | None, list[str]]:
    """Of the next adoptions, those whose kept segments are not what a recount gives; and the last one looked at."""
    query = select(Adoption.id, Adoption.public_id).where(Adoption.id > after).order_by(Adoption.id).limit(limit)
    names = {identifier: str(public_id) for identifier, public_id in session.execute(query)}
    kept = segments_kept(session, names)
    wrong = [
        names[identifier]
        for identifier, facts in facts_of(session, names).items()
        if kept.get(identifier, []) != segments_of(facts)
    ]
    return (max(names) if names else None), wrong
