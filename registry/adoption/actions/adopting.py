"""Beginning an adoption: who may, for whom, of what."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.adoption.actions.entitling import adoptable_component, adopting_body, beneficiary_of, operator_named
from registry.adoption.actions.policing import require_policy
from registry.adoption.actions.stepping import chosen_version, is_external, take_step, tell_step
from registry.adoption.errors import AdoptionTaken
from registry.adoption.models import Adoption
from registry.catalogue.actions import count_adoption
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid


def adopt_component(
    session: Session,
    actor: Actor,
    *,
    adopter: str,
    component: str,
    mode: str,
    version: str | None = None,
    scenario: str | None = None,
    operator: str | None = None,
    on_behalf_of: str | None = None,
    on: date | None = None,
    is_demo: bool = False,
    policy_exception: str | None = None,
    runs_already: bool = False,
) -> Adoption:
    """Plan to run a component, at a version or at one not yet known.

    Raises AdoptionTaken while another adoption of it by the same body has not ended, NotAdoptable, VersionYanked,
    NotEntitled, or PayloadInvalid naming the field. The policy of the one whose use it is must be met (PolicyNotMet),
    unless it gives a reason for an exception; `runs_already` says that nothing is taken into use, only written down.
    """
    body = adopting_body(session, adopter)
    actor.require("adoption:write", body.id)
    beneficiary = beneficiary_of(session, body, on_behalf_of)
    wanted = adoptable_component(session, actor, component)
    chosen = chosen_version(session, wanted, version) if version else None
    is_excepted = not runs_already and require_policy(
        session, actor, beneficiary=beneficiary, component=wanted, version=chosen, exception=policy_exception
    )
    today = today_of(session)
    adoption = Adoption(
        adopter_id=body.id,
        beneficiary_id=beneficiary.id,
        city_id=beneficiary.city_id or beneficiary.id,
        component_id=wanted.id,
        stage="planned",
        stage_since=_checked_day(on or today, today),
        mode=mode,
        scenario=scenario,
        is_demo=is_demo or wanted.is_demo or beneficiary.is_demo,
        created_at=now_of(session),
    )
    adoption.adopter, adoption.beneficiary, adoption.component = body, beneficiary, wanted
    adoption.operator = operator_named(session, operator)
    adoption.version = chosen
    adoption.steps = []
    session.add(adoption)
    taken = AdoptionTaken(adopter=beneficiary.slug, component=component)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    if is_external(adoption):
        count_adoption(session, wanted.id, adoptions=1)
    take_step(session, actor, adoption, note=policy_exception if is_excepted else None, evidence=())
    tell_step(session, actor, adoption, "adoption.begun", before=None, is_excepted=is_excepted)
    return adoption


def _checked_day(on: date, today: date) -> date:
    if on > today:
        raise PayloadInvalid.of("/on", "日期不能晚于今天。", "The day must not lie in the future.")
    return on
