"""What goes along when a component gets another name or becomes part of another: documents, adoptions, counts."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import distinct, func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.actions import credit_many_anew, recount_ratings
from registry.adoption.documents import render_adoption
from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.queries import list_of_component
from registry.adoption.vocabulary import RUNNING
from registry.artifacts.actions.entering import render_artifacts_of
from registry.catalogue.actions import keep_first_manifests
from registry.catalogue.documents import render_version
from registry.catalogue.models import Component, ComponentVersion, Requirement
from registry.catalogue.queries import counts_of
from registry.events.actions import record
from registry.events.audience import GOVERNMENT
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of

PORTION: Final = 500


def render_all_of(session: Session, component: Component) -> None:
    """Documents that hold a component's name: of its versions with their artifacts, of the versions that require it,
    of its adoptions. Another publisher may make these worth more or less: their credit is counted anew."""
    session.flush()
    required_by = select(Requirement.version_id).where(Requirement.component_id == component.id)
    render_versions(session, ComponentVersion.component_id == component.id)
    render_versions(session, ComponentVersion.id.in_(required_by))
    render_artifacts_of(session, component)
    found = []
    for adoption in adoptions_of(session, component):
        adoption.document, adoption.etag = render_adoption(adoption)
        found.append(adoption.id)
    credit_many_anew(session, found)


def render_versions(session: Session, condition: object) -> None:
    """Render anew the versions that meet a condition."""
    versions = session.scalars(
        select(ComponentVersion)
        .where(condition)  # type: ignore[arg-type]
        .options(
            joinedload(ComponentVersion.component, innerjoin=True),
            selectinload(ComponentVersion.requirements).joinedload(Requirement.component, innerjoin=True),
        )
    )
    for version in versions:
        requires = [{"component": row.component.full_name, "specifier": row.specifier} for row in version.requirements]
        version.document, version.etag = render_version(version, version.component.full_name, requires)


def adoptions_of(session: Session, component: Component) -> Iterator[Adoption]:
    """Every adoption of a component, some at a time."""
    after = 0
    while portion := list_of_component(session, component.id, after=after, limit=PORTION):
        yield from portion
        after = portion[-1].id


def recount(session: Session, component: Component, publisher_city: int | None) -> None:
    """Count anew who runs a component besides its publisher's own city, and who of them rates it."""
    session.flush()
    counts = counts_of(session, component.id, for_change=True)
    external = (Adoption.component_id == component.id) & Adoption.city_id.is_distinct_from(publisher_city)
    running = select(func.count(distinct(Adoption.city_id))).where(external, Adoption.stage.in_(RUNNING))
    counts.adopters = session.scalar(running) or 0
    counts.adoptions = session.scalar(select(func.count()).select_from(Adoption).where(external)) or 0
    recount_ratings(session, component.id, publisher_city)


def move_requirements(session: Session, source: Component, target: Component) -> None:
    """What required the one requires the other. A version that requires both, and the other's own, keep what they said:
    the old name leads on."""
    keeps = select(Requirement.version_id).where(Requirement.component_id == target.id)
    own = select(ComponentVersion.id).where(ComponentVersion.component_id == target.id)
    moved = select(Requirement.version_id).where(
        Requirement.component_id == source.id,
        Requirement.version_id.not_in(keeps),
        Requirement.version_id.not_in(own),
    )
    versions = list(session.scalars(moved))
    keep_first_manifests(session, versions)
    session.execute(
        update(Requirement)
        .where(Requirement.component_id == source.id, Requirement.version_id.in_(versions))
        .values(component_id=target.id)
        .execution_options(synchronize_session=False)
    )
    render_versions(session, ComponentVersion.id.in_(versions))


def move_adoptions(session: Session, actor: Actor, source: Component, target: Component) -> None:
    """Every adoption goes along. Where the same body has one in force for the target, the carried one ends that day and
    stays as history: a body uses a component once. Its version is the target's of the same number, else unknown."""
    numbered = {
        version.sort_key: version
        for version in session.scalars(select(ComponentVersion).where(ComponentVersion.component_id == target.id))
    }
    in_force = set(
        session.scalars(
            select(Adoption.beneficiary_id).where(Adoption.component_id == target.id, Adoption.stage != "retired")
        )
    )
    carried = []
    for adoption in adoptions_of(session, source):
        carried.append(adoption.id)
        before = adoption.stage
        adoption.component = target
        adoption.version = numbered.get(adoption.version.sort_key) if adoption.version else None
        if before != "retired":
            if adoption.beneficiary_id in in_force:
                adoption.stage, adoption.stage_since = "retired", today_of(session)
            _take_step(session, actor, adoption, f"{source.full_name} → {target.full_name}")
        session.flush()
        adoption.document, adoption.etag = render_adoption(adoption)
        _record(session, actor, adoption, source.full_name, before)
    credit_many_anew(session, carried)


def _take_step(session: Session, actor: Actor, adoption: Adoption, note: str) -> None:
    step = AdoptionStep(
        stage=adoption.stage,
        on=today_of(session),
        note=note,
        evidence=[],
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
    )
    step.version = adoption.version
    adoption.steps.append(step)
    if adoption.stage in RUNNING:
        adoption.attested_on, adoption.reminded_on = today_of(session), None


def _record(session: Session, actor: Actor, adoption: Adoption, previous: str, before: str) -> None:
    record(
        session,
        actor,
        type="adoption.carried_over",
        subject=f"{adoption.component.full_name}/adoptions/{adoption.public_id}",
        organisation_id=adoption.adopter_id,
        audience=GOVERNMENT,
        data={
            "adoption": str(adoption.public_id),
            "component": adoption.component.full_name,
            "previous": previous,
            "adopter": adoption.adopter.slug,
            "on_behalf_of": adoption.beneficiary.slug,
            "version": adoption.version.number if adoption.version else None,
            "from": before,
            "to": adoption.stage,
            "on": adoption.stage_since.isoformat(),
        },
    )
