"""The inbox and the subscriptions of an organisation as pages, and the page by which a reader unsubscribes."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.documents import render
from registry.kit.errors import NotFound, Refusal, TokenRequired
from registry.notifications import actions, queries
from registry.notifications.documents import status_of, subscription_document
from registry.notifications.errors import CodeWrong
from registry.notifications.rules import KINDS
from registry.notifications.secrets import subscription_of
from registry.notifications.vocabulary import DIGESTS, LANGUAGES, URGENCIES
from registry.organisations.models import Organisation
from registry.web.context import current_actor, current_session, database, services
from registry.web.wording import load_payload
from schemas import notifications as wire

blueprint = Blueprint("notifications_pages", __name__)

SHOWN: Final = 30
MESSAGES_SHOWN: Final = 10

Form = Mapping[str, str]


@blueprint.app_template_global("unread_notices")
def unread_notices() -> int:
    """How many notices the organisation of who is signed in has not read, up to a hundred: the menu says so."""
    actor = current_actor()
    return 0 if actor.organisation_id is None else queries.count_unread(database(), actor.organisation_id, at_most=100)


@blueprint.get("/inbox")
def inbox() -> ResponseReturnValue:
    """What the organisation was told, the newest first; by kind, and what was not read."""
    # Before anything is read: on SQLite a request goes on reading what stood there when it first did.
    current_app.extensions["registry.notifications"].current()
    if current_actor().is_anonymous:
        return redirect(url_for("accounts_pages.sign_in", next="/inbox"))
    organisation = _organisation()
    kind = request.args.get("kind")
    asked = {"kind": kind if kind in KINDS else None, "unread": request.args.get("unread") == "true" or None}
    filters = {"page": "inbox", "organisation": organisation.slug, **asked}
    page = queries.list_notices(
        current_session(),
        organisation,
        **asked,  # type: ignore[arg-type]
        after=services().cursors.read(request.args.get("cursor"), filters),
        limit=SHOWN,
    )
    cursor = services().cursors.write(page.after, filters)
    shown: dict[str, Any] = {
        "organisation": organisation.slug,
        "kind": asked["kind"],
        "unread": "true" if asked["unread"] else None,
    }
    return render_template(
        "notices.html",
        organisation=organisation,
        rows=page.items,
        unread=queries.count_unread(database(), organisation.id),
        kinds=KINDS,
        asked=asked,
        next=url_for(".inbox", **shown, cursor=cursor) if cursor else None,
    )


@blueprint.post("/inbox")
def mark() -> ResponseReturnValue:
    """Mark one notice, or this and all before it, as read."""
    session, actor = current_session(), current_actor()
    organisation, notice = _organisation(), _identifier(request.form.get("notice", ""))
    if request.form.get("act") == "until":
        actions.read_until(session, actor, organisation=organisation.slug, until=notice)
    else:
        actions.read_notice(session, actor, notice_id=notice)
    return redirect(url_for(".inbox", organisation=organisation.slug), code=303)


@blueprint.get("/subscriptions")
def subscriptions() -> ResponseReturnValue:
    """Where else the notices of the organisation go, with forms to add, confirm, change and end."""
    if current_actor().is_anonymous:
        return redirect(url_for("accounts_pages.sign_in", next="/subscriptions"))
    return _page({}, None)


@blueprint.post("/subscriptions")
def subscribed() -> ResponseReturnValue:
    """Do what one of the page's forms asks, and show the page again."""
    form = request.form.to_dict()
    try:
        act = _ACTS.get(form.get("act", ""))
        if act is None:
            raise NotFound(what=form.get("act", ""))
        act(current_session(), current_actor(), form)
    except Refusal as refusal:
        current_session().rollback()
        return _page(form, refusal), refusal.status
    return redirect(url_for(".subscriptions", organisation=_organisation().slug), code=303)


@blueprint.get("/unsubscribe/<token>")
def unsubscribe(token: str) -> str:
    """Ask whether to end the subscription that a message's link names. Reading it changes nothing: programs that look
    at links in mail would else unsubscribe their readers."""
    return _unsubscribe_page(token, is_done=False)


@blueprint.post("/unsubscribe/<token>")
def unsubscribed(token: str) -> str:
    """End it."""
    actions.unsubscribe(current_session(), secret=services().settings.secret, token=token)
    return _unsubscribe_page(token, is_done=True)


def _unsubscribe_page(token: str, *, is_done: bool) -> str:
    identifier = subscription_of(services().settings.secret, token)
    if identifier is None:
        raise NotFound(what=token[:64])
    found = None if is_done else queries.find_subscription(current_session(), identifier)
    return render_template("unsubscribe.html", found=found, token=token)


def _organisation() -> Organisation:
    """The organisation that is asked for, where the caller acts for it; else its own."""
    actor = current_actor()
    slug = request.values.get("organisation") or actor.organisation
    if slug is None:
        raise TokenRequired()
    return queries.require_inbox(current_session(), actor, slug)


def _page(typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    organisation = _organisation()
    may_manage = actor.holds("organisation:manage")
    rows = queries.list_subscriptions(session, organisation.id) if may_manage else []
    return render_template(
        "subscriptions.html",
        organisation=organisation,
        may_manage=may_manage,
        rows=[
            (
                row,
                status_of(row),
                render(subscription_document(row)).etag,
                queries.list_messages(session, row.id, limit=MESSAGES_SHOWN).items,
            )
            for row in rows
        ],
        channels=list(current_app.extensions["registry.notifications.messages"].channels),
        kinds=KINDS,
        urgencies=URGENCIES,
        digests=DIGESTS,
        languages_of_messages=LANGUAGES,
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )


def _preferences(form: Form) -> dict[str, Any]:
    kinds = request.form.getlist("kinds")
    return {"kinds": kinds, **{key: form[key] for key in ("language", "urgency", "digest") if key in form}}


def _subscribe(session: Session, actor: Actor, form: Form) -> None:
    told = {key: form.get(key, "").strip() for key in ("channel", "address")}
    payload = load_payload(wire.SubscribeSchema(), {**told, **_preferences(form)})
    available = current_app.extensions["registry.notifications.messages"].channels
    actions.subscribe(session, actor, available=available, organisation=_organisation().slug, **payload)


def _confirm(session: Session, actor: Actor, form: Form) -> None:
    payload = load_payload(wire.SubscriptionConfirmSchema(), {"code": form.get("code", "").strip()})
    secret = services().settings.secret
    row, left = actions.confirm(session, actor, secret=secret, subscription_id=_chosen(form), **payload)
    if row.confirmed_at is None:
        # The attempt stays counted although it is refused.
        session.commit()
        raise CodeWrong(left=left)


def _change(session: Session, actor: Actor, form: Form) -> None:
    told = {**_preferences(form), "is_active": "is_active" in form}
    payload = load_payload(wire.SubscriptionChangeSchema(), told)
    actions.change_subscription(
        session, actor, subscription_id=_chosen(form), **payload, expected_tag=form.get("etag", "")
    )


def _remove(session: Session, actor: Actor, form: Form) -> None:
    actions.remove_subscription(session, actor, subscription_id=_chosen(form))


_ACTS: Final[Mapping[str, Callable[[Session, Actor, Form], None]]] = {
    "subscribe": _subscribe,
    "confirm": _confirm,
    "change": _change,
    "remove": _remove,
}
"""What the page's buttons do, by their names."""


def _chosen(form: Form) -> UUID:
    return _identifier(form.get("subscription", ""))


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text[:64]) from error
