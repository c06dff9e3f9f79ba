"""What routes need to know: who decides for a body, and which authority a province has."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.applications.routing import Place, Stop, route_of
from registry.catalogue.models import Component
from registry.organisations.models import Organisation
from registry.organisations.queries import province_of


def route_for(session: Session, applicant: Organisation, beneficiary: Organisation, component: Component) -> list[Stop]:
    """The steps of the route of a component that a body applies for, for itself or on behalf of another."""
    province = province_of(session, beneficiary.division_code)
    place = Place(
        city=applicant.city_id or applicant.id,
        publisher=component.publisher_id,
        publisher_city=component.publisher.city_id,
        province=province,
        authority=_authority_of(session, province),
    )
    return route_of(component.details.get("sharing_scope"), place)


def _authority_of(session: Session, province: str | None) -> int | None:
    """The authority registered for a province; the first where several are."""
    if province is None:
        return None
    query = select(Organisation.id).where(
        Organisation.kind == "authority",
        Organisation.status == "registered",
        Organisation.division_code == province,
    )
    return session.scalar(query.order_by(Organisation.id).limit(1))
