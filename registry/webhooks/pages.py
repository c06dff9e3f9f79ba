"""Webhooks of an organisation, for those who manage it: enter them, see what was sent, mend what fails."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from registry.events.queries import Found
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI, format_instant
from registry.kit.errors import NotFound, Refusal
from registry.organisations.queries import get_in_force, get_organisation
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from registry.webhooks import actions, queries
from registry.webhooks.delivering import Deliverer
from registry.webhooks.models import Webhook
from schemas.webhooks import ReplayAskSchema, WebhookAddSchema

blueprint = Blueprint("webhooks_pages", __name__)

SHOWN: Final = 50
MANAGES: Final = "organisation:manage"

Form = Mapping[str, str]


def deliverer() -> Deliverer:
    found: Deliverer = current_app.extensions["registry.webhooks"]
    return found


class Shown(NamedTuple):
    """A webhook, what it is to have next, and its secret where it was just made."""

    webhook: Webhook
    next_event: Found | None
    secret: str | None = None


@blueprint.get("/organisations/<slug>/webhooks")
def webhooks(slug: str) -> ResponseReturnValue:
    """The webhooks of an organisation; who is not signed in is asked to sign in first."""
    return _list(slug, {}, None)


@blueprint.post("/organisations/<slug>/webhooks")
def webhook_added(slug: str) -> ResponseReturnValue:
    """Enter one and show its secret, this once; or the form again with what needs correction."""
    typed, actor = request.form.to_dict(), current_actor()
    try:
        actor.require(MANAGES, get_in_force(current_session(), slug).id)
        payload = load_payload(WebhookAddSchema(), {**_payload(typed), "organisation": slug})
        # Nobody waits for this request's transaction while a name is looked up.
        current_session().rollback()
        place = deliverer().judged(payload.pop("url"))
        webhook = actions.add_webhook(current_session(), actor, place=place, **payload)
    except Refusal as refusal:
        current_session().rollback()
        return _list(slug, typed, refusal), refusal.status
    return _one(webhook, deliverer().present_secret(webhook))


@blueprint.get("/webhooks/<uuid:webhook_id>")
def webhook(webhook_id: UUID) -> ResponseReturnValue:
    """One webhook: how far it came, what was sent, what can be done."""
    actor = current_actor()
    if actor.is_anonymous:
        return redirect(f"/sign-in?next=/webhooks/{webhook_id}", code=303)
    found = queries.get_webhook(current_session(), actor, webhook_id)
    actor.require(MANAGES, found.organisation_id)
    return _one(found)


@blueprint.post("/webhooks/<uuid:webhook_id>")
def webhook_steered(webhook_id: UUID) -> ResponseReturnValue:
    """Do what one of the forms asks, and show the webhook again."""
    session, actor, form = current_session(), current_actor(), request.form.to_dict()
    found = queries.get_webhook(session, actor, webhook_id)
    organisation = found.organisation.slug
    try:
        rotated = _act(actor, webhook_id, form)
    except Refusal as refusal:
        session.rollback()
        return _one(queries.get_webhook(session, actor, webhook_id), refusal=refusal, typed=form), refusal.status
    if rotated is not None:
        return _one(rotated, deliverer().present_secret(rotated))
    leads = f"/organisations/{organisation}/webhooks" if form.get("act") == "remove" else f"/webhooks/{webhook_id}"
    return redirect(leads, code=303)


@blueprint.app_template_global("manages_webhooks")
def manages_webhooks(slug: str) -> bool:
    """Whether the page of an organisation leads to its webhooks."""
    actor = current_actor()
    if not actor.holds(MANAGES):
        return False
    return actor.is_administrator or get_organisation(current_session(), slug).id in actor.acts_for


@blueprint.app_template_filter("second")
def second(moment: datetime) -> Markup:
    """The second it was in Shanghai: 2026-03-02 12:00:05."""
    shown = moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    return Markup('<time datetime="{}">{}</time>').format(format_instant(moment), shown)


def _act(actor: Actor, webhook_id: UUID, form: Form) -> Webhook | None:
    """The webhook when its secret is to be shown. Raises NotFound for a form that is none of the page's."""
    session, act = current_session(), form.get("act", "")
    if act == "rotate":
        return actions.rotate_secret(session, actor, webhook_id=webhook_id)
    if act in ("enable", "enable_now"):
        actions.enable_webhook(session, actor, webhook_id=webhook_id, from_now=act == "enable_now")
    elif act == "try":
        actions.request_trial(session, actor, webhook_id=webhook_id)
    elif act == "remove":
        actions.remove_webhook(session, actor, webhook_id=webhook_id)
    elif act == "replay":
        asked = {name: _whole(form[name]) for name in ("after", "until") if form.get(name, "").strip()}
        actions.request_replay(session, actor, webhook_id=webhook_id, **load_payload(ReplayAskSchema(), asked))
    else:
        raise NotFound(what=act)
    return None


def _list(slug: str, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    owner = get_organisation(session, slug)
    if actor.is_anonymous:
        return render_template("webhooks.html", organisation=owner, rows=None, typed={}, errors={}, refusal=None)
    actor.require(MANAGES, owner.id)
    return render_template(
        "webhooks.html",
        organisation=owner,
        rows=[_shown(row) for row in queries.list_webhooks(session, owner.id)],
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        may_add=owner.status == "registered",
    )


def _shown(webhook: Webhook, secret: str | None = None) -> Shown:
    return Shown(webhook, deliverer().planner.outlook(current_session(), webhook)[1], secret)


def _one(
    webhook: Webhook, secret: str | None = None, *, refusal: Refusal | None = None, typed: Form | None = None
) -> Response:
    session = current_session()
    filters = {"page": "webhook", "id": webhook.id}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_deliveries(session, webhook.id, after=after, limit=SHOWN)
    response: Response = make_response(
        render_template(
            "webhook.html",
            shown=_shown(webhook, secret),
            organisation=webhook.organisation,
            deliveries=page.items,
            further=services().cursors.write(page.after, filters),
            replay=queries.find_latest_replay(session, webhook.id),
            refusal=refusal,
            typed=typed or {},
        )
    )
    if secret is not None:
        g.shows_secret = True
        response.headers["Cache-Control"] = "no-store"
    return response


def _payload(typed: Form) -> dict[str, object]:
    """The form in the words of the API: types stand between blanks or commas."""
    words = typed.get("types", "").replace(",", " ").replace("，", " ").replace("、", " ").split()
    return {"url": typed.get("url", "").strip(), "types": words, "label": typed.get("label", "").strip()}


def _whole(text: str) -> int | str:
    """A number where it is one; else the text, for the wire to refuse."""
    return int(text) if text.strip().isascii() and text.strip().isdigit() else text
