"""Who offers what: publishers, and suppliers whom publishers have confirmed."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component, SupplierClaim
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.search.engine import SearchEngine
from registry.search.queries import search_components
from registry.taxonomies.queries import current_taxonomies

MOST_PUBLISHERS: Final = 100
"""How many publishers `offers` takes from a search for words or a domain: those with the most such components."""


def offering_ids(session: Session, engine: SearchEngine, actor: Actor, offers: str) -> set[int]:
    """Who publishes such components, or supplies them as their publishers have confirmed.

    A name with a slash is a component, the code of a domain stands for its components, anything else is searched for
    as words: then the `MOST_PUBLISHERS` who publish the most such components are taken.
    """
    if "/" in offers:
        component_id = component_id_of(session, actor, offers, "/offers")
        return _publishers_of(session, [component_id]) | _suppliers_of(session, [component_id])
    domains = current_taxonomies(session).get("domains")
    is_domain = domains is not None and offers in domains.concepts
    asked: dict[str, Any] = {"filters": {"domain": [offers]}} if is_domain else {"words": offers}
    found = search_components(session, engine, actor, **asked, facets=("publisher",), limit=0)
    slugs = [slug for slug, _ in found.result.facets["publisher"]][:MOST_PUBLISHERS]
    publishers = set(session.scalars(select(Organisation.id).where(Organisation.slug.in_(slugs))))
    return publishers | _suppliers_of(session, _supplied(session, engine, actor, asked))


def component_id_of(session: Session, actor: Actor, full_name: str, pointer: str) -> int:
    try:
        return get_component(session, actor, full_name).id
    except NotFound as error:
        raise PayloadInvalid.of(
            pointer, f"没有找到组件“{full_name}”。", f"There is no component '{full_name}'."
        ) from error


def _supplied(session: Session, engine: SearchEngine, actor: Actor, asked: Mapping[str, Any]) -> set[int]:
    """Which of the components that have a confirmed supplier are among those asked for: the best hundred of them."""
    confirmed = session.scalars(select(SupplierClaim.component_id).where(in_force(session)).distinct()).all()
    if not confirmed:
        return set()
    found = search_components(session, engine, actor, **asked, among=confirmed, limit=MOST_PUBLISHERS)
    return {hit.id for hit in found.result.hits}


def _publishers_of(session: Session, component_ids: Collection[int]) -> set[int]:
    return set(session.scalars(select(Component.publisher_id).where(Component.id.in_(component_ids))))


def _suppliers_of(session: Session, component_ids: Collection[int]) -> set[int]:
    claims = select(SupplierClaim.supplier_id).where(SupplierClaim.component_id.in_(component_ids), in_force(session))
    return set(session.scalars(claims))


def in_force(session: Session) -> ColumnElement[bool]:
    """Claims that the publisher confirmed and that have not run out."""
    return (SupplierClaim.status == "confirmed") & (SupplierClaim.expires_on > today_of(session))
