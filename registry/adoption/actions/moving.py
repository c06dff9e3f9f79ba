"""Bringing an adoption into another stage or to another version."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.policing import require_policy
from registry.adoption.actions.proving import enter_pieces
from registry.adoption.actions.stepping import chosen_version, count_running, require_holder, take_step, tell_step
from registry.adoption.lifecycle import check_transition
from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import ComponentVersion
from registry.catalogue.quarantine import require_usable
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid

NOTE_LENGTH: Final = 2000


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
    policy_exception: str | None = None,
    runs_already: bool = False,
) -> Adoption:
    """Bring an adoption into another stage, or, in its present stage, to another version.

    Raises TransitionNotAllowed with the legal moves, DayOutOfOrder, VersionYanked. What is taken into use must meet
    the policy of the one whose use it is (PolicyNotMet), unless it gives a reason for an exception; `runs_already`
    says that nothing is taken into use, only written down.
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
    is_excepted = False
    if _begins_anew(adoption, to, chosen):
        require_usable(adoption.component)
        is_excepted = not runs_already and require_policy(
            session,
            actor,
            beneficiary=adoption.beneficiary,
            component=adoption.component,
            version=chosen,
            running=adoption.version if adoption.stage in RUNNING else None,
            exception=policy_exception,
        )
    before = adoption.stage
    count_running(session, adoption, to)
    adoption.stage, adoption.stage_since, adoption.version = to, on or today, chosen
    note = _noted(note, policy_exception) if is_excepted else note
    take_step(session, actor, adoption, note=note, evidence=evidence)
    kind = "adoption.upgraded" if before == to else "adoption.moved"
    tell_step(session, actor, adoption, kind, before=before, is_excepted=is_excepted)
    enter_pieces(session, actor, adoption, evidence)
    return adoption


def _begins_anew(adoption: Adoption, to: str, chosen: ComponentVersion | None) -> bool:
    """Whether a step takes something into use that did not run before. To say which version runs already takes none."""
    starts = to in RUNNING and adoption.stage not in RUNNING
    upgrades = chosen is not adoption.version and (adoption.version is not None or adoption.stage not in RUNNING)
    return starts or upgrades


def _noted(note: str | None, exception: str | None) -> str:
    """A note together with the reason for an exception from the policy. Raises PayloadInvalid where both do not fit."""
    both = f"{note}\n{exception}" if note else str(exception)
    if len(both) > NOTE_LENGTH:
        zh, en = (
            f"与例外理由合计不能超过 {NOTE_LENGTH} 字。",
            f"With the reason for the exception: {NOTE_LENGTH} at most.",
        )
        raise PayloadInvalid.of("/note", zh, en)
    return both
