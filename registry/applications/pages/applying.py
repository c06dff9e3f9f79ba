"""A new application: put together, looked at with what it leads to, handed in."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.adoption.vocabulary import MODES
from registry.applications import actions, queries
from registry.applications.foreseeing import foresee
from registry.applications.pages.blueprint import blueprint
from registry.applications.pages.reading import MOST_ITEMS, Row, payload_of, rows_of
from registry.kit.errors import Refusal
from registry.web.context import current_actor, current_session, database
from registry.web.wording import load_payload
from schemas.applications import ApplicationPreviewSchema, ApplicationSubmitSchema


@blueprint.get("/applications/new")
def new_application() -> str:
    """The form, with the components that the address names."""
    named = list(dict.fromkeys(name for name in request.args.getlist("component") if name))[:MOST_ITEMS]
    versions = request.args.getlist("version")
    rows: list[Row] = [{"component": name} for name in named]
    for row, version in zip(rows, versions, strict=False):
        row["version"] = version
    return _page({}, rows)


@blueprint.post("/applications/new")
def put_together() -> ResponseReturnValue:
    """Add or leave out a component, show what it leads to, or hand it in."""
    form = request.form.to_dict()
    rows = rows_of(form)
    act = form.get("act", "preview")
    if act == "add" or act.startswith("drop "):
        return _page(form, _edited(rows, act, form.get("add", "").strip()))
    try:
        if act == "submit":
            payload = load_payload(ApplicationSubmitSchema(), payload_of(form, rows))
            made = actions.submit_application(current_session(), current_actor(), **payload)
            return redirect(f"/applications/{made.public_id}", code=303)
        return _page(form, rows, foreseen=_foreseen(form, rows))
    except Refusal as refusal:
        current_session().rollback()
        return _page(form, rows, refusal=refusal), refusal.status


def _edited(rows: list[Row], act: str, name: str) -> list[Row]:
    if act == "add":
        return [*rows, {"component": name}][:MOST_ITEMS] if name else rows
    dropped = act.removeprefix("drop ")
    return [row for place, row in enumerate(rows) if str(place) != dropped]


def _foreseen(form: Mapping[str, str], rows: list[Row]) -> dict[str, Any]:
    payload = load_payload(ApplicationPreviewSchema(), payload_of(form, rows))
    actor = current_actor()
    # It only reads: writers need not wait for it.
    current_session().rollback()
    with database().reading() as session:
        return foresee(session, actor, **payload)


def _page(
    form: Mapping[str, str],
    rows: list[Row],
    *,
    foreseen: Mapping[str, Any] | None = None,
    refusal: Refusal | None = None,
) -> str:
    actor = current_actor()
    return render_template(
        "application_new.html",
        typed=form,
        rows=rows,
        foreseen=foreseen,
        agreement=queries.find_in_force(current_session()),
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        modes=MODES,
        applicant=form.get("applicant") or actor.organisation or "",
        may_apply=actor.holds("adoption:write"),
        is_signed_in=not actor.is_anonymous,
    )
