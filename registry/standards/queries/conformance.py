"""Questions about claims of conformance."""

from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, ComponentVersion, SupplierClaim
from registry.catalogue.stewards import is_preparer
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.organisations.models import Organisation
from registry.organisations.queries import ids_acted_for
from registry.standards.models import ConformanceClaim, Standard

SUPPLYING: Final = ("claimed", "confirmed")
STANDING: Final = ("verified", "claimed")


class Conforming(NamedTuple):
    """A component that conforms to a standard: by which version, and how far that is proved."""

    component: str
    title: dict[str, str]
    is_demo: bool
    version: str
    status: str
    verifier: dict[str, str] | None


def get_claim(session: Session, version_id: int, claim_id: UUID, *, for_change: bool = False) -> ConformanceClaim:
    """A claim of a version with all its document names."""
    query = _whole(
        select(ConformanceClaim).where(
            ConformanceClaim.public_id == claim_id, ConformanceClaim.version_id == version_id
        )
    )
    if for_change:
        query = query.with_for_update(of=ConformanceClaim).execution_options(populate_existing=True)
    claim = session.scalar(query)
    if claim is None:
        raise NotFound(what=str(claim_id))
    return claim


def find_claim(session: Session, version_id: int, standard_id: int) -> ConformanceClaim | None:
    return session.scalar(
        _whole(
            select(ConformanceClaim).where(
                ConformanceClaim.version_id == version_id, ConformanceClaim.standard_id == standard_id
            )
        ).with_for_update(of=ConformanceClaim)
    )


def list_claims(session: Session, version_id: int) -> list[ConformanceClaim]:
    """Every claim of a version, in the order they were first made."""
    query = select(ConformanceClaim).where(ConformanceClaim.version_id == version_id).order_by(ConformanceClaim.id)
    return list(session.scalars(_whole(query)))


def list_claims_of_component(session: Session, component_id: int) -> list[ConformanceClaim]:
    """What stands or was rejected of a component's versions, the greatest version first."""
    query = (
        select(ConformanceClaim)
        .join(ComponentVersion, ComponentVersion.id == ConformanceClaim.version_id)
        .join(Standard, Standard.id == ConformanceClaim.standard_id)
        .where(ComponentVersion.component_id == component_id, ConformanceClaim.status != "withdrawn")
        .order_by(ComponentVersion.sort_key.desc(), Standard.slug)
    )
    return list(session.scalars(_whole(query)))


def list_conforming(session: Session, actor: Actor, standard_id: int, limit: int) -> list[Conforming]:
    """The components that conform, verified ones first: each by the best that is claimed of its versions."""
    verified_first = case((ConformanceClaim.status == "verified", 0), else_=1)
    rows = session.execute(
        select(
            Component.full_name,
            Component.details,
            Component.is_demo,
            ComponentVersion.number,
            ConformanceClaim.status,
            Organisation.name,
        )
        .join(ComponentVersion, ComponentVersion.id == ConformanceClaim.version_id)
        .join(Component, Component.id == ComponentVersion.component_id)
        .outerjoin(Organisation, Organisation.id == ConformanceClaim.verifier_id)
        .where(
            ConformanceClaim.standard_id == standard_id,
            ConformanceClaim.status.in_(STANDING),
            ComponentVersion.yanked_at.is_(None),
            visible_to(actor),
        )
        .order_by(verified_first, Component.full_name, ComponentVersion.sort_key.desc())
        .limit(limit)
    )
    best: dict[str, Conforming] = {}
    for name, details, is_demo, number, status, verifier in rows:
        best.setdefault(name, Conforming(name, details["title"], is_demo, number, status, verifier))
    return list(best.values())


def has_interest(session: Session, organisation: Organisation, component: Component) -> bool:
    """Whether an organisation is on the publisher's side, or takes part in the component or supplies it."""
    publisher = component.publisher
    if publisher.id in ids_acted_for(session, organisation.id) or organisation.id in ids_acted_for(
        session, publisher.id
    ):
        return True
    if organisation.city_id is not None and organisation.city_id == publisher.city_id:
        return True
    if organisation.slug in _named(component.details):
        return True
    if organisation.id in {component.prepared_by_id, component.entered_by_id}:
        return True
    return is_preparer(session, publisher.id, organisation.id) or _supplies(session, organisation.id, component.id)


def _named(details: dict[str, Any]) -> set[str]:
    """Whom a description names as taking part."""
    maintainer = details.get("maintenance", {}).get("maintainer")
    return {maintainer, *details.get("contributors", ()), *details.get("co_owners", ())}


def _supplies(session: Session, organisation_id: int, component_id: int) -> bool:
    query = select(SupplierClaim.id).where(
        SupplierClaim.component_id == component_id,
        SupplierClaim.supplier_id == organisation_id,
        or_(*(SupplierClaim.status == status for status in SUPPLYING)),
    )
    return session.scalar(query.limit(1)) is not None


def _whole(query: Select[ConformanceClaim]) -> Select[ConformanceClaim]:
    return query.options(
        joinedload(ConformanceClaim.version, innerjoin=True),
        joinedload(ConformanceClaim.standard, innerjoin=True),
        joinedload(ConformanceClaim.verifier),
    )
