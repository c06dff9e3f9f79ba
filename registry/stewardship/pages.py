"""The desk: what waits for the organisation that is signed in. And the form for what is missing."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.catalogue.actions import review_component, sign_off_component
from registry.catalogue.vocabulary import KINDS
from registry.kit.actor import ANONYMOUS, Actor
from registry.kit.errors import NotFound, PayloadInvalid, Refusal
from registry.stewardship import actions, queries
from registry.stewardship.documents import claim_document
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas.stewardship import DraftSchema

blueprint = Blueprint("stewardship_pages", __name__)

WAITING_SHOWN: Final = 20
SUPPLIERS_SHOWN: Final = 50

Form = Mapping[str, str]


@blueprint.get("/reviews")
def reviews() -> ResponseReturnValue:
    """The desk; who is not signed in is asked to sign in first."""
    return _desk(None)


@blueprint.post("/reviews")
def decided() -> ResponseReturnValue:
    """Do what one of the desk's forms asks, and show the desk again."""
    form = request.form.to_dict()
    try:
        _act(current_session(), current_actor(), form)
    except Refusal as refusal:
        current_session().rollback()
        return _desk(refusal, form), refusal.status
    return redirect("/reviews", code=303)


@blueprint.get("/missing")
def missing() -> str:
    """The form for a component that the catalogue lacks."""
    return _missing({}, None)


@blueprint.post("/missing")
def entered() -> ResponseReturnValue:
    """Enter the visible draft and show it, or the form again with what needs correction."""
    typed = request.form.to_dict()
    try:
        payload = load_payload(DraftSchema(), _payload(typed))
        component = actions.propose_component(
            current_session(),
            current_actor(),
            publisher=payload.pop("publisher"),
            name=payload.pop("name"),
            details=payload,
        )
    except Refusal as refusal:
        current_session().rollback()
        return _missing(typed, refusal), refusal.status
    return redirect(f"/components/{component.full_name}", code=303)


@blueprint.app_template_global("confirmed_suppliers")
def confirmed_suppliers(component_id: int) -> list[dict[str, Any]]:
    """Who supplies a component, as everybody may know."""
    page = queries.list_claims(current_session(), ANONYMOUS, component_id, limit=SUPPLIERS_SHOWN)
    return [claim_document(claim) for claim in page.items]


def _desk(refusal: Refusal | None, form: Form | None = None) -> str:
    session, actor = current_session(), current_actor()
    if actor.is_anonymous:
        return render_template("reviews.html", signed_in=False, items=[], refusal=None, form={}, further=None)
    after = services().cursors.read(request.args.get("cursor"), {"page": "reviews"})
    page = queries.list_waiting(session, actor, after=after, limit=WAITING_SHOWN)
    return render_template(
        "reviews.html",
        signed_in=True,
        items=queries.describe_waiting(session, actor, page.items),
        is_reviewer=actor.is_administrator,
        refusal=refusal,
        form=form or {},
        further=services().cursors.write(page.after, {"page": "reviews"}),
    )


def _missing(typed: Form, refusal: Refusal | None) -> str:
    return render_template(
        "missing_component.html",
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        kinds=KINDS,
        may_enter=not current_actor().is_anonymous,
    )


def _payload(typed: Form) -> dict[str, Any]:
    """The form in the words of the API: what was left empty is left out."""
    single = ("publisher", "name", "kind", "license", "repository_url", "documentation_url")
    payload: dict[str, Any] = {field: typed.get(field, "").strip() for field in single}
    for field in ("title", "summary"):
        texts = {language: typed.get(f"{field}_{language}", "").strip() for language in ("zh", "en")}
        payload[field] = {language: text for language, text in texts.items() if text}
    return {field: value for field, value in payload.items() if value}


def _act(session: Session, actor: Actor, form: Form) -> None:
    """Raises NotFound for a form that is none of the desk's."""
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise NotFound(what=form.get("act", ""))
    act(session, actor, form.get("component", ""), form)


def _sign(session: Session, actor: Actor, component: str, form: Form) -> None:
    sign_off_component(session, actor, component=component, decision="sign")


def _give_back(session: Session, actor: Actor, component: str, form: Form) -> None:
    sign_off_component(session, actor, component=component, decision="return", reasons=_reasons(form))


def _list(session: Session, actor: Actor, component: str, form: Form) -> None:
    review_component(session, actor, component=component, decision="list")


def _return(session: Session, actor: Actor, component: str, form: Form) -> None:
    review_component(session, actor, component=component, decision="return", reasons=_reasons(form))


def _confirm(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.confirm_component(session, actor, component=component)


def _take_over(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.take_over_component(session, actor, component=component)


def _merge(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.merge_component(session, actor, component=component, into=form.get("into", "").strip())


def _accept(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.answer_transfer(session, actor, component=component, accept=True)


def _decline(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.answer_transfer(session, actor, component=component, accept=False)


def _confirm_claim(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.decide_claim(session, actor, component=component, claim_id=_claim(form), decision="confirm")


def _reject_claim(session: Session, actor: Actor, component: str, form: Form) -> None:
    actions.decide_claim(session, actor, component=component, claim_id=_claim(form), decision="reject")


_ACTS: Final[Mapping[str, Callable[[Session, Actor, str, Form], None]]] = {
    "sign": _sign,
    "give_back": _give_back,
    "list": _list,
    "return": _return,
    "confirm": _confirm,
    "take_over": _take_over,
    "merge": _merge,
    "accept": _accept,
    "decline": _decline,
    "confirm_claim": _confirm_claim,
    "reject_claim": _reject_claim,
}
"""What the desk's buttons do, by their names."""


def _reasons(form: Form) -> str:
    reasons = form.get("reasons", "").replace("\r\n", "\n")
    if len(reasons) > 2000:
        raise PayloadInvalid.of("/reasons", "最多 2000 个字符。", "At most 2000 characters.")
    return reasons


def _claim(form: Form) -> UUID:
    try:
        return UUID(form.get("claim", ""))
    except ValueError as error:
        raise NotFound(what=form.get("claim", "")) from error
