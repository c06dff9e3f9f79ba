"""Joint purchases, as pages."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

import orjson
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, Refusal
from registry.kit.money import CURRENCIES
from registry.organisations.queries import names_of
from registry.services import actions, queries
from registry.services.documents import render_purchase
from registry.services.models import Purchase
from registry.services.pages.blueprint import blueprint
from registry.services.vocabulary import PURCHASE_STATUSES
from registry.web.context import current_actor, current_language, current_session, services
from registry.web.wording import load_payload
from schemas import services as wire

SHOWN: Final = 20

Form = Mapping[str, str]


@blueprint.get("/purchases")
def purchases() -> ResponseReturnValue:
    """Joint purchases, the newest first, by status, component or member; the form to call for another."""
    if current_actor().is_anonymous:
        return redirect(url_for("accounts_pages.sign_in", next="/purchases"))
    return _list({}, None)


@blueprint.post("/purchases")
def organised() -> ResponseReturnValue:
    """Call for a joint purchase."""
    form = _typed()
    try:
        payload = load_payload(wire.PurchaseOrganiseSchema(), _in_language(form, "title", "terms"))
        purchase = actions.organise_purchase(current_session(), current_actor(), **payload)
    except Refusal as refusal:
        current_session().rollback()
        return _list(form, refusal), refusal.status
    return redirect(url_for(".one_purchase", purchase_id=purchase.public_id), 303)


@blueprint.get("/purchases/<uuid:purchase_id>")
def one_purchase(purchase_id: UUID) -> str:
    """A joint purchase with its members and agreements, and what the reader may do."""
    return _page(purchase_id, {}, None)


@blueprint.post("/purchases/<uuid:purchase_id>")
def acted_on_purchase(purchase_id: UUID) -> ResponseReturnValue:
    """Do what one of its forms asks, and show it again."""
    form = _typed()
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise NotFound(what=form.get("act", ""))
    try:
        act(current_session(), current_actor(), purchase_id, {key: form[key] for key in form if key != "act"})
    except Refusal as refusal:
        current_session().rollback()
        return _page(purchase_id, form, refusal), refusal.status
    return redirect(url_for(".one_purchase", purchase_id=purchase_id), 303)


def _typed() -> dict[str, str]:
    told = {key: text.replace("\r\n", "\n").strip() for key, text in request.form.items() if key != "csrf_token"}
    return {key: text for key, text in told.items() if text}


def _list(typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    asked: dict[str, Any] = {key: request.args.get(key) or None for key in ("status", "component", "member")}
    if asked["status"] not in PURCHASE_STATUSES:
        asked["status"] = None
    filters = {"page": "purchases", **{key: word or "" for key, word in asked.items()}}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_purchases(session, actor, **asked, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "purchases.html",
        rows=[(row, len(queries.present_members(row))) for row in page.items],
        asked=asked,
        statuses=PURCHASE_STATUSES,
        typed=typed or {"component": asked["component"] or "", "organiser": actor.organisation or ""},
        refusal=refusal,
        may_organise=actor.holds("collaboration:write") and bool(actor.acts_for),
        next=url_for(".purchases", **asked, cursor=cursor) if cursor else None,
    )


def _page(purchase_id: UUID, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    purchase = queries.get_purchase(session, actor, purchase_id)
    document = orjson.loads(render_purchase(purchase).body)
    slugs = {member["organisation"] for member in document["members"]}
    slugs |= {agreement["supplier"] for agreement in document["agreements"]} | {purchase.organiser.slug}
    return render_template(
        "purchase.html",
        purchase=purchase,
        document=document,
        names=names_of(session, slugs),
        may=_possible(session, actor, purchase),
        own=actor.organisation,
        typed=typed,
        refusal=refusal,
        currencies=CURRENCIES,
    )


def _possible(session: Session, actor: Actor, purchase: Purchase) -> set[str]:
    """What the reader may do with it."""
    if not actor.holds("collaboration:write") or actor.organisation_id is None:
        return set()
    members = {member.organisation_id for member in queries.present_members(purchase)}
    found = {"organise"} if purchase.organiser_id in actor.acts_for else set()
    if purchase.status == "open" and purchase.closes_on >= today_of(session) and actor.kind == "city":
        is_member = actor.organisation_id in members
        found |= {"leave"} if is_member and actor.organisation_id != purchase.organiser_id else set()
        found |= set() if is_member else {"join"}
    return found | ({"call_off"} if members & actor.acts_for else set())


def _join(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    actions.join_purchase(session, actor, purchase_id=purchase_id, organisation=actor.organisation or "")


def _leave(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    actions.leave_purchase(session, actor, purchase_id=purchase_id, organisation=actor.organisation or "")


def _close(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    actions.close_purchase(session, actor, purchase_id=purchase_id, **load_payload(wire.PurchaseCloseSchema(), form))


def _cancel(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    payload = load_payload(wire.PurchaseCancelSchema(), form)
    actions.cancel_purchase(session, actor, purchase_id=purchase_id, **payload)


def _prolong(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    present = queries.get_purchase(session, actor, purchase_id)
    told = {"title": present.title, "minimum_members": present.minimum_members, "closes_on": form.get("closes_on", "")}
    payload = load_payload(wire.PurchaseChangeSchema(), told)
    terms, tag = dict(present.terms), render_purchase(present).etag
    actions.change_purchase(session, actor, purchase_id=purchase_id, expected_tag=tag, **{**payload, "terms": terms})


def _agree(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    payload = load_payload(wire.PurchaseAgreeSchema(), _in_language(form, "terms"))
    actions.record_agreement(session, actor, purchase_id=purchase_id, **payload)


def _call_off(session: Session, actor: Actor, purchase_id: UUID, form: dict[str, str]) -> None:
    agreement = form.pop("agreement", "")
    try:
        agreement_id = UUID(agreement)
    except ValueError as error:
        raise NotFound(what=agreement) from error
    payload = load_payload(wire.CallOffSchema(), form)
    actions.call_off(session, actor, purchase_id=purchase_id, agreement_id=agreement_id, **payload)


_ACTS: Final[Mapping[str, Callable[[Session, Actor, UUID, dict[str, str]], None]]] = {
    "join": _join,
    "leave": _leave,
    "close": _close,
    "cancel": _cancel,
    "prolong": _prolong,
    "agree": _agree,
    "call_off": _call_off,
}


def _in_language(form: Mapping[str, str], *names: str) -> dict[str, Any]:
    told: dict[str, Any] = {key: {current_language(): text} if key in names else text for key, text in form.items()}
    if str(told.get("minimum_members", "")).isdecimal() and len(told["minimum_members"]) < 10:
        told["minimum_members"] = int(told["minimum_members"])
    return told
