"""What a body asks of what it takes into use: stating it, and holding what is taken into use against it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.adoption.documents import render_policy
from registry.adoption.due_days import DUE_DAYS
from registry.adoption.errors import ExceptionNotYours, PolicyNotMet
from registry.adoption.models import AdoptionPolicy
from registry.adoption.policy import unmet
from registry.adoption.queries.policies import find_policy, find_policy_of, judged
from registry.catalogue.licensing import read_license
from registry.catalogue.models import Component, ComponentVersion
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force


def state_policy(
    session: Session, actor: Actor, *, organisation: str, rules: Mapping[str, Any], expected_tag: str | None
) -> AdoptionPolicy:
    """Put these rules in the place of a body's policy; `expected_tag` is None where it has none yet.

    Raises PayloadInvalid for a licence that is no SPDX expression and for more days than the registry grants, Stale.
    """
    body = get_in_force(session, organisation)
    actor.require("organisation:manage", body.id)
    if body.kind not in {"city", "authority"}:
        raise PayloadInvalid.of("", "只有城市及其单位才采用组件。", "Only cities and their units adopt components.")
    policy = find_policy(session, body.id, for_change=True)
    check_tag(policy.etag if policy else None, expected_tag)
    if policy is None:
        policy = AdoptionPolicy(organisation_id=body.id)
        policy.organisation = body
        session.add(policy)
    policy.rules, policy.updated_at = _checked(rules), now_of(session)
    policy.document, policy.etag = render_policy(policy, body.slug)
    session.flush()
    _tell(session, actor, body)
    return policy


def require_policy(
    session: Session,
    actor: Actor,
    *,
    beneficiary: Organisation,
    component: Component,
    version: ComponentVersion | None,
    running: ComponentVersion | None = None,
    exception: str | None = None,
) -> bool:
    """Hold what is taken into use against the policy of the one whose use it is; whether an exception was made.

    Raises PolicyNotMet with all findings; ExceptionNotYours when somebody else than the policy's body excepts from it.
    """
    policy = find_policy_of(session, beneficiary.id)
    if policy is None:
        return False
    findings = judged(session, policy.rules, component, version, running=running)
    missed = unmet(findings)
    if not missed:
        return False
    if exception is None:
        raise PolicyNotMet(component=component.full_name, organisation=policy.organisation.slug, findings=findings)
    if policy.organisation_id not in actor.acts_for and not actor.is_administrator:
        raise ExceptionNotYours(organisation=policy.organisation.slug)
    return True


def _checked(rules: Mapping[str, Any]) -> dict[str, Any]:
    """The rules that ask for something, licences in their canonical spelling. Raises PayloadInvalid."""
    kept = {rule: asked for rule, asked in rules.items() if asked not in (None, [], {})}
    wrong = [_too_long(level, days) for level, days in kept.get("due_days", {}).items() if days > DUE_DAYS[level]]
    known = []
    for place, license in enumerate(kept.get("licenses", ())):
        try:
            known.append(read_license(license))
        except ValueError:
            wrong.append(_no_license(place, license))
    if wrong:
        raise PayloadInvalid(errors=wrong)
    for rule in ("yank_reasons", "required_confirmations"):
        if rule in kept:
            kept[rule] = list(dict.fromkeys(kept[rule]))
    return {**kept, "licenses": list(dict.fromkeys(known))} if known else kept


def _too_long(level: str, days: int) -> FieldError:
    most = DUE_DAYS[level]
    zh, en = (
        f"只能缩短：{level} 级最多 {most} 天，而非 {days} 天。",
        f"'{level}' can be shortened only: at most {most} days.",
    )
    return FieldError(f"/due_days/{level}", Bilingual(zh, en))


def _no_license(place: int, license: str) -> FieldError:
    zh, en = f"“{license}”不是 SPDX 表达式。", f"'{license}' is no SPDX expression."
    return FieldError(f"/licenses/{place}", Bilingual(zh, en))


def _tell(session: Session, actor: Actor, body: Organisation) -> None:
    record(
        session,
        actor,
        type="policy.stated",
        subject=f"{body.slug}/policy",
        organisation_id=body.id,
        audience=PARTIES,
        data={"organisation": body.slug},
    )
