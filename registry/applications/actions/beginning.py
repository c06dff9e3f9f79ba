"""From the last approval to an adoption that is approved, or tried."""

from datetime import timedelta

from sqlalchemy.orm import Session

from registry.adoption.actions import adopt_component, move_adoption
from registry.adoption.models import Adoption
from registry.applications.errors import ItemCannotBegin
from registry.applications.models import Application, ApplicationItem
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import Refusal
from registry.organisations.models import Organisation
from registry.organisations.queries import clusters_of_city, ids_acted_for


def begin_adoption(session: Session, actor: Actor, application: Application, item: ApplicationItem) -> None:
    """Begin the adoption that was applied for and bring it to `approved`, or on to `pilot` where it is tried first.

    Raises ItemCannotBegin with what stands in the way; whoever catches it rolls back, so that nothing is half done.
    """
    acting = _on_behalf_of(session, actor, application.applicant)
    # Read before: after a broken constraint the session answers nothing more.
    number = item.number
    try:
        adoption = _begun(session, acting, application, item)
    except Refusal as refusal:
        why = {language: _why(refusal, language) for language in ("zh", "en")}
        raise ItemCannotBegin(number=number, why_zh=why["zh"], why_en=why["en"], because=refusal.code) from refusal
    item.adoption, item.status = adoption, "approved"
    session.flush()


def _begun(session: Session, acting: Actor, application: Application, item: ApplicationItem) -> Adoption:
    on_behalf = item.beneficiary_id != application.applicant_id
    adoption = adopt_component(
        session,
        acting,
        adopter=application.applicant.slug,
        component=item.component.full_name,
        mode=item.mode,
        version=item.version.number if item.version else None,
        scenario=item.scenario,
        operator=item.operator.slug if item.operator else None,
        on_behalf_of=item.beneficiary.slug if on_behalf else None,
        policy_exception=item.policy_exception,
        is_demo=application.is_demo,
    )
    adoption.record = {**adoption.record, **{name: value for name, value in item.configuration.items() if value}}
    move_adoption(
        session, acting, adoption_id=adoption.public_id, to="approved", policy_exception=item.policy_exception
    )
    if item.trial_days:
        adoption.trial_ends_on = today_of(session) + timedelta(days=item.trial_days)
        move_adoption(
            session, acting, adoption_id=adoption.public_id, to="pilot", policy_exception=item.policy_exception
        )
    return adoption


def _on_behalf_of(session: Session, actor: Actor, applicant: Organisation) -> Actor:
    """Who decided last, with the right that the applicant used when it applied and its city when it approved."""
    return Actor(
        key=actor.key,
        person_id=actor.person_id,
        organisation_id=applicant.id,
        organisation=applicant.slug,
        kind=applicant.kind,
        scopes=frozenset({"adoption:write"}),
        acts_for=ids_acted_for(session, applicant.city_id or applicant.id),
        clusters=clusters_of_city(session, applicant.city_id),
    )


def _why(refusal: Refusal, language: str) -> str:
    """What it declined, field by field where it names fields."""
    if not refusal.errors:
        return refusal.detail(language)
    return " ".join(error.detail.in_language(language) for error in refusal.errors)
