"""Components over HTTP. Searching them is the search slice's."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue import actions, queries
from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.documents import block_document, checklist_document
from registry.catalogue.models import Component
from registry.catalogue.quality import THRESHOLD
from registry.catalogue.rendering import blocks_of, checklist_of
from registry.catalogue.reuse import shown_count
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_bytes, send_document
from registry.web.context import current_actor, current_session, database
from registry.web.paging import send_short_list
from schemas import catalogue as wire
from schemas.description import ComponentRegisterSchema, DescriptionSchema
from schemas.paging import PageArguments


def send_component(component: Component, *, status: int = 200) -> Response:
    location = f"/api/v1/components/{component.full_name}" if status == 201 else None
    return send_document(component.document, component.etag, status=status, location=location)


@blueprint.route("/components", methods=["POST"])
@blueprint.needs("catalogue:write")
@blueprint.arguments(ComponentRegisterSchema)
@blueprint.answers(201, wire.ComponentSchema)
def register(payload: dict[str, Any]) -> Response:
    """Register a component: a draft until its first version or its submission."""
    component = actions.register_component(
        current_session(),
        current_actor(),
        publisher=payload.pop("publisher"),
        name=payload.pop("name"),
        details=payload,
    )
    return send_component(component, status=201)


@blueprint.route("/components/<publisher>/<name>")
class OneComponent(MethodView):
    @blueprint.answers(200, wire.ComponentSchema)
    def get(self, publisher: str, name: str) -> Response:
        """Read a component."""
        body, etag = queries.get_component_document(database(), current_actor(), f"{publisher}/{name}")
        return send_document(body, etag)

    @blueprint.needs("catalogue:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.ComponentSchema)
    def patch(self, publisher: str, name: str) -> Response:
        """Change a component's description, by JSON merge patch (RFC 7396)."""
        session, actor, full_name = current_session(), current_actor(), f"{publisher}/{name}"
        present = queries.get_component(session, actor, full_name).details
        details = merge_patch.load(DescriptionSchema(), present)
        component = actions.describe_component(
            session, actor, component=full_name, details=details, expected_tag=expected_tag()
        )
        return send_component(component)

    @blueprint.needs("catalogue:write")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str) -> Response:
        """Remove a component that no other city has adopted and no component requires."""
        actions.remove_component(
            current_session(),
            current_actor(),
            component=f"{publisher}/{name}",
            expected_tag=expected_tag(),
        )
        return Response(status=204)


@blueprint.route("/components/<publisher>/<name>/reuse")
class Reuse(MethodView):
    @blueprint.answers(200, wire.ReuseSchema)
    def get(self, publisher: str, name: str) -> Response:
        """How many other cities run a component; 1 to 4 are not told to the public and to operating entities."""
        session, actor = current_session(), current_actor()
        component = queries.get_component(session, actor, f"{publisher}/{name}")
        counts = queries.counts_of(session, component.id)
        shown = shown_count(counts.adopters, exactly=actor.sees_landscapes)
        return send_bytes(orjson.dumps({"component": component.full_name, **shown}))


@blueprint.route("/components/<publisher>/<name>/checklist")
class Checklist(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ChecklistPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """What a component says already, and what it still might; what blocks its listing comes first."""
        session = current_session()
        component = queries.get_component(session, current_actor(), f"{publisher}/{name}")
        items = checklist_of(session, component)
        return send_short_list(
            items,
            arguments,
            key=lambda item: (items.index(item),),
            document=checklist_document,
        )


@blueprint.route("/components/<publisher>/<name>/quality")
class Quality(MethodView):
    @blueprint.answers(200, wire.QualitySchema)
    def get(self, publisher: str, name: str) -> Response:
        """How completely a component is described: 13 blocks, what each lacks and what to do. No part of relevance."""
        session = current_session()
        component = queries.get_component(session, current_actor(), f"{publisher}/{name}")
        blocks = blocks_of(session, component)
        return send_bytes(
            orjson.dumps(
                {
                    "component": component.full_name,
                    "score": sum(block.earned for block in blocks),
                    "threshold": THRESHOLD,
                    "blocks": [block_document(block) for block in blocks],
                }
            )
        )


@blueprint.route("/components/<publisher>/<name>/submission")
class Submission(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.answers(200, wire.ComponentSchema)
    def post(self, publisher: str, name: str) -> Response:
        """Submit a draft for listing; where the review is off this lists it."""
        component = actions.submit_component(current_session(), current_actor(), component=f"{publisher}/{name}")
        return send_component(component)


@blueprint.route("/components/<publisher>/<name>/listing")
class Listing(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ListingSchema)
    @blueprint.answers(200, wire.ComponentSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Decide on a submitted component: list it, or return it with reasons."""
        component = actions.review_component(
            current_session(), current_actor(), component=f"{publisher}/{name}", **payload
        )
        return send_component(component)


@blueprint.route("/components/<publisher>/<name>/deprecation")
class Deprecation(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.DeprecationSchema)
    @blueprint.answers(200, wire.ComponentSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Deprecate a component: why, what succeeds it, until when."""
        component = actions.deprecate_component(
            current_session(), current_actor(), component=f"{publisher}/{name}", **payload
        )
        return send_component(component)

    @blueprint.needs("catalogue:write")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str) -> Response:
        """Take a deprecation back."""
        actions.withdraw_deprecation(current_session(), current_actor(), component=f"{publisher}/{name}")
        return Response(status=204)


@blueprint.route("/components/<publisher>/<name>/retirement")
class Retirement(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.answers(200, wire.ComponentSchema)
    def post(self, publisher: str, name: str) -> Response:
        """Retire a component: no new versions and no new adoptions."""
        component = actions.retire_component(current_session(), current_actor(), component=f"{publisher}/{name}")
        return send_component(component)
