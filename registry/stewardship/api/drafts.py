"""Entering what is missing, taking it over, and merging what is there twice."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.catalogue.models import Component
from registry.stewardship import actions
from registry.stewardship.api.blueprint import blueprint
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from schemas import stewardship as wire
from schemas.catalogue import ComponentSchema


def send_component(component: Component, *, status: int = 200) -> Response:
    location = f"/api/v1/components/{component.full_name}" if status == 201 else None
    return send_document(component.document, component.etag, status=status, location=location)


@blueprint.route("/components/drafts")
class Drafts(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.DraftSchema)
    @blueprint.answers(201, ComponentSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Enter a component that is missing: a draft that all see and nobody adopts, until its publisher takes over."""
        component = actions.propose_component(
            current_session(),
            current_actor(),
            publisher=payload.pop("publisher"),
            name=payload.pop("name"),
            details=payload,
        )
        return send_component(component, status=201)


@blueprint.route("/components/<publisher>/<name>/takeover")
class Takeover(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.answers(200, ComponentSchema)
    def post(self, publisher: str, name: str) -> Response:
        """Make what others entered in one's place one's own draft."""
        component = actions.take_over_component(current_session(), current_actor(), component=f"{publisher}/{name}")
        return send_component(component)


@blueprint.route("/components/<publisher>/<name>/merge")
class Merge(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.MergeSchema)
    @blueprint.answers(200, ComponentSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Merge a component into another, which is answered: its name leads there, and what hung on it moves."""
        component = actions.merge_component(
            current_session(), current_actor(), component=f"{publisher}/{name}", into=payload["into"]
        )
        return send_component(component)
