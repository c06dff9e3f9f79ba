"""The pages of landscapes: what a body runs, plotted, taken out, brought in and vouched for."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from registry.artifacts.api.incoming import discarded_on_failure, scanner, storage, transfers
from registry.artifacts.api.sending import disposition
from registry.artifacts.errors import TransfersBusy
from registry.artifacts.receiving import take_in
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid, Refusal
from registry.kit.paging import Page
from registry.landscapes import actions
from registry.landscapes.actions.importing import importing_body
from registry.landscapes.archiving import stream_archive
from registry.landscapes.drawn import domain_names, draw_landscape
from registry.landscapes.plotting import SHOWN
from registry.landscapes.queries.certifications import find_valid
from registry.landscapes.queries.imports import get_import, list_imports, list_rows
from registry.landscapes.queries.landscapes import Entry, compare_landscapes, get_body, list_landscape
from registry.landscapes.tables import MEDIA_TYPES, stream_table
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.web.body import takes_up_to
from registry.web.conditional import Document
from registry.web.context import current_actor, current_language, current_session, database, services
from registry.web.transfers import Sending
from registry.web.wording import load_payload
from schemas.landscapes import KINDS, CertifySchema

blueprint = Blueprint("landscapes_pages", __name__)

PAGE_SIZE: Final = 50
ROWS_SHOWN: Final = 100
FORM_MAX: Final = 20 * 1024 * 1024
_PIECE: Final = 256 * 1024


@blueprint.get("/organisations/<slug>/landscape")
def landscape(slug: str) -> ResponseReturnValue:
    """What a body runs. What is unknown among the filters is left out: a page is lenient."""
    return _landscape(slug, None)


@blueprint.post("/organisations/<slug>/landscape")
@takes_up_to(FORM_MAX)
def changed(slug: str) -> ResponseReturnValue:
    """Bring in a table, or vouch for what is there; the page again, or the import's."""
    try:
        if request.form.get("act") == "certify":
            told = {name: request.form.get(name, "").strip() for name in ("certified_by", "note")}
            payload = load_payload(CertifySchema(), {name: value for name, value in told.items() if value})
            actions.certify_landscape(current_session(), current_actor(), organisation=slug, **payload)
            return redirect(url_for(".landscape", slug=slug, _anchor="certification"), code=303)
        file = request.files.get("file")
        if file is None or not file.filename:
            raise PayloadInvalid.of("/file", "请选择文件。", "Choose a file.")
        return redirect(url_for(".landscape_import", import_id=_bring_in(slug, file)), code=303)
    except Refusal as refusal:
        current_session().rollback()
        return _landscape(slug, refusal)


@blueprint.get("/organisations/<slug>/landscape.<any(csv, xlsx):format>")
def table(slug: str, format: str) -> Response:
    """The landscape as a table, narrowed as the page is."""
    actor = current_actor()
    body = get_body(current_session(), actor, slug)
    pieces = stream_table(database(), actor, body, format, current_language(), **_filters())
    return _file(pieces, f"{body.slug}-landscape.{format}", MEDIA_TYPES[format])


@blueprint.get("/organisations/<slug>/export")
def export(slug: str) -> Response:
    """Everything an organisation owns, for those who manage it."""
    organisation = get_organisation(current_session(), slug)
    current_actor().require("organisation:manage", organisation.id)
    if not transfers().take():
        raise TransfersBusy()
    pieces = Sending(stream_archive(database(), storage(), organisation), transfers().leave)
    return _file(pieces, f"{slug}-export.zip", "application/zip")


@blueprint.get("/landscape-imports/<uuid:import_id>")
def landscape_import(import_id: UUID) -> str:
    """How far an import is, and what could not be taken."""
    session, actor = current_session(), current_actor()
    get_import(session, actor, import_id)
    current_app.extensions["registry.landscapes"].current()
    session.rollback()
    row = get_import(session, actor, import_id)
    failure = row.failure.split("\n", 1)[current_language() == "en"] if row.failure else None
    rows = list_rows(session, row.id, outcome=None, after=None, limit=ROWS_SHOWN)
    return render_template("landscape_import.html", done=row, failure=failure, rows=rows.items, more=rows.after)


@blueprint.app_template_global("may_see_landscape")
def may_see_landscape() -> bool:
    return current_actor().sees_landscapes


@blueprint.app_template_global("may_take_out")
def may_take_out(slug: str) -> bool:
    """Whether the reader manages the organisation, and so may take out everything it owns."""
    actor = current_actor()
    organisation = get_organisation(current_session(), slug)
    return actor.holds("organisation:manage") and (organisation.id in actor.acts_for or actor.is_administrator)


def _landscape(slug: str, refusal: Refusal | None) -> ResponseReturnValue:
    session, actor = current_session(), current_actor()
    body = get_body(session, actor, slug)
    if body.slug != slug:
        return redirect(url_for(".landscape", slug=body.slug), code=308)
    filters, other = _filters(), _other(body)
    page = _page(body, filters)
    chosen = {name: value for name, value in {**filters, "with": other.slug if other else None}.items() if value}
    drawn = draw_landscape(session, actor, body, other, language=current_language(), **filters)
    shown = render_template(
        "landscape.html",
        body=body,
        filters=filters,
        other=other,
        stages=(*SHOWN, "retired"),
        kinds=KINDS,
        domains=domain_names(session, current_language()),
        entries=page.items,
        next=_address(slug, {**chosen, "cursor": _cursor(body, filters, page)}) if page.after else None,
        files={
            format: f"/organisations/{slug}/landscape.{format}?{urlencode(filters_told(filters))}"
            for format in _FORMATS
        },
        drawing=Markup(drawn[drawn.index("<svg") :]),  # noqa: S704 — made by ourselves, every text escaped
        common=compare_landscapes(session, actor, body, other) if other else None,
        certification=find_valid(session, body.id, today_of(session)),
        may_change=actor.holds("adoption:write") and (body.id in actor.acts_for or actor.is_administrator),
        imports=list_imports(session, body.id) if body.id in actor.acts_for or actor.is_administrator else [],
        refusal=refusal,
        typed=request.form,
    )
    return shown, refusal.status if refusal else 200


_FORMATS: Final = ("csv", "xlsx")


def filters_told(filters: dict[str, Any]) -> dict[str, str]:
    """The filters that are set, as an address says them."""
    return {name: "true" if value is True else value for name, value in filters.items() if value}


def _filters() -> dict[str, Any]:
    known = {"stage": (*SHOWN, "retired"), "kind": KINDS}
    found: dict[str, Any] = {
        name: word if (word := request.args.get(name)) in words else None for name, words in known.items()
    }
    for name in ("domain", "publisher", "operator"):
        found[name] = request.args.get(name, "").strip()[:64] or None
    for name in ("outdated", "unknown_version"):
        found[name] = request.args.get(name) == "true"
    return found


def _other(body: Organisation) -> Organisation | None:
    """The body to compare with, if one is named that there is."""
    slug = request.args.get("with", "").strip()[:64]
    if not slug or slug == body.slug:
        return None
    try:
        return get_body(current_session(), current_actor(), slug)
    except Refusal:
        return None


def _page(body: Organisation, filters: dict[str, Any]) -> Page[Entry]:
    after = services().cursors.read(request.args.get("cursor"), _bound(body, filters))
    return list_landscape(current_session(), current_actor(), body, after=after, limit=PAGE_SIZE, **filters)


def _cursor(body: Organisation, filters: dict[str, Any], page: Page[Entry]) -> str | None:
    return services().cursors.write(page.after, _bound(body, filters))


def _bound(body: Organisation, filters: dict[str, Any]) -> dict[str, Any]:
    return {"page": f"landscape/{body.slug}", **filters}


def _address(slug: str, told: dict[str, Any]) -> str:
    return f"/organisations/{slug}/landscape?{urlencode(filters_told(told))}"


def _bring_in(slug: str, file: FileStorage) -> UUID:
    session, actor = current_session(), current_actor()
    importing_body(session, actor, slug)
    received = take_in(storage(), scanner(), _pieces(file), limit=FORM_MAX)
    with discarded_on_failure(received):
        row = actions.accept_import(
            session,
            actor,
            storage(),
            organisation=slug,
            filename=file.filename or "",
            received=received,
            is_dry_run=request.form.get("dry_run") == "true",
        )
    return row.public_id


def _pieces(file: FileStorage) -> Iterator[bytes]:
    while piece := file.stream.read(_PIECE):
        yield piece


def _file(pieces: Any, name: str, media_type: str) -> Response:
    headers = [
        ("Content-Type", media_type),
        ("Content-Disposition", disposition(name)),
        ("Cache-Control", "private, no-store"),
    ]
    return Document(pieces, 200, headers)
