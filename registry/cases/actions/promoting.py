"""How a selected case was spread."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.cases import queries
from registry.cases.actions.telling import tell
from registry.cases.errors import CaseNotOpen, NotAJudge
from registry.cases.models import Case, CasePromotion
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid, TokenRequired


def promote_case(
    session: Session, actor: Actor, *, case_id: UUID, kind: str, on: date, note: str, award: str | None = None
) -> Case:
    """Record an award, publicity or a lecture for a selected case (S54). `award` says what went with it, as a text.

    For administrators and who called for the case. Raises NotAJudge, CaseNotOpen, PayloadInvalid.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    case = queries.get_case(session, actor, case_id, for_change=True)
    if not queries.judges(actor, case):
        raise NotAJudge()
    if case.status != "selected":
        raise CaseNotOpen(status=case.status, needed="selected")
    if on > today_of(session):
        raise PayloadInvalid.of("/on", "日期不能在今天之后。", "The day must not lie in the future.")
    if award is not None and kind != "award":
        raise PayloadInvalid.of("/award", "只有奖补才可填写奖励内容。", "Only an award says what went with it.")
    case.promotions.append(CasePromotion(kind=kind, on=on, note=note, award=award, recorded_at=now_of(session)))
    tell(session, actor, case, "case.promoted", kind=kind)
    return case
