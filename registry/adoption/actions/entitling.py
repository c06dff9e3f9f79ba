"""Who may adopt what, for whom: asked when an adoption begins, and before, when it is applied for."""

from sqlalchemy.orm import Session

from registry.adoption.errors import NotAdoptable, NotEntitled
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.errors import Moved, NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation, get_in_force, lineage_of, share_a_cluster


def adopting_body(session: Session, slug: str, *, named_at: str = "/adopter") -> Organisation:
    """A body that may adopt: a city, a unit of one, or an authority. `named_at` points to the field that named it."""
    body = find_organisation(session, slug)
    if body is None or body.kind not in {"city", "authority"} or body.status == "draft":
        raise PayloadInvalid.of(
            named_at,
            f"“{slug}”不是已登记的城市、所属单位或主管单位。",
            f"'{slug}' is no registered city, unit of one, or authority.",
        )
    return get_in_force(session, slug)


def adoptable_component(session: Session, actor: Actor, full_name: str) -> Component:
    """A component that the caller sees and that takes new adoptions, under its present name or an old one.

    Raises NotAdoptable, Quarantined, or PayloadInvalid at `/component`.
    """
    wanted = _wanted_component(session, actor, full_name)
    if wanted.status not in ADOPTABLE:
        raise NotAdoptable(component=full_name, status=wanted.status)
    require_usable(wanted)
    return wanted


def _wanted_component(session: Session, actor: Actor, full_name: str) -> Component:
    try:
        return get_component(session, actor, full_name, for_use=True)
    except Moved as moved:
        return get_component(session, actor, str(moved.facts["now"]), for_use=True)
    except NotFound as error:
        raise PayloadInvalid.of(
            "/component", f"没有找到组件“{full_name}”。", f"There is no component '{full_name}'."
        ) from error


def beneficiary_of(session: Session, body: Organisation, on_behalf_of: str | None) -> Organisation:
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


def operator_named(session: Session, slug: str | None) -> Organisation | None:
    """Who is to operate it; anybody but an assessor can."""
    if slug is None:
        return None
    operator = find_organisation(session, slug)
    if operator is None or operator.kind == "assessor":
        raise PayloadInvalid.of(
            "/operator", f"没有可作为运营主体的单位“{slug}”。", f"There is no organisation '{slug}' that can operate."
        )
    return operator
