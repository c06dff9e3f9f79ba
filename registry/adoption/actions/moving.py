"""Bringing an adoption into another stage or to another version."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import chosen_version, count_running, require_holder, take_step, tell_step
from registry.adoption.lifecycle import check_transition
from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import ComponentVersion
from registry.catalogue.quarantine import require_usable
from registry.kit.actor import Actor
from registry.kit.clock import today_of


def move_adoption(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    to: str,
    version: str | None = None,
    on: date | None = None,
    note: str | None = None,
    evidence: Sequence[Any] = (),
) -> Adoption:
    """Bring an adoption into another stage, or, in its present stage, to another version.

    Raises TransitionNotAllowed with the legal moves, DayOutOfOrder, VersionYanked.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    chosen = adoption.version
    if version is not None:
        chosen = chosen_version(session, adoption.component, version, running=adoption.version)
    today = today_of(session)
    check_transition(
        stage=adoption.stage,
        to=to,
        version_changes=chosen is not adoption.version,
        on=on or today,
        since=adoption.stage_since,
        today=today,
    )
    if _begins_anew(adoption, to, chosen):
        require_usable(adoption.component)
    before = adoption.stage
    count_running(session, adoption, to)
    adoption.stage, adoption.stage_since, adoption.version = to, on or today, chosen
    take_step(session, actor, adoption, note=note, evidence=evidence)
    kind = "adoption.upgraded" if before == to else "adoption.moved"
    tell_step(session, actor, adoption, kind, before=before)
    return adoption


def _begins_anew(adoption: Adoption, to: str, chosen: ComponentVersion | None) -> bool:
    """Whether a step takes something into use that did not run before. To say which version runs already takes none."""
    starts = to in RUNNING and adoption.stage not in RUNNING
    upgrades = chosen is not adoption.version and (adoption.version is not None or adoption.stage not in RUNNING)
    return starts or upgrades
