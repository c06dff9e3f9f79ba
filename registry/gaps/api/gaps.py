"""The gap register of a city over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.gaps import actions, queries
from registry.gaps.api.blueprint import blueprint
from registry.gaps.documents import gap_document
from registry.gaps.models import Gap
from registry.kit.documents import render
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import gaps as wire

CHANGEABLE = ("title", "description", "severity", "due_on")


@blueprint.route("/organisations/<slug>/gaps")
class Gaps(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.GapListArguments, location="query")
    @blueprint.answers(200, wire.GapPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what a city lacks, the newest first. For the city, the authorities above it and administrators."""
        session = current_session()
        city = queries.get_city_in_sight(session, current_actor(), slug)
        filters = {name: arguments.get(name) for name in ("status", "problem")}
        page = queries.list_gaps(session, city, **filters, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((orjson.dumps(gap_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.GapRegisterSchema)
    @blueprint.answers(201, wire.GapSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Register what your city lacks, and by when that is to end."""
        return _send(actions.register_gap(current_session(), current_actor(), slug=slug, **payload), status=201)


@blueprint.route("/organisations/<slug>/gaps/<uuid:gap_id>")
class OneGap(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.GapSchema)
    def get(self, slug: str, gap_id: UUID) -> Response:
        """Read a gap."""
        return _send(queries.get_gap(current_session(), current_actor(), slug, gap_id))

    @blueprint.needs("collaboration:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.GapSchema)
    def patch(self, slug: str, gap_id: UUID) -> Response:
        """Reword a gap, weigh it anew or move its day (`due_on`), which takes a `reason` and is kept on record."""
        session, actor, tag = current_session(), current_actor(), expected_tag()
        queries.get_city_in_sight(session, actor, slug)
        present = gap_document(queries.get_gap(session, actor, slug, gap_id))
        payload = merge_patch.load(wire.GapChangeSchema(), {name: present[name] for name in CHANGEABLE})
        return _send(actions.change_gap(session, actor, slug=slug, gap_id=gap_id, expected_tag=tag, **payload))


@blueprint.route("/organisations/<slug>/gaps/<uuid:gap_id>/closing")
class GapClosing(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.GapCloseSchema)
    @blueprint.answers(200, wire.GapSchema)
    def post(self, payload: dict[str, Any], slug: str, gap_id: UUID) -> Response:
        """Close a gap with evidence; or, without any, set it aside as not needed, with a reason. It stays."""
        return _send(actions.close_gap(current_session(), current_actor(), slug=slug, gap_id=gap_id, **payload))


def _send(gap: Gap, *, status: int = 200) -> Response:
    location = f"/api/v1/organisations/{gap.organisation.slug}/gaps/{gap.public_id}" if status == 201 else None
    return send_document(*render(gap_document(gap)), status=status, location=location)
