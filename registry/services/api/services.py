"""What operating entities offer for components, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component
from registry.kit.documents import render
from registry.services import actions, queries
from registry.services.api.blueprint import blueprint
from registry.services.documents import (
    describable,
    render_own_rating,
    said_of_service,
    service_document,
    service_ratings_document,
)
from registry.services.models import ComponentService
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import services as wire
from schemas.ratings import RatingsArguments

SERVICE = "/components/<publisher>/<name>/services/<uuid:service_id>"


def document_for_reader(service: ComponentService) -> dict[str, Any]:
    """What the reader may see of a service: terms of price are for cities, administrators and the entity itself."""
    actor = current_actor()
    return service_document(service, priced=actor.sees_landscapes or service.entity_id in actor.acts_for)


def _send(service: ComponentService, *, status: int = 200) -> Response:
    place = f"/api/v1/components/{service.component.full_name}/services/{service.public_id}"
    return send_document(
        *render(document_for_reader(service)), status=status, location=place if status == 201 else None
    )


@blueprint.route("/services")
class Services(MethodView):
    @blueprint.arguments(wire.ServiceListArguments, location="query")
    @blueprint.answers(200, wire.ServicePageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List services on offer, the newest first: of an entity, for a component, in a region. Never by price."""
        said = {key: arguments.get(key) for key in ("entity", "component", "region")}
        page = queries.list_services(
            current_session(), current_actor(), **said, after=read_cursor(arguments), limit=arguments["limit"]
        )
        return send_page((orjson.dumps(document_for_reader(row)) for row in page.items), page.after, arguments)


@blueprint.route("/components/<publisher>/<name>/services")
class ServicesOfComponent(MethodView):
    @blueprint.arguments(wire.ServicesOfComponentArguments, location="query")
    @blueprint.answers(200, wire.ServicePageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List what is offered for a component, the newest first."""
        session, actor = current_session(), current_actor()
        component = get_component(session, actor, f"{publisher}/{name}")
        page = queries.list_services(
            session,
            actor,
            component=component.full_name,
            region=arguments.get("region"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(document_for_reader(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ServiceOfferSchema)
    @blueprint.answers(201, wire.ServiceSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Offer services for a component, as an operating entity: one offer at a time."""
        service = actions.offer_service(current_session(), current_actor(), component=f"{publisher}/{name}", **payload)
        return _send(service, status=201)


@blueprint.route(SERVICE)
class OneService(MethodView):
    @blueprint.answers(200, wire.ServiceSchema)
    def get(self, publisher: str, name: str, service_id: UUID) -> Response:
        """Read what is offered, also when it was withdrawn."""
        return _send(queries.get_service(current_session(), current_actor(), f"{publisher}/{name}", service_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.ServiceSchema)
    def patch(self, publisher: str, name: str, service_id: UUID) -> Response:
        """Say otherwise what one's own entity offers."""
        session, actor, tag = current_session(), current_actor(), expected_tag()
        full_name = f"{publisher}/{name}"
        present = queries.get_service(session, actor, full_name, service_id)
        shown = actor.sees_landscapes or present.entity_id in actor.acts_for
        payload = merge_patch.load(wire.ServiceDescribeSchema(), describable(present, priced=shown))
        return _send(
            actions.describe_service(
                session, actor, component=full_name, service_id=service_id, expected_tag=tag, **payload
            )
        )

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str, service_id: UUID) -> Response:
        """Offer it no more; what was rated is kept."""
        actions.withdraw_service(
            current_session(), current_actor(), component=f"{publisher}/{name}", service_id=service_id
        )
        return Response(status=204)


@blueprint.route(f"{SERVICE}/rating")
class OwnServiceRating(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.OwnRatingArguments, location="query")
    @blueprint.answers(200, wire.ServiceRateSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, service_id: UUID) -> Response:
        """Read how one rates a service oneself."""
        session, actor = current_session(), current_actor()
        actor.require_scope("adoption:write")
        service = queries.get_service(session, actor, f"{publisher}/{name}", service_id)
        adoption = queries.bought_with(session, actor, service, arguments.get("adoption"))
        rating = queries.get_own_rating(session, service, adoption)
        return send_document(*render_own_rating(rating, service, str(adoption.public_id)))

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ServiceRatePutSchema)
    @blueprint.alt_response(201, schema=wire.ServiceRateSchema, description="Rated for the first time")
    @blueprint.answers(200, wire.ServiceRateSchema)
    def put(self, payload: dict[str, Any], publisher: str, name: str, service_id: UUID) -> Response:
        """Rate a service that one bought: one rating for each adoption. The first time `If-None-Match: *`."""
        replaced = tag_to_replace()
        rating, service, adoption = actions.rate_service(
            current_session(),
            current_actor(),
            component=f"{publisher}/{name}",
            service_id=service_id,
            expected_tag=replaced,
            **payload,
        )
        rendered = render_own_rating(rating, service, str(adoption.public_id))
        return send_document(*rendered, status=200 if replaced else 201)


@blueprint.route(f"{SERVICE}/ratings")
class RatingsOfService(MethodView):
    @blueprint.arguments(RatingsArguments, location="query")
    @blueprint.answers(200, wire.ServiceRatingsSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, service_id: UUID) -> Response:
        """Read how those who bought a service rate it. Which city did is shown to cities and administrators only."""
        session, actor = current_session(), current_actor()
        service = queries.get_service(session, actor, f"{publisher}/{name}", service_id)
        ratings = queries.ratings_of_service(session, actor, service.id)
        after = read_cursor(arguments)
        page = queries.list_service_ratings(session, service.id, after=after, limit=arguments["limit"])
        shown = page.items if ratings.count is not None else []
        items = [orjson.dumps(said_of_service(row, named=actor.sees_landscapes)) for row in shown]
        rest = b"," + orjson.dumps(service_ratings_document(service, ratings))[1:-1]
        return send_page(items, page.after if shown else None, arguments, rest)
