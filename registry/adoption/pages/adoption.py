"""The page of an adoption: what is recorded of it, and forms for what its body may do."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from registry.adoption import actions
from registry.adoption.actions.reporting_usage import DayOfCalls
from registry.adoption.pages import forms
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.pages.forms import Form
from registry.adoption.pages.showing import filled, show_adoption
from registry.adoption.usage_files import read_days
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas import adoption as wire
from schemas import adoption_record, costs, ratings, usage

LONGEST_CSV: Final = 100_000


@blueprint.get("/adoptions/<uuid:adoption_id>")
def adoption(adoption_id: UUID) -> str:
    """Everything that is recorded of an adoption. Hidden from those who may not see which city runs what."""
    return show_adoption(adoption_id)


@blueprint.post("/adoptions/<uuid:adoption_id>")
def changed(adoption_id: UUID) -> ResponseReturnValue:
    """Do what one of the page's forms asks, and show the page again."""
    form = request.form
    try:
        part = _act(adoption_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return show_adoption(adoption_id, filled(form.to_dict()), refusal), refusal.status
    return redirect(f"/adoptions/{adoption_id}#{part}", code=303)


def _act(adoption_id: UUID, form: Form) -> str:
    """The part of the page that has changed. Raises NotFound for a form that is none of the page's."""
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise NotFound(what=form.get("act", ""))
    return act(adoption_id, form)


def _move(adoption_id: UUID, form: Form) -> str:
    _do(actions.move_adoption, adoption_id, _loaded(wire.TransitionSchema(), forms.transition(form)))
    return "steps"


def _record(adoption_id: UUID, form: Form) -> str:
    told = _loaded(adoption_record.AdoptionDescribeSchema(), forms.record(form))
    _do(actions.describe_adoption, adoption_id, {**told, "expected_tag": form.get("tag", "")})
    return "record"


def _contract(adoption_id: UUID, form: Form) -> str:
    told = _loaded(adoption_record.ContractPutSchema(), forms.contract(form))
    _do(actions.state_contract, adoption_id, {**told, "expected_tag": form.get("tag") or None})
    return "contract"


def _cost(adoption_id: UUID, form: Form) -> str:
    told = _loaded(costs.CostPutSchema(), forms.cost(form))
    _do(actions.state_cost, adoption_id, {**told, "expected_tag": form.get("tag") or None})
    return "cost"


def _decide(adoption_id: UUID, form: Form) -> str:
    _do(actions.decide_cost, adoption_id, _loaded(costs.CostDecisionSchema(), forms.decision(form)))
    return "cost"


def _rate(adoption_id: UUID, form: Form) -> str:
    told = _loaded(ratings.RatingPutSchema(), forms.rating(form))
    _do(actions.rate_adoption, adoption_id, {**told, "expected_tag": form.get("tag") or None})
    return "rating"


def _unrate(adoption_id: UUID, form: Form) -> str:
    _do(actions.withdraw_rating, adoption_id, {"expected_tag": form.get("tag", "")})
    return "rating"


def _report(adoption_id: UUID, form: Form) -> str:
    told = _loaded(adoption_record.OperatingReportSubmitSchema(), forms.report(form))
    period = {"period_from": told.pop("from_"), "period_to": told.pop("to")}
    _do(actions.submit_report, adoption_id, {**period, **told})
    return "reports"


def _use(adoption_id: UUID, form: Form) -> str:
    """A file, or the same text typed in."""
    file = request.files.get("file")
    content = file.stream.read(LONGEST_CSV) if file and file.filename else form.get("days", "").encode()
    told = _loaded(usage.UsageSubmitSchema(), read_days(content))
    days = [DayOfCalls(**day) for day in told["days"]]
    secret = services().settings.secret
    sent = {"content": content, "days": days, "issued_at": None, "signature": None, "secret": secret}
    _do(actions.report_usage, adoption_id, sent)
    return "usage"


_ACTS: Final[Mapping[str, Callable[[UUID, Form], str]]] = {
    "move": _move,
    "record": _record,
    "contract": _contract,
    "cost": _cost,
    "decide": _decide,
    "rate": _rate,
    "unrate": _unrate,
    "report": _report,
    "use": _use,
}
"""What the page's buttons do, by their names."""


def _do(action: Callable[..., object], adoption_id: UUID, told: Mapping[str, Any]) -> None:
    action(current_session(), current_actor(), adoption_id=adoption_id, **told)


def _loaded(schema: Schema, content: Mapping[str, Any]) -> dict[str, Any]:
    return load_payload(schema, content)
