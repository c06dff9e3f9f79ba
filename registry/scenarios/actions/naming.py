"""Components that lists, responses and roadmaps name: which they are, and which versions will do."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue.dependencies import TWICE, checked_specifier
from registry.catalogue.models import Component
from registry.catalogue.queries import find_component
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

UNKNOWN = Bilingual("没有找到该组件。", "There is no such component.")


class Named(NamedTuple):
    """A component and the versions of it that will do, in canonical spelling."""

    component: Component
    specifier: str


def named_component(
    session: Session, actor: Actor, full_name: str, pointer: str, kept: Collection[int] = ()
) -> Component:
    """A component that the caller may see, or that was named before. Raises PayloadInvalid at the pointer."""
    found = find_component(session, full_name)
    if found is None or not (found.id in kept or may_see(session, actor, found)):
        raise PayloadInvalid(errors=[FieldError(pointer, UNKNOWN)])
    return found


def named_parts(
    session: Session, actor: Actor, given: Iterable[Mapping[str, Any]], kept: Collection[int] = ()
) -> list[Named]:
    """The parts of a solution in their order.

    Raises PayloadInvalid for a component that is not there or stands twice, and for a specifier that is none or that no
    version can ever meet.
    """
    found: list[Named] = []
    errors: list[FieldError] = []
    for place, entry in enumerate(given):
        pointer = f"/solution/{place}"
        component = named_component(session, actor, entry["component"], f"{pointer}/component", kept)
        specifier, wrong = checked_specifier(entry.get("specifier") or "", f"{pointer}/specifier")
        errors += [wrong] if wrong else []
        if component.id in {named.component.id for named in found}:
            errors.append(FieldError(f"{pointer}/component", TWICE))
        found.append(Named(component, specifier))
    if errors:
        raise PayloadInvalid(errors=errors)
    return found
