"""What publishing would come to, without publishing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.components import describe_component, register_component
from registry.catalogue.actions.requirements import hold_graph
from registry.catalogue.actions.versions import publish_version
from registry.catalogue.checklist import ChecklistItem
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.rendering import checklist_of
from registry.kit.actor import Actor
from registry.kit.errors import FieldError, PayloadInvalid


class Checked(NamedTuple):
    """What would be there: the component with its status and checklist, and the version's number in canonical form.

    `is_new` says whether the component would be registered or has its description replaced. `warnings` keep nobody from
    publishing: what is required of others and is not there at present. `manifest` is the text that is signed; a
    component that is not registered yet has no id, and so none.
    """

    component: str
    is_new: bool
    status: str
    number: str | None
    quality: int
    checklist: list[ChecklistItem]
    warnings: list[FieldError]
    manifest: str | None


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
    if version is not None and version.get("requires"):
        hold_graph(session)
    try:
        component, is_new = _register_or_describe(session, actor, publisher, name, details)
        published = _publish(session, actor, component.full_name, version) if version is not None else None
        return Checked(
            component.full_name,
            is_new,
            component.status,
            published.number if published else None,
            component.quality,
            checklist_of(session, component),
            _warnings(session, published) if published else [],
            _manifest(session, component, published) if published and not is_new else None,
        )
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


def _publish(session: Session, actor: Actor, component: str, version: Mapping[str, Any]) -> ComponentVersion:
    try:
        return publish_version(session, actor, component=component, **version)
    except PayloadInvalid as refusal:
        below = [FieldError(f"/version{error.pointer}", error.detail) for error in refusal.errors]
        raise PayloadInvalid(errors=below) from refusal


def _manifest(session: Session, component: Component, version: ComponentVersion) -> str:
    return queries.first_manifest(session, component, version).content.decode()


def _warnings(session: Session, version: ComponentVersion) -> list[FieldError]:
    requirements = queries.list_requirements(session, version.id)
    places = {row.component_id: place for place, row in enumerate(requirements)}
    return [
        FieldError(f"/version/requires/{places[unmet.component_id]}/{unmet.field}", unmet.sentence)
        for unmet in queries.list_unmet(session, requirements)
    ]
