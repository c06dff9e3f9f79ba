"""Whether what is applied for can be applied for: asked before anything is written, for a preview and in earnest."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.actions.describing import NO_CREDENTIALS
from registry.adoption.actions.entitling import adoptable_component, beneficiary_of, operator_named
from registry.adoption.actions.stepping import chosen_version
from registry.adoption.credentials import secret_places
from registry.adoption.errors import AdoptionTaken
from registry.adoption.models import Adoption
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.organisations.models import Organisation

TWICE = Bilingual("同一单位的同一组件只能申请一次。", "A component is applied for once for each body.")


class Wanted(NamedTuple):
    """One item that can be applied for."""

    component: Component
    version: ComponentVersion | None
    beneficiary: Organisation
    operator: Organisation | None


def wanted_items(
    session: Session, actor: Actor, body: Organisation, items: Sequence[Mapping[str, Any]]
) -> list[Wanted]:
    """The items of an application, in their order.

    Raises what beginning each of them as an adoption would raise, with pointers into `/items`.
    """
    found: list[Wanted] = []
    seen: set[tuple[int, int]] = set()
    for place, item in enumerate(items):
        with _at(place):
            wanted = _wanted(session, actor, body, item)
            key = (wanted.component.id, wanted.beneficiary.id)
            if key in seen:
                raise PayloadInvalid(errors=[FieldError("/component", TWICE)])
            seen.add(key)
            found.append(wanted)
    return found


def _wanted(session: Session, actor: Actor, body: Organisation, item: Mapping[str, Any]) -> Wanted:
    beneficiary = beneficiary_of(session, body, item.get("on_behalf_of"))
    component = adoptable_component(session, actor, item["component"])
    if _is_adopted(session, component, beneficiary):
        raise AdoptionTaken(adopter=beneficiary.slug, component=component.full_name)
    check_configuration(item.get("configuration") or {})
    number = item.get("version")
    version = chosen_version(session, component, number) if number else None
    return Wanted(component, version, beneficiary, operator_named(session, item.get("operator")))


def check_configuration(configuration: Mapping[str, Any], pointer: str = "/configuration") -> None:
    """Refuse texts that look like credentials. Raises PayloadInvalid naming each."""
    if places := list(secret_places(dict(configuration), pointer)):
        raise PayloadInvalid(errors=[FieldError(place, NO_CREDENTIALS) for place in places])


def _is_adopted(session: Session, component: Component, beneficiary: Organisation) -> bool:
    in_force = select(Adoption.id).where(
        Adoption.component_id == component.id,
        Adoption.beneficiary_id == beneficiary.id,
        Adoption.stage != "retired",
    )
    return session.scalar(in_force.limit(1)) is not None


@contextmanager
def _at(place: int) -> Iterator[None]:
    """Fields that need correction are named within the list they stand in."""
    try:
        yield
    except PayloadInvalid as invalid:
        within = [FieldError(f"/items/{place}{error.pointer}", error.detail) for error in invalid.errors]
        raise PayloadInvalid(errors=within) from invalid
