"""What publishing would come to, without publishing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.components import describe_component, register_component
from registry.catalogue.actions.versions import publish_version
from registry.catalogue.checklist import ChecklistItem
from registry.catalogue.models import Component
from registry.catalogue.rendering import checklist_of
from registry.kit.actor import Actor
from registry.kit.errors import FieldError, PayloadInvalid


class Checked(NamedTuple):
    """What would be there: the component with its status and checklist, and the version's number in canonical form.

    `is_new` says whether the component would be registered or has its description replaced.
    """

    component: str
    is_new: bool
    status: str
    number: str | None
    quality: int
    checklist: list[ChecklistItem]


def check_publication(
    session: Session,
    actor: Actor,
    *,
    publisher: str,
    name: str,
    details: Mapping[str, Any],
    version: Mapping[str, Any] | None = None,
) -> Checked:
    """Register or describe a component and publish its version, then take everything back: nothing is changed.

    Raises whatever these would raise; errors of the version's fields are named below `/version`.
    """
    attempt = session.begin_nested()
    try:
        component, is_new = _register_or_describe(session, actor, publisher, name, details)
        number = _publish(session, actor, component.full_name, version) if version is not None else None
        said = checklist_of(session, component)
        return Checked(component.full_name, is_new, component.status, number, component.quality, said)
    finally:
        attempt.rollback()


def _register_or_describe(
    session: Session, actor: Actor, publisher: str, name: str, details: Mapping[str, Any]
) -> tuple[Component, bool]:
    present = queries.find_component(session, f"{publisher}/{name}")
    if present is None:
        return register_component(session, actor, publisher=publisher, name=name, details=details), True
    # Also where nothing differs: whether the caller may is to be told either way.
    tag = present.etag
    return describe_component(session, actor, component=present.full_name, details=details, expected_tag=tag), False


def _publish(session: Session, actor: Actor, component: str, version: Mapping[str, Any]) -> str:
    try:
        return publish_version(session, actor, component=component, **version).number
    except PayloadInvalid as refusal:
        below = [FieldError(f"/version{error.pointer}", error.detail) for error in refusal.errors]
        raise PayloadInvalid(errors=below) from refusal
