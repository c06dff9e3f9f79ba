"""What the forms on a case's page do."""

from collections.abc import Callable
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from registry.cases import actions
from registry.cases.pages.blueprint import blueprint
from registry.cases.pages.forms import Form, given, review_told
from registry.cases.pages.reading import case_page
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import cases as wire


@blueprint.post("/cases/<uuid:case_id>")
def acted(case_id: UUID) -> ResponseReturnValue:
    """Do what one of its forms asks, and show it again."""
    form = request.form.to_dict()
    try:
        act = _ACTS.get(form.get("act", ""))
        if act is None:
            raise NotFound(what=form.get("act", ""))
        act(case_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return case_page(case_id, form, refusal), refusal.status
    return redirect(f"/cases/{case_id}", code=303)


def _submit(case_id: UUID, form: Form) -> None:
    actions.submit_case(current_session(), current_actor(), case_id=case_id)


def _withdraw(case_id: UUID, form: Form) -> None:
    payload = load_payload(wire.CaseWithdrawSchema(), given(form, "note"))
    actions.withdraw_case(current_session(), current_actor(), case_id=case_id, **payload)


def _review(case_id: UUID, form: Form) -> None:
    payload = load_payload(wire.CaseReviewMakeSchema(), review_told(form))
    actions.review_case(current_session(), current_actor(), case_id=case_id, **payload)


def _decide(case_id: UUID, form: Form) -> None:
    payload = load_payload(wire.CaseDecideSchema(), {"decision": form["act"], **given(form, "reasons")})
    actions.decide_case(current_session(), current_actor(), case_id=case_id, **payload)


def _promote(case_id: UUID, form: Form) -> None:
    told = given(form, "kind", "day", "note", "award")
    on = {"on": told.pop("day")} if "day" in told else {}
    payload = load_payload(wire.PromotionMakeSchema(), {**told, **on})
    actions.promote_case(current_session(), current_actor(), case_id=case_id, **payload)


_ACTS: dict[str, Callable[[UUID, Form], None]] = {
    "submit": _submit,
    "withdraw": _withdraw,
    "review": _review,
    "recuse": _review,
    "select": _decide,
    "decline": _decide,
    "promote": _promote,
}
