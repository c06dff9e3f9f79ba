"""What time brings about: milestones that are late."""

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.clock import today_of
from registry.kit.sweeping import SWEEPER
from registry.projects.models import Milestone
from registry.projects.queries import milestones_to_tell


def sweep_milestones(session: Session, limit: int) -> int:
    """Tell cities of milestones that are late, once for each due day; how many it was."""
    today = today_of(session)
    found = milestones_to_tell(session, today=today, limit=limit)
    for milestone in found:
        milestone.told_on = today
        _tell(session, milestone)
    session.flush()
    return len(found)


def _tell(session: Session, milestone: Milestone) -> None:
    project = milestone.project
    record(
        session,
        SWEEPER,
        type="project.milestone_overdue",
        subject=f"projects/{project.public_id}",
        organisation_id=project.organisation_id,
        audience=PARTIES,
        data={
            "project": str(project.public_id),
            "organisation": project.organisation.slug,
            "milestone": str(milestone.public_id),
            "due_on": milestone.due_on.isoformat(),
        },
    )
