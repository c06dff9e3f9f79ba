"""Every document of figures as a table to work with, over HTTP."""

from typing import Any, Final

from flask import Response
from flask.views import MethodView

from registry.artifacts.api.sending import disposition
from registry.kit.clock import today_of
from registry.kit.spreadsheets import MEDIA_TYPES
from registry.statistics.api.blueprint import blueprint, statistics_follower
from registry.statistics.asking import read_question
from registry.statistics.queries.reading import read_figures
from registry.statistics.taking_out import write_file
from registry.web.conditional import Document
from registry.web.context import current_actor, current_language, current_session
from schemas import statistics_files as wire

FILE: Final = {"type": "string", "format": "binary"}


@blueprint.route("/statistics/<figure>.csv")
class FiguresCsv(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.FiguresFileArguments, location="query")
    @blueprint.answers(200, FILE, content_type="text/csv")
    def get(self, arguments: dict[str, Any], figure: str) -> Response:
        """Fetch any page of figures as CSV in UTF-8: the rows of its JSON, told and suppressed as there."""
        return _send(figure, "csv", arguments)


@blueprint.route("/statistics/<figure>.xlsx")
class FiguresXlsx(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @blueprint.arguments(wire.FiguresFileArguments, location="query")
    @blueprint.answers(200, FILE, content_type=MEDIA_TYPES["xlsx"])
    def get(self, arguments: dict[str, Any], figure: str) -> Response:
        """Fetch any page of figures as a workbook: its tables, what was asked and left out, and every definition."""
        return _send(figure, "xlsx", arguments)


def _send(figure: str, format: str, arguments: dict[str, Any]) -> Response:
    statistics_follower().current()
    session, actor = current_session(), current_actor()
    question = read_question(arguments, today_of(session))
    document = read_figures(session, actor, figure, question, by=arguments.get("by"))
    language = arguments.get("language") or current_language()
    raw = write_file(document, figure, format, language, exactly=actor.sees_landscapes)
    headers = [
        ("Content-Type", MEDIA_TYPES[format]),
        ("Content-Disposition", disposition(f"{figure}-{question.as_of}.{format}")),
        ("Content-Length", str(len(raw))),
        ("Cache-Control", "private, no-store"),
        ("Vary", "Authorization, Accept-Language"),
    ]
    return Document([raw], 200, headers)
