"""The upgrade inbox as a page, and the part of an adoption's page that says what is to be done."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.adoption import actions, queries
from registry.adoption.actions.responding import SNOOZE_DAYS
from registry.adoption.due_days import DUE_DAYS
from registry.adoption.models import Adoption
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.pages.showing import filled, show_adoption
from registry.adoption.updates import Update
from registry.comparison.interfaces import InterfaceComparer
from registry.kit.errors import NotFound, Refusal
from registry.kit.paging import page_of
from registry.organisations.queries import get_organisation
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas.updates import UpdateRespondSchema

SHOWN: Final = 30
_ANSWER: Final = ("code", "about", "response", "until_on", "reason")


@blueprint.get("/organisations/<slug>/updates")
def updates(slug: str) -> str:
    """What an organisation runs that needs attention, the most urgent first, with forms to answer it."""
    return _page(slug, {}, None)


@blueprint.post("/organisations/<slug>/updates")
def advice_answered(slug: str) -> ResponseReturnValue:
    """Take note of a piece of advice or put it off, and show the page again."""
    form = filled(request.form.to_dict())
    try:
        _respond(_identifier(form.get("adoption", "")), form)
    except Refusal as refusal:
        current_session().rollback()
        return _page(slug, form, refusal), refusal.status
    return redirect(request.full_path.rstrip("?"), code=303)


@blueprint.post("/adoptions/<uuid:adoption_id>/updates")
def advice_answered_there(adoption_id: UUID) -> ResponseReturnValue:
    """The same on the adoption's own page."""
    form = filled(request.form.to_dict())
    try:
        _respond(adoption_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return show_adoption(adoption_id, form, refusal), refusal.status
    return redirect(f"/adoptions/{adoption_id}#updates", code=303)


@blueprint.app_template_global("update_of")
def update_of(adoption: Adoption) -> Update | None:
    """What is to be done about an adoption, also what was put off."""
    _compare()
    return queries.find_update(current_session(), adoption.id)


def _respond(adoption_id: UUID, form: Mapping[str, str]) -> None:
    told = load_payload(UpdateRespondSchema(), {name: form[name] for name in _ANSWER if name in form})
    actions.respond_to_advice(current_session(), current_actor(), adoption_id=adoption_id, **told)


def _page(slug: str, typed: Mapping[str, str], refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    _compare()
    with_snoozed = request.args.get("include") == "snoozed"
    found = queries.list_updates(session, actor, slug, with_snoozed=with_snoozed)
    filters = {"page": "updates", "organisation": slug, "include": with_snoozed}
    after = services().cursors.read(request.args.get("cursor"), filters)
    left = [update for update in found if after is None or update.place > after]
    page = page_of(left[: SHOWN + 1], SHOWN, key=lambda update: update.place)
    return render_template(
        "updates.html",
        organisation=get_organisation(session, slug),
        updates=page.items,
        total=len(found),
        further=services().cursors.write(page.after, filters),
        with_snoozed=with_snoozed,
        may_respond=actor.holds("adoption:write") and not actor.stages_only,
        due_days=DUE_DAYS,
        snooze_days=SNOOZE_DAYS,
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )


def _compare() -> None:
    """What newer versions would break is known where their interfaces were compared: that is done first."""
    comparer: InterfaceComparer = current_app.extensions["registry.comparison"]
    comparer.current()


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error
