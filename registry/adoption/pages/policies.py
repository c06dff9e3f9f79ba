"""A body's policy as a page: what it asks, a form to state it, and a form to ask what it says of a component."""

from collections.abc import Mapping
from typing import Any, Final

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.adoption import actions, queries
from registry.adoption.due_days import DUE_DAYS
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.pages.showing import filled
from registry.adoption.policy import CONFIRMATIONS
from registry.adoption.queries.policies import Checked, find_policy, find_policy_of
from registry.advisories.vocabulary import SEVERITIES
from registry.catalogue.vocabulary import YANK_REASONS
from registry.kit.errors import NotFound, Refusal
from registry.organisations.queries import get_organisation
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas.policies import AdoptionRulesSchema, PolicyCheckSchema

LEVELS: Final = (1, 2, 3, 4)


@blueprint.get("/organisations/<slug>/policy")
def policy(slug: str) -> str:
    """What an organisation asks of what it takes into use; with `?component=`, what that says of a component."""
    asked = {name: text for name in ("component", "version") if (text := request.args.get(name, "").strip())}
    if "component" not in asked:
        return _page(slug, None, None)
    try:
        told = load_payload(PolicyCheckSchema(), asked)
        checked = queries.check_policy(current_session(), current_actor(), slug, **told)
    except Refusal as refusal:
        return _page(slug, None, refusal)
    return _page(slug, None, None, checked)


@blueprint.post("/organisations/<slug>/policy")
def policy_stated(slug: str) -> ResponseReturnValue:
    """State the policy as the form says it, and show the page again."""
    session, actor = current_session(), current_actor()
    try:
        if request.form.get("act") != "state":
            raise NotFound(what=request.form.get("act", ""))
        rules = load_payload(AdoptionRulesSchema(), _said())
        tag = request.form.get("tag") or None
        actions.state_policy(session, actor, organisation=slug, rules=rules, expected_tag=tag)
    except Refusal as refusal:
        session.rollback()
        return _page(slug, _said(), refusal), refusal.status
    return redirect(f"/organisations/{slug}/policy", code=303)


def _said() -> dict[str, Any]:
    """The form in the words of the API; what was left empty asks for nothing."""
    form = request.form
    plain = filled(form.to_dict())
    days = {level: _number(plain[f"due_{level}"]) for level in DUE_DAYS if f"due_{level}" in plain}
    said: dict[str, Any] = {
        name: _number(plain[name]) for name in ("cool_down_days", "security_level") if name in plain
    }
    if "minimum_severity" in plain:
        said["minimum_severity"] = plain["minimum_severity"]
    said["licenses"] = [line.strip() for line in form.get("licenses", "").splitlines() if line.strip()]
    for name in ("yank_reasons", "required_confirmations"):
        said[name] = form.getlist(name)
    return {**said, **({"due_days": days} if days else {})}


def _number(text: str) -> int | str:
    """The number where it is one; else the text, which the schema then says is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


def _page(slug: str, typed: Mapping[str, Any] | None, refusal: Refusal | None, checked: Checked | None = None) -> str:
    session, actor = current_session(), current_actor()
    organisation = get_organisation(session, slug)
    actor.require_party(organisation.id)
    own = find_policy(session, organisation.id)
    holding = own or find_policy_of(session, organisation.id)
    return render_template(
        "policy.html",
        organisation=organisation,
        own=own,
        policy_of=holding.organisation if holding is not None and own is None else None,
        rules=typed if typed is not None else (own.rules if own else {}),
        in_force=holding.rules if holding else {},
        may_state=actor.holds("organisation:manage") and not actor.stages_only,
        severities=SEVERITIES,
        yank_reasons=YANK_REASONS,
        confirmations=CONFIRMATIONS,
        levels=LEVELS,
        due_days=DUE_DAYS,
        checked=checked,
        asked=request.args,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )
