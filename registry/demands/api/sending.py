"""How demands are sent."""

from typing import Any

import orjson
from flask import Response, current_app
from sqlalchemy.orm import Session

from registry.demands import queries
from registry.demands.documents import demand_document
from registry.demands.models import Demand
from registry.kit.actor import Actor
from registry.kit.documents import render
from registry.screening.finding import screen
from registry.search.engine import SearchEngine
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session


def place_of(demand: Demand) -> str:
    return f"/api/v1/demands/{demand.public_id}"


def document_of(demand: Demand) -> dict[str, Any]:
    """A demand as the caller is shown it."""
    session, actor = current_session(), current_actor()
    return demand_document(queries.show(session, actor, [demand])[0], actor)


def send_demand(demand: Demand) -> Response:
    rendered = render(document_of(demand))
    return send_document(rendered.body, rendered.etag)


def components_alike(actor: Actor, demand: Demand) -> list[dict[str, Any]]:
    """Components of the catalogue that are like what is asked for, as far as the caller may see them."""
    engine: SearchEngine = current_app.extensions["registry.search"]
    return screen(engine, actor, {"title": demand.title, "description": demand.description}).candidates


def documents_of(session: Session, actor: Actor, demands: list[Demand]) -> list[bytes]:
    return [orjson.dumps(demand_document(shown, actor)) for shown in queries.show(session, actor, demands)]
