"""One application: what became of its items, and the forms of whoever decides, applied, or tries."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.adoption.vocabulary import MODES
from registry.applications import actions, queries
from registry.applications.actions.deciding import require_decider
from registry.applications.documents import present_step
from registry.applications.models import Application, ApplicationItem
from registry.applications.pages.blueprint import blueprint
from registry.applications.pages.reading import SINGLE, configuration_in, number_in, rows_of
from registry.applications.vocabulary import TRIAL_ENDED
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import applications as wire

Form = Mapping[str, str]


@blueprint.get("/applications/<uuid:application_id>")
def one_application(application_id: UUID) -> str:
    """The application as far as the reader sees it."""
    return _page(application_id, {}, None)


@blueprint.post("/applications/<uuid:application_id>")
def acted(application_id: UUID) -> ResponseReturnValue:
    """Do what one of its forms asks, and show it again."""
    form = request.form.to_dict()
    try:
        application = _act(application_id, form)
        # Whoever decided it may be shown no more of it.
        left = queries.document_for(current_actor(), application)["items"]
    except Refusal as refusal:
        current_session().rollback()
        return _page(application_id, form, refusal), refusal.status
    return redirect(f"/applications/{application_id}" if left else "/applications", code=303)


def _act(application_id: UUID, form: Form) -> Application:
    act = _ACTS.get(form.get("act", ""))
    item = number_in(form.get("item", ""))
    if act is None or not isinstance(item, int):
        raise NotFound(what=form.get("act", ""))
    return act(application_id, item, {name: text.replace("\r\n", "\n").strip() for name, text in form.items()})


def _decide(application_id: UUID, item: int, form: Form) -> Application:
    payload = load_payload(wire.ItemDecisionSchema(), _given(form, "decision", "note") | {"item": item})
    return actions.decide_item(current_session(), current_actor(), application_id=application_id, **payload)


def _delegate(application_id: UUID, item: int, form: Form) -> Application:
    payload = load_payload(wire.DelegationSchema(), _given(form, "login"))
    return actions.delegate_step(
        current_session(), current_actor(), application_id=application_id, item=item, **payload
    )


def _withdraw(application_id: UUID, item: int, form: Form) -> Application:
    payload = load_payload(wire.ItemWithdrawalSchema(), _given(form, "note"))
    return actions.withdraw_item(
        current_session(), current_actor(), application_id=application_id, item=item, **payload
    )


def _resubmit(application_id: UUID, item: int, form: Form) -> Application:
    row = next(iter(rows_of(form)), {})
    changes: dict[str, Any] = {name: row.get(name) or None for name in SINGLE if name in row}
    changes.pop("component", None)
    changes["trial_days"] = number_in(row["trial_days"]) if row.get("trial_days") else None
    changes["configuration"] = configuration_in(row)
    payload = load_payload(wire.ResubmissionSchema(), {"changes": changes})
    return actions.resubmit_item(
        current_session(), current_actor(), application_id=application_id, item=item, **payload
    )


def _try(application_id: UUID, item: int, form: Form) -> Application:
    payload = load_payload(wire.TrialResultSchema(), _given(form, "result", "note", "until_on"))
    return actions.end_trial(current_session(), current_actor(), application_id=application_id, item=item, **payload)


_ACTS: Final[Mapping[str, Callable[[UUID, int, Form], Application]]] = {
    "decide": _decide,
    "delegate": _delegate,
    "withdraw": _withdraw,
    "resubmit": _resubmit,
    "try": _try,
}
"""What the buttons of an application do, by their names."""


def _given(form: Form, *names: str) -> dict[str, Any]:
    return {name: form[name] for name in names if form.get(name)}


def _page(application_id: UUID, form: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    application = queries.get_application(session, actor, application_id)
    rows = {item.number: item for item in application.items}
    document = queries.document_for(actor, application)
    return render_template(
        "application.html",
        application=application,
        document=document,
        items=[(item, rows[item["number"]], _possible(actor, rows[item["number"]])) for item in document["items"]],
        refusal=refusal,
        form=form,
        modes=MODES,
    )


def _possible(actor: Actor, item: ApplicationItem) -> set[str]:
    """What the reader may do with an item."""
    found = set()
    if _decides(actor, item):
        found.add("decide")
    applied = actor.holds("adoption:write") and item.application.applicant_id in actor.acts_for
    if applied and item.status in {"in_review", "returned"}:
        found.add("withdraw")
    if applied and item.status == "returned":
        found.add("resubmit")
    tried = item.adoption is not None and item.adoption.stage == "pilot" and item.adoption.trial_ends_on is not None
    holds = actor.holds("adoption:write") and bool(
        {item.beneficiary_id, item.application.applicant_id} & actor.acts_for
    )
    if tried and holds and item.trial_result not in TRIAL_ENDED:
        found.add("try")
    return found


def _decides(actor: Actor, item: ApplicationItem) -> bool:
    step = present_step(item)
    if step is None or step.organisation_id not in actor.acts_for:
        return False
    try:
        require_decider(current_session(), actor, item, step)
    except Refusal:
        return False
    return True
