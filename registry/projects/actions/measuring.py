"""What a project is to bring about, and what the city says it did."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.projects.actions.telling import own_project, tell
from registry.projects.checking import check_results, check_targets
from registry.projects.errors import NotFinished, ProjectOver, TargetsMissing
from registry.projects.models import Project, ProjectResults, ProjectTargets
from registry.projects.vocabulary import UNDER_WAY


def set_targets(
    session: Session, actor: Actor, *, project_id: UUID, targets: Sequence[Mapping[str, Any]], reason: str | None = None
) -> Project:
    """Say what a project is to bring about. Until it is finished this may change, with a reason; all stays on record.

    Each target has an indicator, a unit, perhaps a baseline, the value wanted, a direction and a weight.
    Raises ProjectOver once it is finished or cancelled, PayloadInvalid.
    """
    project = own_project(session, actor, project_id)
    if project.status not in UNDER_WAY:
        raise ProjectOver(status=project.status)
    if project.targets and not reason:
        raise PayloadInvalid.of("/reason", "更改成效目标须说明原因。", "Changing targets needs a reason.")
    check_targets(targets)
    number = len(project.targets) + 1
    entries = [dict(entry) for entry in targets]
    project.targets.append(
        ProjectTargets(number=number, entries=entries, reason=reason, recorded_at=now_of(session))
    )  # fmt: skip
    tell(session, actor, project, "project.targets_set", number=number)
    return project


def enter_results(session: Session, actor: Actor, *, project_id: UUID, results: Sequence[Mapping[str, Any]]) -> Project:
    """Say what came out, target by target, once the project is finished; entering again replaces, and stays on record.

    Raises NotFinished, TargetsMissing, PayloadInvalid for a target that there is not.
    """
    project = own_project(session, actor, project_id)
    if project.status != "finished":
        raise NotFinished(status=project.status)
    if not project.targets:
        raise TargetsMissing()
    check_results(results, len(project.targets[-1].entries))
    number = len(project.results) + 1
    entries = [dict(entry) for entry in results]
    project.results.append(ProjectResults(number=number, entries=entries, recorded_at=now_of(session)))
    tell(session, actor, project, "project.results_entered", number=number)
    return project
