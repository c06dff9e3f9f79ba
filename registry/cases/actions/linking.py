"""What a case is about: adoptions and projects of its city, components it knows, the call it answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.queries import get_adoption
from registry.cases.models import Campaign, Case, CaseAdoption, CaseComponent
from registry.cases.queries import get_campaign
from registry.catalogue.errors import ComponentRemoved
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.errors import Moved, NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import lineage_of
from registry.projects.models import Project
from registry.projects.queries import find_project


def campaign_named(session: Session, body: Organisation, campaign_id: UUID | None) -> Campaign | None:
    """The call that a case answers: any of the nation's, or one of an authority above the city."""
    if campaign_id is None:
        return None
    try:
        campaign = get_campaign(session, campaign_id)
    except NotFound as error:
        raise PayloadInvalid.of("/campaign", "没有这一征集。", "There is no such call.") from error
    asked = campaign.organiser.division_code if campaign.organiser is not None else None
    if asked is not None and asked not in lineage_of(session, body.division_code):
        raise PayloadInvalid.of(
            "/campaign", "该征集面向其他地区的城市。", "The call is to the cities of another division."
        )
    return campaign


def link(session: Session, actor: Actor, case: Case, facts: Mapping[str, Any]) -> None:
    """Say what a case is about, keeping the rows of what it was about already. Raises PayloadInvalid."""
    project = _project(session, case.organisation, facts.get("project"))
    adoptions = [
        _adoption(session, actor, case.organisation, adoption_id, f"/adoptions/{place}")
        for place, adoption_id in enumerate(facts.get("adoptions") or ())
    ]
    components = [
        _component(session, actor, name, f"/components/{place}")
        for place, name in enumerate(facts.get("components") or ())
    ]
    case.project = project
    kept = {row.adoption.id: row for row in case.adoptions}
    wanted = {adoption.id: adoption for adoption in adoptions}
    case.adoptions = [kept.get(key) or CaseAdoption(adoption=adoption) for key, adoption in wanted.items()]
    named = {row.component.id: row for row in case.components}
    chosen = {component.id: component for component in components}
    case.components = [named.get(key) or CaseComponent(component=each) for key, each in chosen.items()]


def _adoption(session: Session, actor: Actor, body: Organisation, adoption_id: UUID, pointer: str) -> Adoption:
    """An adoption by the city, or by another city of something that this one publishes."""
    try:
        adoption = get_adoption(session, actor, adoption_id)
    except NotFound:
        adoption = None
    if adoption is None or body.city_id not in {adoption.city_id, adoption.component.publisher.city_id}:
        raise PayloadInvalid.of(
            pointer,
            "须为本城市的采用，或对本城市组件的采用。",
            "It has to be this city's adoption, or of what it publishes.",
        )
    return adoption


def _component(session: Session, actor: Actor, name: str, pointer: str) -> Component:
    try:
        return get_component(session, actor, name)
    except (NotFound, ComponentRemoved, Moved) as error:
        raise PayloadInvalid.of(pointer, f"没有组件“{name}”。", f"There is no component '{name}'.") from error


def _project(session: Session, body: Organisation, project_id: UUID | None) -> Project | None:
    if project_id is None:
        return None
    project = find_project(session, project_id)
    if project is None or project.organisation.city_id != body.city_id:
        raise PayloadInvalid.of("/project", "没有本城市的这一项目。", "This city has no such project.")
    return project
