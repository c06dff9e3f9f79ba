"""A landscape as a file to take along: a table, a workbook, a drawing; and the template to begin with."""

from typing import Any, Final

from flask import Response
from flask.views import MethodView

from registry.artifacts.api.sending import disposition
from registry.landscapes.api.blueprint import blueprint
from registry.landscapes.drawn import draw_landscape
from registry.landscapes.queries.landscapes import get_body
from registry.landscapes.tables import MEDIA_TYPES, stream_table, write_template
from registry.web.conditional import Document, send_bytes
from registry.web.context import current_actor, current_language, current_session, database
from schemas import landscapes as wire

FILE: Final = {"type": "string", "format": "binary"}


@blueprint.route("/organisations/<slug>/landscape.csv")
class LandscapeCsv(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.LandscapeFileArguments, location="query")
    @blueprint.answers(200, FILE, content_type="text/csv")
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Fetch a landscape as CSV in UTF-8: edited, it is imported again. For cities and administrators."""
        return _table(arguments, slug, "csv")


@blueprint.route("/organisations/<slug>/landscape.xlsx")
class LandscapeXlsx(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.LandscapeFileArguments, location="query")
    @blueprint.answers(200, FILE, content_type=MEDIA_TYPES["xlsx"])
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Fetch a landscape as a workbook: edited, it is imported again. For cities and administrators."""
        return _table(arguments, slug, "xlsx")


@blueprint.route("/organisations/<slug>/landscape.svg")
class LandscapeSvg(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.LandscapePlotArguments, location="query")
    @blueprint.answers(200, FILE, content_type=MEDIA_TYPES["svg"])
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Fetch a landscape as a drawing, domains against stages, beside another's with `with`. For cities and
        administrators.
        """
        session, actor = current_session(), current_actor()
        other = arguments.get("other")
        drawing = draw_landscape(
            session,
            actor,
            get_body(session, actor, slug),
            get_body(session, actor, other) if other else None,
            language=arguments.get("language") or current_language(),
            **filters_of(arguments),
        )
        return send_bytes(drawing.encode(), content_type=MEDIA_TYPES["svg"])


@blueprint.route("/landscape-template.csv")
class LandscapeTemplate(MethodView):
    @blueprint.arguments(wire.TemplateArguments, location="query")
    @blueprint.answers(200, FILE, content_type="text/csv")
    def get(self, arguments: dict[str, Any]) -> Response:
        """Fetch the table to fill in: its heading, and one row to go by."""
        return send_bytes(
            write_template(arguments.get("language") or current_language()), content_type=MEDIA_TYPES["csv"]
        )


def filters_of(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: arguments.get(name) for name in wire.LandscapeFilters.FILTERS}


def _table(arguments: dict[str, Any], slug: str, format: str) -> Response:
    actor = current_actor()
    body = get_body(current_session(), actor, slug)
    language = arguments.get("language") or current_language()
    headers = [
        ("Content-Type", MEDIA_TYPES[format]),
        ("Content-Disposition", disposition(f"{body.slug}-landscape.{format}")),
        ("Cache-Control", "private, no-store"),
        ("Vary", "Authorization, Accept-Language"),
    ]
    return Document(stream_table(database(), actor, body, format, language, **filters_of(arguments)), 200, headers)
