"""Beginning an adoption: who may, for whom, of what."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.adoption.actions.stepping import chosen_version, is_external, take_step, tell_step
from registry.adoption.errors import AdoptionTaken, NotAdoptable, NotEntitled
from registry.adoption.models import Adoption
from registry.catalogue.actions import count_adoption
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import Moved, NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation, get_in_force, lineage_of, share_a_cluster


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
    adoption.version = chosen_version(session, wanted, version) if version else None
    adoption.steps = []
    session.add(adoption)
    taken = AdoptionTaken(adopter=beneficiary.slug, component=component)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    if is_external(adoption):
        count_adoption(session, wanted.id, adoptions=1)
    take_step(session, actor, adoption, note=None, evidence=())
    tell_step(session, actor, adoption, "adoption.begun", before=None)
    return adoption


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


def _checked_day(on: date, today: date) -> date:
    if on > today:
        raise PayloadInvalid.of("/on", "日期不能晚于今天。", "The day must not lie in the future.")
    return on
