"""What an organisation has to show on its page: what it publishes, supplies and, for those who may see, runs."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component, SupplierClaim
from registry.catalogue.visibility import visible_to
from registry.directory.queries.offering import in_force
from registry.kit.actor import Actor
from registry.organisations.models import Organisation
from registry.search.engine import SearchEngine
from registry.search.queries import search_components

MOST_SHOWN: Final = 10


class Shown(NamedTuple):
    """Some components as their documents, and how many there are."""

    components: Sequence[dict[str, Any]]
    total: int


def published_by(session: Session, engine: SearchEngine, actor: Actor, organisation: Organisation) -> Shown:
    """What an organisation publishes: first what most cities run."""
    filters = {"publisher": [organisation.slug]}
    found = search_components(session, engine, actor, filters=filters, sort="adopters", limit=MOST_SHOWN)
    return Shown([{**orjson.loads(document), **count} for document, count in found.items], found.result.total)


def supplied_by(session: Session, actor: Actor, organisation: Organisation) -> Shown:
    """What an organisation supplies, as the publishers have confirmed."""
    claims = select(SupplierClaim.component_id).where(SupplierClaim.supplier_id == organisation.id, in_force(session))
    return _documents(session, actor, Component.id.in_(claims))


def run_by_peers(session: Session, engine: SearchEngine, actor: Actor, organisation: Organisation) -> Shown | None:
    """What the cities like a city run; None for a caller who may not see landscapes, and for what is no city."""
    if not actor.sees_landscapes or organisation.city_id is None:
        return None
    found = search_components(session, engine, actor, like=organisation.slug, sort="adopters", limit=MOST_SHOWN)
    return Shown([orjson.loads(document) for document, _ in found.items], found.result.total)


def run_by(session: Session, actor: Actor, organisation: Organisation) -> Shown | None:
    """What a city or unit runs, pilot or live; None for a caller who may not see landscapes."""
    if not actor.sees_landscapes:
        return None
    body = or_(Adoption.beneficiary_id == organisation.id, Adoption.city_id == organisation.id)
    return _documents(
        session, actor, Component.id.in_(select(Adoption.component_id).where(body, Adoption.stage.in_(RUNNING)))
    )


def _documents(session: Session, actor: Actor, wanted: ColumnElement[bool]) -> Shown:
    query = select(Component.document).where(wanted, visible_to(actor)).order_by(Component.full_name)
    documents = session.scalars(query).all()
    return Shown([orjson.loads(document) for document in documents[:MOST_SHOWN]], len(documents))
