"""A page for each further subject of the figures: its rows, what they mean, and the same to take along."""

from typing import Any, Final

import orjson
from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from registry.artifacts.api.sending import disposition
from registry.dashboard.drawing import draw_series
from registry.dashboard.pages.asking import Asked, choices, read_asked
from registry.dashboard.pages.blueprint import blueprint
from registry.kit.actor import Actor
from registry.kit.errors import Refusal
from registry.kit.spreadsheets import MEDIA_TYPES
from registry.statistics.defining import definitions_of
from registry.statistics.queries.overview import concept_names
from registry.statistics.queries.reading import READERS, Document, read_figures
from registry.statistics.report_views import whole_months
from registry.statistics.showing import Table, show_rows
from registry.statistics.taking_out import write_file
from registry.web.conditional import Document as Answer
from registry.web.context import current_actor, current_language, current_session

ROWS_SHOWN: Final = 200
NO_TABLES: Final = frozenset({"figures", "definitions", "matrix", "series"})
FORMATS: Final = {**MEDIA_TYPES, "json": "application/json"}


@blueprint.get("/dashboard/<subject>")
def figures(subject: str) -> ResponseReturnValue:
    """One subject, as the reader may know it; who may not see it reads why."""
    if subject not in READERS or subject == "overview":
        abort(404)
    session, actor, language = current_session(), current_actor(), current_language()
    asked, by = read_asked(session, actor), chosen(subject)
    document, refusal = _read(actor, subject, asked, by)
    shown = render_template(
        "dashboard_figures.html",
        subject=subject,
        document=document,
        tables=tables_of(document, subject, asked, language) if document else [],
        charts=draw_series(document, language) if document and subject == "series" else [],
        definitions=_definitions(document) if document and subject == "series" else [],
        asked=asked,
        by=by,
        ways=READERS[subject].by,
        choices=choices(session, actor),
        page=subject,
        pages=tuple(name for name in READERS if name != "overview"),
        refusal=refusal,
        exactly=actor.sees_landscapes,
    )
    return shown, refusal.status if refusal else asked.status


@blueprint.get("/dashboard/<subject>.<any(csv, xlsx, json):format>")
def take_out(subject: str, format: str) -> Response:
    """What a page shows, as a file: as the reader may know it, under the same question."""
    if subject not in READERS:
        abort(404)
    session, actor = current_session(), current_actor()
    asked = read_asked(session, actor)
    if asked.refusal:
        raise asked.refusal
    document = read_figures(session, actor, subject, asked.question, by=chosen(subject))
    if format == "json":
        raw = orjson.dumps(document)
    else:
        raw = write_file(document, subject, format, current_language(), exactly=actor.sees_landscapes)
    return send_file(raw, f"{subject}-{asked.question.as_of}.{format}", FORMATS[format])


def send_file(raw: bytes, filename: str, media_type: str) -> Response:
    """A file made for this reader alone."""
    headers = [
        ("Content-Type", media_type),
        ("Content-Disposition", disposition(filename)),
        ("Content-Length", str(len(raw))),
        ("Cache-Control", "private, no-store"),
        ("Vary", "Cookie, Accept-Language"),
    ]
    return Answer([raw], 200, headers)


def chosen(subject: str) -> str | None:
    """By what the subject is told: as asked, where it can be; else as it is usually."""
    ways = READERS[subject].by
    by = request.args.get("by", "")
    return by if by in ways else next(iter(ways), None)


def tables_of(document: Document, subject: str, asked: Asked, language: str) -> list[Table]:
    """Every list of rows of a document, its main one first."""
    lists: dict[str, Any] = {
        name: rows
        for name, rows in document.items()
        if name not in NO_TABLES and isinstance(rows, list) and rows and isinstance(rows[0], dict)
    }
    return [
        show_rows(_named(lists[name][:ROWS_SHOWN]), language, name=name, page=subject, asked=asked.typed)
        for name in sorted(lists, key=lambda name: name != "rows")
    ]


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the names of their domains, where they bear the code alone."""
    if "domain" not in rows[0] or "domain_label" in rows[0] or "label" in rows[0]:
        return rows
    names = concept_names(current_session(), "domains")
    return [{**row, "domain": names.get(row["domain"], row["domain"])} for row in rows]


def _definitions(document: Document) -> list[dict[str, Any]]:
    """What the columns of a series mean: it has none of its own."""
    rows = document["rows"]
    return [each for each in definitions_of("overview") if rows and each["code"] in rows[0]]


def _read(actor: Actor, subject: str, asked: Asked, by: str | None) -> tuple[Document | None, Refusal | None]:
    try:
        document = read_figures(current_session(), actor, subject, asked.question, by=by)
        return (dict(whole_months(document)) if subject == "series" else document), None
    except Refusal as refusal:
        return None, refusal
