"""Quarantine over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue import actions, queries
from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.documents import quarantine_document
from registry.catalogue.quarantine import find_open, knows_reason
from registry.kit.errors import NotFound
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import catalogue as wire


@blueprint.route("/components/<publisher>/<name>/quarantine")
class ComponentQuarantine(MethodView):
    @blueprint.answers(200, wire.QuarantineSchema)
    def get(self, publisher: str, name: str) -> Response:
        """Read since when a component is held back; its owner and administrators are told why."""
        session, actor = current_session(), current_actor()
        component = queries.get_component(session, actor, f"{publisher}/{name}")
        standing = find_open(session, component.id)
        if standing is None:
            raise NotFound(what=f"{component.full_name}/quarantine")
        in_full = knows_reason(actor, component)
        return send_bytes(orjson.dumps(quarantine_document(standing, component.full_name, in_full=in_full)))

    @blueprint.needs("security:admin")
    @blueprint.arguments(wire.QuarantinePlaceSchema)
    @blueprint.answers(201, wire.QuarantineSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Place a component in quarantine: nobody fetches, newly adopts or publishes it until that is lifted."""
        full_name = f"{publisher}/{name}"
        placed = actions.place_in_quarantine(current_session(), current_actor(), component=full_name, **payload)
        response = send_bytes(orjson.dumps(quarantine_document(placed, full_name, in_full=True)), status=201)
        response.headers["Location"] = f"/api/v1/components/{full_name}/quarantine"
        return response

    @blueprint.needs("security:admin")
    @blueprint.arguments(wire.QuarantineLiftArguments, location="query")
    @blueprint.answers(204)
    def delete(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """Lift a quarantine; `reason` is kept with it."""
        actions.lift_quarantine(
            current_session(), current_actor(), component=f"{publisher}/{name}", reason=arguments.get("reason")
        )
        return Response(status=204)


@blueprint.route("/quarantines")
class Quarantines(MethodView):
    @blueprint.needs("security:admin", "platform:admin", "audit:read")
    @blueprint.arguments(wire.QuarantineListArguments, location="query")
    @blueprint.answers(200, wire.QuarantinePageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List what is and was in quarantine, the last placed first, with who decided and why."""
        page = queries.list_quarantines(
            current_session(),
            only_open=arguments["history"] == "false",
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        items = (orjson.dumps(quarantine_document(row, name, in_full=True)) for row, name in page.items)
        return send_page(items, page.after, arguments)
