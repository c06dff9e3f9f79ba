"""What is due in a project: set, postponed with a reason, reached with evidence."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.projects.actions.telling import own_project, tell
from registry.projects.errors import MilestoneReached, ProjectOver
from registry.projects.models import Milestone, MilestoneChange, Project
from registry.projects.vocabulary import UNDER_WAY


def set_milestone(
    session: Session, actor: Actor, *, project_id: UUID, title: Mapping[str, str], due_on: date
) -> Milestone:
    """Say what has to be done by a calendar day. Raises ProjectOver."""
    project = _under_way(session, actor, project_id)
    milestone = Milestone(title=dict(title), due_on=due_on, links=[], created_at=now_of(session))
    milestone.changes = []
    project.milestones.append(milestone)
    session.flush()
    tell(session, actor, project, "project.milestone_set", **_told(milestone))
    return milestone


def postpone_milestone(
    session: Session, actor: Actor, *, project_id: UUID, milestone_id: UUID, due_on: date, reason: str
) -> Milestone:
    """Move the due day of a milestone, earlier or later; the day before stays on record with the reason.

    Raises ProjectOver, MilestoneReached, PayloadInvalid where it is the same day.
    """
    project = _under_way(session, actor, project_id)
    milestone = _milestone(project, milestone_id)
    if milestone.due_on == due_on:
        raise PayloadInvalid.of("/due_on", "与现在的到期日相同。", "It is due on that day already.")
    change = MilestoneChange(
        due_before=milestone.due_on, due_after=due_on, reason=reason, recorded_at=now_of(session)
    )  # fmt: skip
    milestone.changes.append(change)
    # Its city is told anew when the new day has passed.
    milestone.due_on, milestone.told_on = due_on, None
    tell(session, actor, project, "project.milestone_moved", **_told(milestone))
    return milestone


def reach_milestone(
    session: Session,
    actor: Actor,
    *,
    project_id: UUID,
    milestone_id: UUID,
    on: date | None = None,
    evidence: str | None = None,
    links: Sequence[str] = (),
) -> Milestone:
    """Say that a milestone was reached, on a day that is not to come, with what shows it: a text, links, or both.

    Raises ProjectOver, MilestoneReached, PayloadInvalid.
    """
    project = _under_way(session, actor, project_id)
    milestone = _milestone(project, milestone_id)
    day = on or today_of(session)
    if day > today_of(session):
        raise PayloadInvalid.of("/on", "日期不能在今天之后。", "The day must not lie in the future.")
    if not evidence and not links:
        raise PayloadInvalid.of("/evidence", "须有佐证文字或链接。", "Evidence is needed: a text or a link.")
    milestone.reached_on, milestone.reached_at = day, now_of(session)
    milestone.evidence, milestone.links = evidence, list(links)
    tell(session, actor, project, "project.milestone_reached", **_told(milestone))
    return milestone


def _under_way(session: Session, actor: Actor, project_id: UUID) -> Project:
    project = own_project(session, actor, project_id)
    if project.status not in UNDER_WAY:
        raise ProjectOver(status=project.status)
    return project


def _milestone(project: Project, milestone_id: UUID) -> Milestone:
    milestone = next((row for row in project.milestones if row.public_id == milestone_id), None)
    if milestone is None:
        raise NotFound(what=str(milestone_id))
    if milestone.reached_on is not None:
        raise MilestoneReached(on=milestone.reached_on)
    return milestone


def _told(milestone: Milestone) -> dict[str, str]:
    return {"milestone": str(milestone.public_id), "due_on": milestone.due_on.isoformat()}
