"""Reviewing and selecting cases: never those of one's own side."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.confirming import on_one_side
from registry.adoption.queries import party_of
from registry.adoption.queries.confirmations import is_member_of_any
from registry.cases import queries
from registry.cases.actions.telling import step_into, tell
from registry.cases.errors import (
    CampaignStillOpen,
    CaseNotOpen,
    CaseNotReviewed,
    CaseReviewed,
    NotAJudge,
    NotAReviewer,
    OwnCase,
    ReviewerNeeded,
)
from registry.cases.models import Case, CaseReview
from registry.cases.points import review_score
from registry.cases.vocabulary import AWAITING
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import Refusal, TokenRequired
from registry.organisations.models import Organisation


def review_case(
    session: Session,
    actor: Actor,
    *,
    case_id: UUID,
    scores: Mapping[str, float] | None = None,
    comment: str | None = None,
) -> Case:
    """Score a case by the criteria, or, without scores, stand back (回避). Once for each organisation.

    For assessors and administrators of another side. Raises TokenRequired, NotAReviewer, OwnCase, ReviewerNeeded,
    CaseNotOpen, CaseReviewed.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    case = queries.get_case(session, actor, case_id, for_change=True)
    reviewer = _require_reviewer(session, actor, case)
    if case.status not in AWAITING:
        raise CaseNotOpen(status=case.status, needed=", ".join(AWAITING))
    if any(row.reviewer_id == reviewer.id for row in case.reviews):
        raise CaseReviewed(organisation=reviewer.slug)
    case.reviews.append(
        CaseReview(
            reviewer=reviewer,
            is_recused=scores is None,
            scores=dict(scores or {}),
            score=review_score(scores) if scores is not None else None,
            comment=comment,
            recorded_at=now_of(session),
        )
    )
    if case.status == "submitted" and scores is not None:
        step_into(session, case, "in_review")
    tell(session, actor, case, "case.reviewed", is_recused=scores is None)
    return case


def may_review(session: Session, actor: Actor, case: Case) -> bool:
    """Whether the caller may still review this case, for showing the form."""
    try:
        reviewer = _require_reviewer(session, actor, case)
    except Refusal:
        return False
    return case.status in AWAITING and all(row.reviewer_id != reviewer.id for row in case.reviews)


def decide_case(session: Session, actor: Actor, *, case_id: UUID, decision: str, reasons: str) -> Case:
    """Select a case or decline it, with reasons, once its campaign has closed and somebody has reviewed it.

    For administrators and who called for it, of another side. Raises TokenRequired, NotAJudge, OwnCase, CaseNotOpen,
    CampaignStillOpen, CaseNotReviewed.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    case = queries.get_case(session, actor, case_id, for_change=True)
    if not queries.judges(actor, case):
        raise NotAJudge()
    judge = _another_side(session, actor, case)
    if case.status not in AWAITING:
        raise CaseNotOpen(status=case.status, needed=", ".join(AWAITING))
    if case.campaign is not None and today_of(session) <= case.campaign.closes_on:
        raise CampaignStillOpen(closes_on=case.campaign.closes_on)
    if all(row.is_recused for row in case.reviews):
        raise CaseNotReviewed()
    case.decided_on, case.decided_by, case.reasons = today_of(session), judge, reasons
    step_into(session, case, "selected" if decision == "select" else "not_selected")
    tell(session, actor, case, "case.decided", city_class=case.city_class)
    return case


def _require_reviewer(session: Session, actor: Actor, case: Case) -> Organisation:
    own = _another_side(session, actor, case)
    if actor.kind != "assessor" and not actor.is_administrator:
        raise NotAReviewer()
    actor.require_scope("assessment:write" if actor.kind == "assessor" else "platform:admin")
    if own is None:
        raise ReviewerNeeded()
    return own


def _another_side(session: Session, actor: Actor, case: Case) -> Organisation | None:
    """The caller's organisation, nobody's at the console. Raises OwnCase for whoever stands on the side of the case."""
    body = case.organisation
    people = {body.id, body.city_id or body.id}
    if actor.person_id is not None and is_member_of_any(session, actor.person_id, people):
        raise OwnCase()
    own = session.get(Organisation, actor.organisation_id) if actor.organisation_id is not None else None
    if own is not None and (body.id in actor.acts_for or on_one_side(party_of(session, own), party_of(session, body))):
        raise OwnCase()
    return own
