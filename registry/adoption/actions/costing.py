"""Saying what an adoption costs, and verifying that by somebody on another side."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.confirming import require_confirmer
from registry.adoption.actions.stepping import changed, require_holder
from registry.adoption.models import AdoptionCost
from registry.adoption.record_documents import render_cost
from registry.adoption.savings import NotACostVerifier, check_decision
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.kit.errors import PayloadInvalid, TokenRequired
from registry.kit.money import to_fen


def state_cost(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    expected_tag: str | None,
    baseline: str,
    actual: str,
    currency: str,
    baseline_kind: str | None = None,
    evidence: Sequence[Any] = (),
    note: str | None = None,
) -> AdoptionCost:
    """Say what the use costs and what it would have cost without the shared component; `expected_tag` is None the first
    time. A correction supersedes what was said before, which is kept, and is verified anew; saying the same changes
    nothing.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    before = queries.find_cost(session, adoption)
    check_tag(_tag_of(session, before), expected_tag)
    if to_fen(baseline) == 0:
        raise PayloadInvalid.of("/baseline", "基准成本须大于零。", "The baseline must be more than nothing.")
    cost = AdoptionCost(
        adoption_id=adoption.id,
        baseline_fen=to_fen(baseline),
        baseline_kind=baseline_kind,
        actual_fen=to_fen(actual),
        currency=currency,
        domain=next(iter(adoption.component.details.get("domains") or ()), ""),
        evidence=list(evidence),
        note=note,
        status="unverified",
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
    )
    if before is not None:
        if _told(before) == _told(cost):
            return before
        before.superseded_at = now_of(session)
        session.flush()
    cost.adoption, cost.verified_by = adoption, None
    session.add(cost)
    changed(session, actor, adoption, "adoption.costed", {})
    return cost


def decide_cost(
    session: Session, actor: Actor, *, adoption_id: UUID, decision: str, note: str | None = None
) -> AdoptionCost:
    """Verify or reject what is said of the cost: an assessor or an administrator, never the adopter's own side.

    Raises what `require_confirmer` does, NotACostVerifier, CostDecided, BaselineUndocumented.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    if not (actor.is_administrator or queries.is_assessor(actor)):
        raise NotACostVerifier()
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True, to_assess=True)
    confirmer = require_confirmer(session, actor, adoption)
    if confirmer.role == "publisher":
        # Its components look the better, the more they save.
        raise NotACostVerifier()
    cost = queries.get_cost(session, adoption)
    if decision == "reject" and note is None:
        raise PayloadInvalid.of("/note", "驳回须说明理由。", "A rejection comes with its reason.")
    cost.status = check_decision(
        decision, status=cost.status, baseline_kind=cost.baseline_kind, may_change=actor.is_administrator
    )
    cost.verified_by = confirmer.organisation
    cost.decided_at, cost.decision_note = now_of(session), note
    changed(session, actor, adoption, "adoption.cost_decided", {"decision": cost.status})
    return cost


def _tag_of(session: Session, cost: AdoptionCost | None) -> str | None:
    if cost is None:
        return None
    return render_cost(queries.standing_of(session, cost), queries.list_earlier_costs(session, cost.adoption)).etag


def _told(cost: AdoptionCost) -> tuple[Any, ...]:
    amounts = (cost.baseline_fen, cost.actual_fen, cost.currency)
    return (*amounts, cost.baseline_kind, cost.domain, cost.evidence, cost.note)
