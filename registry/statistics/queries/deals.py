"""What cities paid for components that are alike, as their contracts say. For cities and administrators."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption, Contract
from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid
from registry.kit.paging import Page, page_of
from registry.organisations.models import CityClassAssignment, Organisation
from registry.statistics.dealing import PriceRange, price_ranges

MOST_PRICED: Final = 10_000
"""So many deals, the newest ones, make the ranges of prices."""


class Deal(NamedTuple):
    """A contract with a price: when, for what, by which way of buying, who bought and who supplied."""

    adoption: UUID
    on: date
    component: str
    is_same_component: bool
    city: str
    city_name: dict[str, str]
    city_class: str | None
    price: int
    currency: str
    procurement: str | None
    starts_on: date | None
    ends_on: date | None
    supplier: str | None
    supplier_name: dict[str, str] | None


class Deals(NamedTuple):
    """A page of deals, the newest first, and the ranges of the prices of all; of the component itself where named."""

    page: Page[Deal]
    ranges: list[PriceRange]
    own_ranges: list[PriceRange]


_signed: Final = func.coalesce(Contract.signed_on, Contract.starts_on, Adoption.stage_since)
_domain: Final = Component.details["domains"][0].as_string()
_kind: Final = Component.details["kind"].as_string()


def list_deals(
    session: Session,
    actor: Actor,
    *,
    component: str | None = None,
    domain: str | None = None,
    kind: str | None = None,
    scenario: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Deals:
    """Deals on components that are alike: with `component`, those of its primary domain and kind; or by what is said.

    Raises TokenRequired, LandscapeHidden, NotFound, PayloadInvalid where nothing says what is alike.
    """
    require_landscapes(actor)
    named = get_component(session, actor, component) if component else None
    alike = _alike(named, domain, kind, scenario)
    if not alike:
        raise PayloadInvalid.of(
            "/component",
            "请给出组件、领域、类型或场景之一。",
            "Say what is alike: a component, a domain, a kind or a scenario.",
        )
    chosen = _deals(actor, alike)
    page = page_of(_page(session, chosen, after, limit), limit, key=lambda row: (row.on.isoformat(), row.id))
    classes = _classes(session, {row.city_id for row in page.items})
    deals = [_deal(row, named, classes) for row in page.items]
    prices = session.execute(
        chosen.with_only_columns(Contract.currency, Contract.price_fen, Adoption.component_id)
        .order_by(_signed.desc(), Adoption.id.desc())
        .limit(MOST_PRICED)
    ).all()
    paid = [(row.currency, row.price_fen or 0, row.component_id) for row in prices]
    own = [(currency, price) for currency, price, key in paid if named is not None and key == named.id]
    every = [(currency, price) for currency, price, _ in paid]
    return Deals(Page(deals, page.after), price_ranges(every), price_ranges(own))


def _alike(
    named: Component | None, domain: str | None, kind: str | None, scenario: str | None
) -> list[ColumnElement[bool]]:
    found = []
    if named is not None:
        domains = named.details.get("domains") or []
        same_kind = _kind == named.details.get("kind")
        like = and_(same_kind, _domain == domains[0]) if domains else same_kind
        found.append(or_(Component.id == named.id, like))
    found += [_domain == domain] if domain else []
    found += [_kind == kind] if kind else []
    found += [Adoption.scenario == scenario] if scenario else []
    return found


def _deals(actor: Actor, alike: Sequence[ColumnElement[bool]]) -> Any:
    """Contracts with a price on what the caller may see, or bought itself."""
    seller, city = aliased(Organisation), aliased(Organisation)
    query: Any = (
        select(
            Adoption.id,
            Adoption.public_id,
            Adoption.component_id,
            Adoption.city_id,
            _signed.label("on"),
            Component.full_name,
            city.slug,
            city.name,
            Contract.price_fen,
            Contract.currency,
            Contract.procurement,
            Contract.starts_on,
            Contract.ends_on,
            seller.slug.label("supplier"),
            seller.name.label("supplier_name"),
        )
        .select_from(Contract)
        .join(Adoption, Adoption.id == Contract.adoption_id)
        .join(Component, Component.id == Adoption.component_id)
        .join(city, city.id == Adoption.city_id)
        .outerjoin(seller, seller.id == Contract.supplier_id)
        .where(Contract.price_fen.is_not(None), *alike)
    )
    if actor.is_administrator:
        return query
    own = or_(Adoption.city_id.in_(actor.acts_for), Adoption.adopter_id.in_(actor.acts_for))
    return query.where(or_(own, Component.id.not_in(hidden_ids(actor))))


def _page(session: Session, chosen: Select[Any], after: tuple[Any, ...] | None, limit: int) -> list[Any]:
    query = chosen.order_by(_signed.desc(), Adoption.id.desc())
    if after:
        day = date.fromisoformat(after[0])
        query = query.where(or_(_signed < day, and_(_signed == day, Adoption.id < after[1])))
    return list(session.execute(query.limit(limit + 1)))


def _classes(session: Session, cities: Collection[int]) -> dict[int, list[CityClassAssignment]]:
    found: dict[int, list[CityClassAssignment]] = {}
    query = select(CityClassAssignment).where(
        CityClassAssignment.organisation_id.in_(cities), CityClassAssignment.superseded_at.is_(None)
    )
    for row in session.scalars(query):
        found.setdefault(row.organisation_id, []).append(row)
    return found


def _deal(row: Any, named: Component | None, classes: dict[int, list[CityClassAssignment]]) -> Deal:
    """A deal with the class its city was in on its day."""
    held = (each for each in classes.get(row.city_id, ()) if each.valid_from <= row.on)
    city_class = next((each.city_class for each in held if each.valid_to is None or each.valid_to > row.on), None)
    return Deal(
        row.public_id,
        row.on,
        row.full_name,
        named is not None and row.component_id == named.id,
        row.slug,
        row.name,
        city_class,
        row.price_fen,
        row.currency,
        row.procurement,
        row.starts_on,
        row.ends_on,
        row.supplier,
        row.supplier_name,
    )
