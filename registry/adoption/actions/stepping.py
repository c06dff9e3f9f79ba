"""What every change of an adoption shares: its step, its document, its credit, its counts, its event."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.counting_ratings import count_rating
from registry.adoption.actions.crediting import credit_anew
from registry.adoption.documents import render_adoption
from registry.adoption.errors import VersionYanked
from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.actions import count_adoption
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import counts_of, find_version
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.events.audience import GOVERNMENT, PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid


def require_holder(actor: Actor, adoption: Adoption, scope: str = "adoption:write") -> None:
    """Refuse whoever does not hold the adoption: the body that adopted, or the one whose use it is.

    A body that adopts on behalf of a city does not hold the city's adoption alone.
    """
    holds = adoption.beneficiary_id in actor.acts_for
    actor.require(scope, adoption.beneficiary_id if holds else adoption.adopter_id)


def known_version(session: Session, component: Component, number: str) -> ComponentVersion:
    """The version of that number, yanked or not. Raises PayloadInvalid where there is none."""
    version = find_version(session, component.id, number)
    if version is None:
        raise PayloadInvalid.of(
            "/version",
            f"“{component.full_name}”没有版本 {number}。",
            f"'{component.full_name}' has no version {number}.",
        )
    return version


def chosen_version(
    session: Session, component: Component, number: str, running: ComponentVersion | None = None
) -> ComponentVersion:
    """The same. One that is yanked is taken only where it runs already."""
    version = known_version(session, component, number)
    if version.yanked_at is not None and version is not running:
        raise VersionYanked(component=component.full_name, number=version.number)
    return version


def is_external(adoption: Adoption) -> bool:
    """Whether it is reuse: by another city than the publisher's own."""
    return adoption.component.publisher.city_id != adoption.city_id


def count_running(session: Session, adoption: Adoption, to: str) -> None:
    """Keep the number of cities that run the component: it moves with a city's first start and last end."""
    difference = (to in RUNNING) - (adoption.stage in RUNNING)
    if not difference or not is_external(adoption):
        return
    counts_of(session, adoption.component_id, for_change=True)
    if not queries.city_runs(
        session,
        city_id=adoption.city_id,
        component_id=adoption.component_id,
        besides=adoption.id,
    ):
        count_adoption(session, adoption.component_id, adopters=difference)


def take_step(
    session: Session,
    actor: Actor,
    adoption: Adoption,
    *,
    note: str | None,
    evidence: Sequence[Any],
) -> None:
    """Write down the stage and version that an adoption is at now."""
    step = AdoptionStep(
        stage=adoption.stage,
        on=adoption.stage_since,
        note=note,
        evidence=list(evidence),
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
    )
    step.version = adoption.version
    adoption.steps.append(step)
    if adoption.stage in RUNNING:
        # To say that it runs, or runs another version now, is a sign of life.
        adoption.attested_on, adoption.reminded_on = today_of(session), None
    session.flush()
    adoption.document, adoption.etag = render_adoption(adoption)
    _keep_rating(session, adoption)
    credit_anew(session, adoption)


def tell(
    session: Session,
    actor: Actor,
    adoption: Adoption,
    type: str,
    data: Mapping[str, Any],
    *,
    among_parties: bool = False,
) -> None:
    """One event about an adoption, for cities and administrators; what is confidential never goes into `data`.

    `among_parties` tells the bodies of the adoption and the component's publisher only. Operating entities are told
    nothing either way, whatever they publish.
    """
    audience, readers = audience_of(session, adoption.component, otherwise=GOVERNMENT)
    if among_parties:
        audience, readers = PARTIES, frozenset()
    if audience == PARTIES:
        readers = queries.governing(session, {*readers, adoption.beneficiary_id, adoption.component.publisher_id})
    record(
        session,
        actor,
        type=type,
        subject=f"{adoption.component.full_name}/adoptions/{adoption.public_id}",
        organisation_id=adoption.adopter_id,
        audience=audience,
        readers=readers,
        data={
            "adoption": str(adoption.public_id),
            "component": adoption.component.full_name,
            "adopter": adoption.adopter.slug,
            "on_behalf_of": adoption.beneficiary.slug,
            **data,
        },
    )


def tell_step(
    session: Session, actor: Actor, adoption: Adoption, type: str, *, before: str | None, is_excepted: bool = False
) -> None:
    """The event of a step: from where, to where, at which version, and whether the policy was excepted from."""
    step = {
        "version": adoption.version.number if adoption.version else None,
        "from": before,
        "to": adoption.stage,
        "on": adoption.stage_since.isoformat(),
        **({"policy_exception": True} if is_excepted else {}),
    }
    tell(session, actor, adoption, type, step)


def changed(
    session: Session,
    actor: Actor,
    adoption: Adoption,
    type: str,
    data: Mapping[str, Any],
    *,
    among_parties: bool = False,
) -> None:
    """After a change that is no step: the document anew, the credit anew, one event. `data` goes into the event."""
    session.flush()
    adoption.document, adoption.etag = render_adoption(adoption)
    _keep_rating(session, adoption)
    credit_anew(session, adoption)
    tell(session, actor, adoption, type, data, among_parties=among_parties)


def _keep_rating(session: Session, adoption: Adoption) -> None:
    """Its rating counts while it is live, as reuse."""
    count_rating(session, adoption, counts=adoption.stage == "live" and is_external(adoption))
