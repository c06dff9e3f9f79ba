"""The board over HTTP: what cities ask for."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component
from registry.demands import actions, queries
from registry.demands.api.blueprint import blueprint
from registry.demands.api.sending import components_alike, document_of, documents_of, place_of, send_demand
from registry.demands.documents import asked_for_document, posted_document, unmet_document
from registry.kit.documents import render
from registry.web.api import redirects
from registry.web.conditional import expected_tag, send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.merge_patch import DOCUMENTED
from registry.web.merge_patch import load as load_patch
from registry.web.paging import read_cursor, send_page
from schemas import demands as wire

PLACE = "/demands/<uuid:demand_id>"


@blueprint.route("/demands")
class Demands(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.DemandListArguments, location="query")
    @blueprint.answers(200, wire.DemandPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what cities ask for, the newest or the most seconded first."""
        session, actor = current_session(), current_actor()
        page = queries.list_demands(
            session,
            actor,
            **{key: arguments.get(key) for key in wire.DemandListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page(documents_of(session, actor, page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.DemandPostSchema)
    @blueprint.answers(201, wire.DemandPostedSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Post what is needed and found nowhere. The answer names what exists, and what others ask for, that is alike.

        For cities and authorities.
        """
        session, actor = current_session(), current_actor()
        demand = actions.post_demand(session, actor, **payload)
        alike = [(row.demand, row.similarity) for row in queries.demands_alike(session, demand)]
        shown = queries.show(session, actor, [demand])[0]
        posted = posted_document(shown, actor, components_alike(actor, demand), alike)
        # The tag is that of the demand as it is read next: what is alike is told once.
        tag = render(document_of(demand)).etag
        return send_document(orjson.dumps(posted), tag, status=201, location=place_of(demand))


@blueprint.route("/demands/unmet")
class UnmetDemands(MethodView):
    @blueprint.answers(200, wire.UnmetSchema)
    def get(self) -> Response:
        """Read how much is asked for and not there, by domain and by scenario."""
        return send_bytes(orjson.dumps(unmet_document(queries.count_unmet(current_session()))))


@blueprint.route(PLACE)
class OneDemand(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.answers(200, wire.DemandSchema)
    def get(self, demand_id: UUID) -> Response:
        """Read a demand."""
        return send_demand(queries.get_demand(current_session(), demand_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=DOCUMENTED)
    @blueprint.answers(200, wire.DemandSchema)
    def patch(self, demand_id: UUID) -> Response:
        """Put an open demand in other words, as who posted it. Whoever seconds it is told."""
        session = current_session()
        present = document_of(queries.get_demand(session, demand_id))
        kept = {key: present[key] for key in wire.DemandDescribeSchema().fields if present[key] is not None}
        changed = load_patch(wire.DemandDescribeSchema(), kept)
        tag = expected_tag()
        return send_demand(
            actions.describe_demand(session, current_actor(), demand_id=demand_id, expected_tag=tag, **changed)
        )


@blueprint.route(f"{PLACE}/closing")
class DemandClosing(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.DemandCloseSchema)
    @blueprint.answers(200, wire.DemandSchema)
    def post(self, payload: dict[str, Any], demand_id: UUID) -> Response:
        """Take a demand off the board, as who posted it."""
        return send_demand(actions.close_demand(current_session(), current_actor(), demand_id=demand_id, **payload))

    @blueprint.needs("collaboration:write")
    @blueprint.answers(200, wire.DemandSchema)
    def delete(self, demand_id: UUID) -> Response:
        """Open a demand again that was closed, or that a component turned out not to fulfil."""
        return send_demand(actions.reopen_demand(current_session(), current_actor(), demand_id=demand_id))


@blueprint.route("/components/<string:publisher>/<string:name>/demand")
class ComponentDemand(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @redirects(blueprint)
    @blueprint.answers(200, wire.AskedForSchema)
    def get(self, publisher: str, name: str) -> Response:
        """Read how many cities asked for a component, and by which demands: evidence that it is common."""
        session, actor = current_session(), current_actor()
        component = get_component(session, actor, f"{publisher}/{name}")
        asked = queries.asked_for(session, actor, component.id)
        return send_bytes(orjson.dumps(asked_for_document(component.full_name, asked)))
