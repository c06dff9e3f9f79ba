"""Pairings, and one pairing with what its cities do, as pages."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.collaboration import actions, queries
from registry.collaboration.models import Pairing, PairingActivity
from registry.collaboration.pages.blueprint import blueprint
from registry.collaboration.pairing_documents import activity_document
from registry.collaboration.vocabulary import ACTIVITY_DIRECTIONS, ACTIVITY_KINDS, PAIRING_KINDS
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, Refusal
from registry.kit.money import CURRENCIES, from_fen
from registry.web.context import current_actor, current_language, current_session, services
from registry.web.wording import load_payload
from schemas import collaboration as wire
from schemas import pairings as parts_wire

SHOWN: Final = 20
ACTIVITIES_SHOWN: Final = 100

Form = Mapping[str, str]


@blueprint.get("/pairings")
def pairings() -> ResponseReturnValue:
    """Pairings, the newest first; `?city=` those of one city. Who is not signed in is asked to sign in first."""
    if current_actor().is_anonymous:
        return redirect(url_for("accounts_pages.sign_in", next="/pairings"))
    return _list({}, None)


@blueprint.post("/pairings")
def proposed_pairing() -> ResponseReturnValue:
    """Propose a pairing."""
    form = _typed()
    try:
        agreement = form.pop("agreement", None)
        told: dict[str, Any] = {**form, "agreement": {current_language(): agreement}} if agreement else dict(form)
        payload = load_payload(wire.PairingProposeSchema(), told)
        pairing = actions.propose_pairing(current_session(), current_actor(), **payload)
    except Refusal as refusal:
        current_session().rollback()
        return _list(form, refusal), refusal.status
    return redirect(url_for(".one_pairing", pairing_id=pairing.public_id), 303)


@blueprint.get("/pairings/<uuid:pairing_id>")
def one_pairing(pairing_id: UUID) -> str:
    """A pairing with its activities, the money committed for it, and what the reader may do."""
    return _page(pairing_id, {}, None)


@blueprint.post("/pairings/<uuid:pairing_id>")
def acted_on_pairing(pairing_id: UUID) -> ResponseReturnValue:
    """Do what one of its forms asks, and show it again."""
    form = _typed()
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise NotFound(what=form.get("act", ""))
    try:
        act(current_session(), current_actor(), pairing_id, {key: form[key] for key in form if key != "act"})
    except Refusal as refusal:
        current_session().rollback()
        return _page(pairing_id, form, refusal), refusal.status
    return redirect(url_for(".one_pairing", pairing_id=pairing_id), 303)


def _typed() -> dict[str, str]:
    told = {key: text.replace("\r\n", "\n").strip() for key, text in request.form.items() if key != "csrf_token"}
    return {key: text for key, text in told.items() if text}


def _list(typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    city = request.args.get("city") or None
    filters = {"page": "pairings", "city": city or ""}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_pairings(session, actor, city=city, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "pairings.html",
        rows=page.items,
        city=city,
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        kinds=PAIRING_KINDS,
        may_propose=actor.holds("collaboration:write") and bool(actor.acts_for),
        next=url_for(".pairings", city=city, cursor=cursor) if cursor else None,
    )


def _page(pairing_id: UUID, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    pairing = queries.get_pairing(session, actor, pairing_id)
    activities = queries.list_activities(session, pairing, limit=ACTIVITIES_SHOWN).items
    return render_template(
        "pairing.html",
        pairing=pairing,
        progress=queries.progress_of(session, pairing),
        completions=queries.completions_of(session, pairing),
        activities=[(_shown(session, actor, row, pairing), row) for row in activities],
        funding=queries.list_funding(session, pairing, limit=ACTIVITIES_SHOWN).items,
        from_fen=from_fen,
        may=_possible(actor, pairing),
        today=today_of(session),
        typed=typed,
        refusal=refusal,
        kinds=ACTIVITY_KINDS,
        directions=ACTIVITY_DIRECTIONS,
        currencies=CURRENCIES,
    )


def _shown(session: Session, actor: Actor, activity: PairingActivity, pairing: Pairing) -> dict[str, Any]:
    named = queries.sees_component(session, actor, activity)
    return activity_document(activity, pairing, names_component=named)


def _possible(actor: Actor, pairing: Pairing) -> set[str]:
    """What the reader may do with it, as one of its two cities."""
    own = {pairing.helper_id, pairing.helped_id} & actor.acts_for
    if not own or not actor.holds("collaboration:write"):
        return set()
    if pairing.status == "proposed":
        return set() if pairing.proposed_by_id in own else {"answer"}
    return {"result", "work"} if pairing.status == "active" else {"result"}


def _answer(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    actions.answer_pairing(session, actor, pairing_id=pairing_id, accepted=form.get("accepted") == "yes")


def _plan(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    payload = load_payload(parts_wire.ActivityPlanSchema(), _in_language(form, "title", "description"))
    actions.plan_activity(session, actor, pairing_id=pairing_id, **payload)


def _prove(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    told: dict[str, Any] = {key: text for key, text in form.items() if key not in {"paper", "paper_url", "activity"}}
    if "paper" in form:
        link = {"url": form["paper_url"]} if "paper_url" in form else {}
        told["documents"] = [{"title": form["paper"], **link}]
    if "people" in told and told["people"].isdecimal() and len(told["people"]) < 10:
        told["people"] = int(told["people"])
    if "amount" not in told:
        told.pop("currency", None)
    payload = load_payload(parts_wire.ActivityProofSchema(), told)
    actions.prove_activity(session, actor, pairing_id=pairing_id, activity_id=_activity(form), **payload)


def _confirm(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    actions.confirm_activity(session, actor, pairing_id=pairing_id, activity_id=_activity(form))


def _result(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    told = {key: text for key, text in _in_language(form, "outcome").items() if key != "activity"}
    if "adoptions" in told:
        told["adoptions"] = told["adoptions"].split()
    payload = load_payload(parts_wire.ActivityResultSchema(), told)
    actions.tell_result(session, actor, pairing_id=pairing_id, activity_id=_activity(form), **payload)


def _cancel(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    payload = load_payload(parts_wire.ActivityCancelSchema(), {"reason": form.get("reason", "")})
    actions.cancel_activity(session, actor, pairing_id=pairing_id, activity_id=_activity(form), **payload)


def _fund(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    actions.commit_funding(
        session, actor, pairing_id=pairing_id, **load_payload(parts_wire.FundingCommitSchema(), form)
    )


def _complete(session: Session, actor: Actor, pairing_id: UUID, form: dict[str, str]) -> None:
    payload = load_payload(parts_wire.PairingCompleteSchema(), form)
    actions.complete_pairing(session, actor, pairing_id=pairing_id, **payload)


_ACTS: Final[Mapping[str, Callable[[Session, Actor, UUID, dict[str, str]], None]]] = {
    "answer": _answer,
    "plan": _plan,
    "prove": _prove,
    "confirm": _confirm,
    "result": _result,
    "cancel": _cancel,
    "fund": _fund,
    "complete": _complete,
}


def _in_language(form: Mapping[str, str], *names: str) -> dict[str, Any]:
    """The form with these texts as texts in the language of the page."""
    return {key: {current_language(): text} if key in names else text for key, text in form.items()}


def _activity(form: Form) -> UUID:
    try:
        return UUID(form.get("activity", ""))
    except ValueError as error:
        raise NotFound(what=form.get("activity", "")) from error
