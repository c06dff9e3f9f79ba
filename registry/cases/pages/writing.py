"""A new case, and a new call for cases."""

from collections.abc import Mapping

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.cases import actions, queries
from registry.cases.pages.blueprint import blueprint
from registry.cases.pages.forms import campaign_told, case_told
from registry.cases.vocabulary import CASE_LEVELS
from registry.kit.errors import Refusal, TokenRequired
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import cases as wire

Form = Mapping[str, str]


@blueprint.get("/cases/new")
def new_case() -> str:
    """The form for a draft; `campaign` in the address names the call it answers."""
    if current_actor().is_anonymous:
        raise TokenRequired()
    return _page({"campaign": request.args.get("campaign", "")}, None)


@blueprint.post("/cases/new")
def draft() -> ResponseReturnValue:
    """Begin a draft, then show it."""
    form = request.form.to_dict()
    try:
        payload = load_payload(wire.CaseDraftSchema(), case_told(form))
        made = actions.draft_case(current_session(), current_actor(), **payload)
    except Refusal as refusal:
        current_session().rollback()
        return _page(form, refusal), refusal.status
    return redirect(f"/cases/{made.public_id}", code=303)


@blueprint.post("/campaigns")
def call() -> ResponseReturnValue:
    """Call for cases, then show the call."""
    form = request.form.to_dict()
    try:
        payload = load_payload(wire.CampaignOpenSchema(), campaign_told(form))
        made = actions.call_for_cases(current_session(), current_actor(), **payload)
    except Refusal as refusal:
        current_session().rollback()
        page = render_template(
            "campaigns.html", campaigns=[], levels=CASE_LEVELS, may_call=True, typed=form, refusal=refusal,
            errors={error.pointer: error for error in refusal.errors}, next=None,
        )  # fmt: skip
        return page, refusal.status
    return redirect(f"/campaigns/{made.public_id}", code=303)


def _page(form: Form, refusal: Refusal | None) -> str:
    actor = current_actor()
    return render_template(
        "case_new.html",
        typed=form,
        organisation=form.get("organisation") or actor.organisation or "",
        campaigns=queries.list_campaigns(current_session(), status="open", limit=50).items,
        levels=CASE_LEVELS,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )
