"""One demand as a page: who second it, what is offered, and the buttons of whoever may press them."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.demands import actions, queries
from registry.demands.documents import demand_document, offer_document, second_document
from registry.demands.models import Demand
from registry.demands.pages.blueprint import blueprint
from registry.demands.pages.board import may_post
from registry.kit.actor import Actor
from registry.kit.documents import render
from registry.kit.errors import NotFound, Refusal
from registry.organisations.queries import find_organisation
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import demands as wire

LISTED: Final = 100

Form = Mapping[str, str]


@blueprint.get("/demands/<uuid:demand_id>")
def reading(demand_id: UUID) -> str:
    """A demand, as far as the reader may know who stands behind it."""
    return _page(demand_id, {}, None)


@blueprint.post("/demands/<uuid:demand_id>")
def acted(demand_id: UUID) -> ResponseReturnValue:
    """Do what one of the page's forms asks, and show the page again."""
    typed = {key: text.replace("\r\n", "\n").strip() for key, text in request.form.items() if key != "csrf_token"}
    act = _ACTS.get(typed.get("act", ""))
    if act is None:
        raise NotFound(what=typed.get("act", ""))
    try:
        act(current_session(), current_actor(), demand_id, {key: text for key, text in typed.items() if text})
    except Refusal as refusal:
        current_session().rollback()
        return _page(demand_id, typed, refusal), refusal.status
    return redirect(url_for(".reading", demand_id=demand_id), code=303)


def _page(demand_id: UUID, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    demand = queries.get_demand(session, demand_id)
    offers = queries.list_offers(session, actor, demand, limit=LISTED).items
    writes = actor.organisation_id is not None and actor.holds("collaboration:write")
    return render_template(
        "demand.html",
        demand=demand_document(queries.show(session, actor, [demand])[0], actor),
        seconds=_seconds(session, actor, demand),
        own_second=_own_second(session, actor, demand),
        offers=[offer_document(row, demand, actor) for row in offers],
        scenario=demand.scenario,
        own_offers={str(row.public_id) for row in offers if row.offered_by_id in actor.acts_for},
        may_second=may_post(actor) and demand.organisation_id not in actor.acts_for,
        may_offer=writes,
        is_asker=writes and demand.organisation_id in actor.acts_for,
        typed=typed,
        refusal=refusal,
    )


def _seconds(session: Session, actor: Actor, demand: Demand) -> list[dict[str, Any]]:
    if not actor.sees_landscapes:
        return []
    return [second_document(row) for row in queries.list_seconds(session, actor, demand, limit=LISTED).items]


def _own_second(session: Session, actor: Actor, demand: Demand) -> dict[str, Any] | None:
    body = find_organisation(session, actor.organisation) if actor.organisation else None
    row = queries.find_second(session, demand, body.id) if body else None
    return second_document(row) if row else None


def _second(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
    payload = load_payload(wire.DemandSecondPutSchema(), _only(form, "note"))
    own = _own_second(session, actor, queries.get_demand(session, demand_id))
    tag = render(own).etag if own else None
    actions.second_demand(
        session, actor, demand_id=demand_id, organisation=actor.organisation or "", expected_tag=tag, **payload
    )


def _withdraw_second(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
    own = _own_second(session, actor, queries.get_demand(session, demand_id))
    tag = render(own).etag if own else ""
    actions.withdraw_second(
        session, actor, demand_id=demand_id, organisation=actor.organisation or "", expected_tag=tag
    )


def _offer(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
    payload = load_payload(wire.DemandOfferMakeSchema(), _only(form, "component", "note"))
    actions.offer_component(session, actor, demand_id=demand_id, **payload)


def _withdraw_offer(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
    actions.withdraw_offer(session, actor, demand_id=demand_id, offer_id=_offer_id(form))


def _answer(accepted: bool) -> "Act":
    def act(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
        payload = load_payload(wire.DemandOfferAnswerSchema(), {"accepted": accepted, **_only(form, "note")})
        actions.answer_offer(session, actor, demand_id=demand_id, offer_id=_offer_id(form), **payload)

    return act


def _close(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
    actions.close_demand(
        session, actor, demand_id=demand_id, **load_payload(wire.DemandCloseSchema(), _only(form, "reason"))
    )


def _reopen(session: Session, actor: Actor, demand_id: UUID, form: Form) -> None:
    actions.reopen_demand(session, actor, demand_id=demand_id)


Act = Callable[[Session, Actor, UUID, Form], None]

_ACTS: Final[Mapping[str, Act]] = {
    "second": _second,
    "withdraw": _withdraw_second,
    "offer": _offer,
    "withdraw_offer": _withdraw_offer,
    "confirm": _answer(accepted=True),
    "decline": _answer(accepted=False),
    "close": _close,
    "reopen": _reopen,
}
"""What the page's buttons do, by their names."""


def _only(form: Form, *fields: str) -> dict[str, str]:
    return {field: form[field] for field in fields if field in form}


def _offer_id(form: Form) -> UUID:
    try:
        return UUID(form.get("offer", ""))
    except ValueError as error:
        raise NotFound(what=form.get("offer", "")) from error
