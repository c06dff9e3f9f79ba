"""Rows of an import that could not be taken, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.landscapes import actions
from registry.landscapes.api.blueprint import blueprint
from registry.landscapes.documents import render_row
from registry.landscapes.models import LandscapeRow
from registry.landscapes.queries.imports import get_import, get_row, list_rows
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import landscapes as wire


@blueprint.route("/landscape-imports/<uuid:import_id>/rows")
class LandscapeImportRows(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.ImportRowListArguments, location="query")
    @blueprint.answers(200, wire.ImportRowPageSchema)
    def get(self, arguments: dict[str, Any], import_id: UUID) -> Response:
        """List the rows that could not be taken, each with what is the matter, in the order of the file."""
        row = get_import(current_session(), current_actor(), import_id)
        after = read_cursor(arguments)
        page = list_rows(
            current_session(),
            row.id,
            outcome=arguments.get("outcome"),
            after=after[0] if after else None,
            limit=arguments["limit"],
        )
        return send_page((render_row(item).body for item in page.items), page.after, arguments)


@blueprint.route("/landscape-imports/<uuid:import_id>/rows/<int:line>")
class OneLandscapeImportRow(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.ImportRowSchema)
    def get(self, import_id: UUID, line: int) -> Response:
        """Read a row that could not be taken, with the tag by which it is mended or dropped."""
        row = get_import(current_session(), current_actor(), import_id)
        return _send(get_row(current_session(), row.id, line))

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.MendRowSchema)
    @blueprint.answers(200, wire.ImportRowSchema)
    def put(self, payload: dict[str, Any], import_id: UUID, line: int) -> Response:
        """Take a row with corrected cells. What is still the matter is said in `diagnostics` of the refusal."""
        row = actions.mend_row(
            current_session(),
            current_actor(),
            import_id=import_id,
            line=line,
            cells=payload["cells"],
            expected_tag=expected_tag(),
        )
        return _send(row)

    @blueprint.needs("adoption:write")
    @blueprint.answers(200, wire.ImportRowSchema)
    def delete(self, import_id: UUID, line: int) -> Response:
        """Leave a row aside for good."""
        row = actions.drop_row(
            current_session(), current_actor(), import_id=import_id, line=line, expected_tag=expected_tag()
        )
        return _send(row)


def _send(row: LandscapeRow) -> Response:
    return send_document(*render_row(row))
