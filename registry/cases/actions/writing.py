"""A city writes a case, sends it in, takes it back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.cases import queries
from registry.cases.actions.linking import campaign_named, link
from registry.cases.actions.telling import step_into, tell
from registry.cases.documents import stated_case
from registry.cases.errors import CampaignClosed, CaseAboutNothing, CaseNotOpen
from registry.cases.models import Case
from registry.cases.terms import campaign_status
from registry.cases.vocabulary import AWAITING
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import PayloadInvalid
from registry.organisations.queries import class_on, get_in_force


def draft_case(session: Session, actor: Actor, *, organisation: str, **facts: Any) -> Case:
    """Begin a case of a city or one of its units: nobody else sees it before it is submitted.

    `facts` are as on the wire, `title` and `body` among them. Raises PayloadInvalid naming what cannot be linked.
    """
    body = get_in_force(session, organisation, named_at="/organisation")
    actor.require("collaboration:write", body.id)
    if body.kind != "city":
        raise PayloadInvalid.of("/organisation", "案例由城市报送。", "Cases are told by cities.")
    case = Case(status="draft", is_demo=body.is_demo, created_at=now_of(session))
    case.organisation = body
    case.steps, case.adoptions, case.components, case.reviews, case.promotions = [], [], [], [], []
    case.decided_by = None
    _state(session, actor, case, facts)
    session.add(case)
    step_into(session, case, "draft")
    tell(session, actor, case, "case.drafted")
    return case


def rewrite_case(session: Session, actor: Actor, *, case_id: UUID, expected_tag: str | None, **facts: Any) -> Case:
    """Replace what a draft says; what is equal already changes nothing. Raises CaseNotOpen, Stale, PayloadInvalid."""
    case = _own(session, actor, case_id, "draft")
    check_tag(render(queries.document_for(session, actor, case)).etag, expected_tag)
    before = stated_case(case)
    _state(session, actor, case, facts)
    session.flush()
    fields = sorted(name for name, value in stated_case(case).items() if before[name] != value)
    if fields:
        tell(session, actor, case, "case.rewritten", fields=fields)
    return case


def submit_case(session: Session, actor: Actor, *, case_id: UUID) -> Case:
    """Send a case in, while its campaign is open; it is judged in the class its city is in today.

    Raises CaseNotOpen, CampaignClosed, CaseAboutNothing.
    """
    case = _own(session, actor, case_id, "draft")
    today, campaign = today_of(session), case.campaign
    if campaign is not None and campaign_status(campaign.opens_on, campaign.closes_on, today) != "open":
        raise CampaignClosed(opens_on=campaign.opens_on, closes_on=campaign.closes_on)
    if not (case.adoptions or case.components or case.project):
        raise CaseAboutNothing()
    case.submitted_on, case.city_class = today, class_on(session, case.organisation.city_id, today)
    step_into(session, case, "submitted")
    tell(session, actor, case, "case.submitted")
    return case


def withdraw_case(session: Session, actor: Actor, *, case_id: UUID, note: str | None = None) -> Case:
    """Take a case back before it is decided. Raises CaseNotOpen."""
    case = _own(session, actor, case_id, "draft", *AWAITING)
    step_into(session, case, "withdrawn", note)
    tell(session, actor, case, "case.withdrawn")
    return case


def _own(session: Session, actor: Actor, case_id: UUID, *statuses: str) -> Case:
    actor.require_scope("collaboration:write")
    case = queries.get_case(session, actor, case_id, for_change=True)
    actor.require("collaboration:write", case.organisation_id)
    if case.status not in statuses:
        raise CaseNotOpen(status=case.status, needed=", ".join(statuses))
    return case


def _state(session: Session, actor: Actor, case: Case, facts: Mapping[str, Any]) -> None:
    campaign = campaign_named(session, case.organisation, facts.get("campaign"))
    level = facts.get("level")
    if campaign is not None and level not in {None, campaign.level}:
        raise PayloadInvalid.of(
            "/level", f"该征集的级别为 {campaign.level}。", f"The call is for cases of level {campaign.level}."
        )
    with session.no_autoflush:
        # A question would write what is half said.
        case.campaign = campaign
        case.level = campaign.level if campaign is not None else level or "city"
        case.title, case.body = dict(facts["title"]), dict(facts["body"])
        case.results = dict(facts.get("results") or {})
        link(session, actor, case, facts)
