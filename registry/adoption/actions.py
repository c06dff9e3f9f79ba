"""Changes to what a city runs."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.documents import render_adoption
from registry.adoption.errors import AdoptionTaken, NotAdoptable, NotEntitled, VersionYanked
from registry.adoption.lifecycle import check_transition
from registry.adoption.models import Adoption, AdoptionStep
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.actions import count_adoption
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import counts_of, find_version, get_component
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.events.audience import GOVERNMENT
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import Moved, NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import (
    find_organisation,
    get_in_force,
    lineage_of,
    share_a_cluster,
)


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
) -> Adoption:
    """Plan to run a component, at a version or at one not yet known.

    Raises AdoptionTaken while another adoption of it by the same body has not ended, NotAdoptable, VersionYanked,
    NotEntitled, or PayloadInvalid naming the field.
    """
    body = _adopting_body(session, adopter)
    actor.require("adoption:write", body.id)
    beneficiary = _beneficiary(session, body, on_behalf_of)
    wanted = _wanted_component(session, actor, component)
    if wanted.status not in ADOPTABLE:
        raise NotAdoptable(component=component, status=wanted.status)
    require_usable(wanted)
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
    adoption.operator = _operator(session, operator)
    adoption.version = _chosen_version(session, wanted, version) if version else None
    adoption.steps = []
    session.add(adoption)
    taken = AdoptionTaken(adopter=beneficiary.slug, component=component)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    if _is_external(adoption):
        count_adoption(session, wanted.id, adoptions=1)
    _take_step(session, actor, adoption, note=None, evidence=())
    _record(session, actor, adoption, "adoption.begun", before=None)
    return adoption


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
    # Whose use it is may move it too: a body that adopts on behalf of a city does not hold the city's adoption.
    holds = adoption.beneficiary_id in actor.acts_for
    actor.require("adoption:write", adoption.beneficiary_id if holds else adoption.adopter_id)
    chosen = adoption.version
    if version is not None:
        chosen = _chosen_version(session, adoption.component, version, running=adoption.version)
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
    _count_running(session, adoption, to)
    adoption.stage, adoption.stage_since, adoption.version = to, on or today, chosen
    _take_step(session, actor, adoption, note=note, evidence=evidence)
    kind = "adoption.upgraded" if before == to else "adoption.moved"
    _record(session, actor, adoption, kind, before=before)
    return adoption


def _begins_anew(adoption: Adoption, to: str, chosen: ComponentVersion | None) -> bool:
    """Whether a step takes something into use that did not run before. To say which version runs already takes none."""
    starts = to in RUNNING and adoption.stage not in RUNNING
    upgrades = chosen is not adoption.version and (adoption.version is not None or adoption.stage not in RUNNING)
    return starts or upgrades


def _adopting_body(session: Session, slug: str) -> Organisation:
    body = find_organisation(session, slug)
    if body is None or body.kind not in {"city", "authority"} or body.status == "draft":
        raise PayloadInvalid.of(
            "/adopter",
            f"“{slug}”不是已登记的城市、所属单位或主管单位。",
            f"'{slug}' is no registered city, unit of one, or authority.",
        )
    return get_in_force(session, slug)


def _wanted_component(session: Session, actor: Actor, full_name: str) -> Component:
    try:
        return get_component(session, actor, full_name, for_use=True)
    except Moved as moved:
        return get_component(session, actor, str(moved.facts["now"]), for_use=True)
    except NotFound as error:
        raise PayloadInvalid.of(
            "/component", f"没有找到组件“{full_name}”。", f"There is no component '{full_name}'."
        ) from error


def _beneficiary(session: Session, body: Organisation, on_behalf_of: str | None) -> Organisation:
    """Whose use it is. A body may adopt for a city it belongs to or leads, or for a partner of its cluster."""
    if on_behalf_of is None or on_behalf_of == body.slug:
        if body.kind != "city":
            raise PayloadInvalid.of(
                "/on_behalf_of",
                "主管单位须指明代哪个城市采用。",
                "An authority adopts on behalf of a city: name it.",
            )
        return body
    city = get_in_force(session, on_behalf_of, named_at="/on_behalf_of")
    leads = body.kind == "authority" and body.division_code in {None, *lineage_of(session, city.division_code)}
    same_city = body.city_id is not None and body.city_id == city.city_id
    if city.kind != "city" or not (leads or same_city or share_a_cluster(session, body.city_id or body.id, city.id)):
        raise NotEntitled(adopter=body.slug, beneficiary=on_behalf_of)
    return city


def _operator(session: Session, slug: str | None) -> Organisation | None:
    if slug is None:
        return None
    operator = find_organisation(session, slug)
    if operator is None or operator.kind == "assessor":
        raise PayloadInvalid.of(
            "/operator", f"没有可作为运营主体的单位“{slug}”。", f"There is no organisation '{slug}' that can operate."
        )
    return operator


def _chosen_version(
    session: Session, component: Component, number: str, running: ComponentVersion | None = None
) -> ComponentVersion:
    version = find_version(session, component.id, number)
    if version is None:
        raise PayloadInvalid.of(
            "/version",
            f"“{component.full_name}”没有版本 {number}。",
            f"'{component.full_name}' has no version {number}.",
        )
    if version.yanked_at is not None and version is not running:
        raise VersionYanked(component=component.full_name, number=version.number)
    return version


def _checked_day(on: date, today: date) -> date:
    if on > today:
        raise PayloadInvalid.of("/on", "日期不能晚于今天。", "The day must not lie in the future.")
    return on


def _is_external(adoption: Adoption) -> bool:
    """Whether it is reuse: by another city than the publisher's own."""
    return adoption.component.publisher.city_id != adoption.city_id


def _count_running(session: Session, adoption: Adoption, to: str) -> None:
    """Keep the number of cities that run the component: it moves with a city's first start and last end."""
    difference = (to in RUNNING) - (adoption.stage in RUNNING)
    if not difference or not _is_external(adoption):
        return
    counts_of(session, adoption.component_id, for_change=True)
    if not queries.city_runs(
        session,
        city_id=adoption.city_id,
        component_id=adoption.component_id,
        besides=adoption.id,
    ):
        count_adoption(session, adoption.component_id, adopters=difference)


def _take_step(
    session: Session,
    actor: Actor,
    adoption: Adoption,
    *,
    note: str | None,
    evidence: Sequence[Any],
) -> None:
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
    session.flush()
    adoption.document, adoption.etag = render_adoption(adoption)


def _record(session: Session, actor: Actor, adoption: Adoption, type: str, *, before: str | None) -> None:
    audience, readers = audience_of(session, adoption.component, otherwise=GOVERNMENT)
    record(
        session,
        actor,
        type=type,
        subject=f"{adoption.component.full_name}/adoptions/{adoption.public_id}",
        organisation_id=adoption.adopter_id,
        audience=audience,
        readers={*readers, adoption.beneficiary_id, adoption.component.publisher_id},
        data={
            "adoption": str(adoption.public_id),
            "component": adoption.component.full_name,
            "adopter": adoption.adopter.slug,
            "on_behalf_of": adoption.beneficiary.slug,
            "version": adoption.version.number if adoption.version else None,
            "from": before,
            "to": adoption.stage,
            "on": adoption.stage_since.isoformat(),
        },
    )
