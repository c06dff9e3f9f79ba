"""What a city says of a project."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.actions.describing import NO_CREDENTIALS
from registry.adoption.credentials import secret_places
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import FieldError, PayloadInvalid
from registry.kit.money import to_fen
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.projects import queries
from registry.projects.actions.telling import own_project, tell
from registry.projects.documents import stated_facts
from registry.projects.models import Project, ProjectStep
from registry.screening.models import Screening
from registry.screening.queries import find_screening


def enter_project(session: Session, actor: Actor, *, organisation: str, **facts: Any) -> Project:
    """Enter a project of a city or one of its units. `facts` are as on the wire; `name` and `kind` among them.

    Raises PayloadInvalid naming what does not hold together, such as a screening of another city.
    """
    body = get_in_force(session, organisation, named_at="/organisation")
    actor.require("collaboration:write", body.id)
    if body.kind != "city":
        raise PayloadInvalid.of("/organisation", "项目属于城市。", "A project belongs to a city.")
    today = today_of(session)
    project = Project(status="planned", status_since=today, is_demo=body.is_demo, created_at=now_of(session))
    project.organisation = body
    project.adoptions, project.milestones = [], []
    project.targets, project.results, project.evaluations = [], [], []
    project.steps = [ProjectStep(status="planned", on=today, recorded_at=now_of(session))]
    _state(session, project, facts)
    session.add(project)
    tell(session, actor, project, "project.entered", kind=project.kind)
    return project


def describe_project(
    session: Session, actor: Actor, *, project_id: UUID, expected_tag: str | None, **facts: Any
) -> Project:
    """Replace what is said of a project; what is equal already changes nothing and is not told.

    Raises Stale, and PayloadInvalid as `enter_project`.
    """
    project = own_project(session, actor, project_id)
    check_tag(render(queries.document_for(session, actor, project)).etag, expected_tag)
    before = stated_facts(project)
    _state(session, project, facts)
    fields = sorted(name for name, value in stated_facts(project).items() if before[name] != value)
    if fields:
        tell(session, actor, project, "project.described", fields=fields)
    return project


def _state(session: Session, project: Project, facts: Mapping[str, Any]) -> None:
    if places := list(secret_places(facts.get("responsibilities") or [], "/responsibilities")):
        raise PayloadInvalid(errors=[FieldError(place, NO_CREDENTIALS) for place in places])
    _check_days(facts.get("starts_on"), facts.get("ends_on"))
    choice, justification = facts.get("reuse_choice"), facts.get("justification")
    if choice == "justified_new" and not justification:
        raise PayloadInvalid.of("/justification", "确需新建须说明理由。", "Building anew needs a justification.")
    # Asked before anything is set: a question writes what is half said.
    screening = _own_screening(session, project.organisation, facts["screening"]) if facts.get("screening") else None
    project.name, project.kind = dict(facts["name"]), facts["kind"]
    project.summary = dict(facts.get("summary") or {})
    project.approved_on = facts.get("approved_on")
    project.starts_on, project.ends_on = facts.get("starts_on"), facts.get("ends_on")
    budget = facts.get("budget")
    project.budget_fen = to_fen(budget["amount"]) if budget else None
    project.currency = budget["currency"] if budget else None
    project.funding_sources = list(dict.fromkeys(facts.get("funding_sources") or ()))
    project.screening = screening
    project.reuse_choice, project.justification = choice, justification
    project.responsibilities = list(facts.get("responsibilities") or ())


def _check_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise PayloadInvalid.of("/ends_on", "结束日期早于开始日期。", "It ends before it starts.")


def _own_screening(session: Session, body: Organisation, named: str) -> Screening:
    """The screening of a certificate, by its number or id: of the same city, and not withdrawn."""
    screening = find_screening(session, named) or _by_id(session, named)
    owner = session.get(Organisation, screening.organisation_id) if screening is not None else None
    if screening is None or owner is None or owner.city_id != body.city_id or screening.status == "withdrawn":
        raise PayloadInvalid.of(
            "/screening", f"本城市没有有效的查重“{named}”。", f"This city has no screening '{named}' that is in force."
        )
    return screening


def _by_id(session: Session, named: str) -> Screening | None:
    try:
        identifier = UUID(named)
    except ValueError:
        return None
    return session.scalar(select(Screening).where(Screening.public_id == identifier))
