"""What others say to demands, over HTTP: seconding them, and offering components."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.demands import actions, queries
from registry.demands.api.blueprint import blueprint
from registry.demands.api.demands import PLACE
from registry.demands.api.sending import place_of
from registry.demands.documents import offer_document, second_document
from registry.demands.models import DemandOffer
from registry.kit.documents import render
from registry.web.conditional import expected_tag, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import demands as wire
from schemas.paging import PageArguments


@blueprint.route(f"{PLACE}/seconds")
class DemandSeconds(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.DemandSecondPageSchema)
    def get(self, arguments: dict[str, Any], demand_id: UUID) -> Response:
        """List the cities that second a demand, the earliest first. For cities and administrators."""
        session, actor = current_session(), current_actor()
        page = queries.list_seconds(
            session,
            actor,
            queries.get_demand(session, demand_id),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((orjson.dumps(second_document(row)) for row in page.items), page.after, arguments)


@blueprint.route(f"{PLACE}/seconds/<string:organisation>")
class OneDemandSecond(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.DemandSecondSchema)
    def get(self, demand_id: UUID, organisation: str) -> Response:
        """Read how a city seconds a demand. For cities and administrators."""
        session = current_session()
        demand = queries.get_demand(session, demand_id)
        row = queries.get_second(session, current_actor(), demand, organisation)
        return send_document(*render(second_document(row)))

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.DemandSecondPutSchema)
    @blueprint.alt_response(201, schema=wire.DemandSecondSchema, description="Seconded")
    @blueprint.answers(200, wire.DemandSecondSchema)
    def put(self, payload: dict[str, Any], demand_id: UUID, organisation: str) -> Response:
        """Second a demand for one's city, or change the note. The first time `If-None-Match: *`."""
        replaced = tag_to_replace()
        row = actions.second_demand(
            current_session(),
            current_actor(),
            demand_id=demand_id,
            organisation=organisation,
            expected_tag=replaced,
            **payload,
        )
        return send_document(*render(second_document(row)), status=200 if replaced else 201)

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, demand_id: UUID, organisation: str) -> Response:
        """Second it no more."""
        tag = expected_tag()
        actions.withdraw_second(
            current_session(), current_actor(), demand_id=demand_id, organisation=organisation, expected_tag=tag
        )
        return Response(status=204)


@blueprint.route(f"{PLACE}/fulfilment")
class DemandOffers(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.DemandOfferPageSchema)
    def get(self, arguments: dict[str, Any], demand_id: UUID) -> Response:
        """List the components that were offered for a demand, the newest first."""
        session, actor = current_session(), current_actor()
        demand = queries.get_demand(session, demand_id)
        page = queries.list_offers(session, actor, demand, after=read_cursor(arguments), limit=arguments["limit"])
        items = (orjson.dumps(offer_document(row, demand, actor)) for row in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.DemandOfferMakeSchema)
    @blueprint.answers(201, wire.DemandOfferSchema)
    def post(self, payload: dict[str, Any], demand_id: UUID) -> Response:
        """Offer a component that does what is asked for. What the asking city names itself fulfils its demand."""
        offer = actions.offer_component(current_session(), current_actor(), demand_id=demand_id, **payload)
        return _send(offer, status=201)


@blueprint.route(f"{PLACE}/fulfilment/<uuid:offer_id>")
class OneDemandOffer(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.DemandOfferSchema)
    def get(self, demand_id: UUID, offer_id: UUID) -> Response:
        """Read what was offered and what the asking city says of it."""
        session, actor = current_session(), current_actor()
        demand = queries.get_demand(session, demand_id)
        offer = queries.get_offer(session, actor, demand, offer_id)
        offer.demand = demand
        return _send(offer)

    @blueprint.needs("collaboration:write")
    @blueprint.answers(204)
    def delete(self, demand_id: UUID, offer_id: UUID) -> Response:
        """Take an offer back that was not answered, as who made it."""
        actions.withdraw_offer(current_session(), current_actor(), demand_id=demand_id, offer_id=offer_id)
        return Response(status=204)


@blueprint.route(f"{PLACE}/fulfilment/<uuid:offer_id>/answer")
class DemandOfferAnswer(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.DemandOfferAnswerSchema)
    @blueprint.answers(200, wire.DemandOfferSchema)
    def post(self, payload: dict[str, Any], demand_id: UUID, offer_id: UUID) -> Response:
        """Say whether a component is what is needed, as the asking city. A yes fulfils the demand."""
        return _send(
            actions.answer_offer(current_session(), current_actor(), demand_id=demand_id, offer_id=offer_id, **payload)
        )


def _send(offer: DemandOffer, *, status: int = 200) -> Response:
    rendered = render(offer_document(offer, offer.demand, current_actor()))
    place = f"{place_of(offer.demand)}/fulfilment/{offer.public_id}" if status == 201 else None
    return send_document(rendered.body, rendered.etag, status=status, location=place)
