"""Publishing versions."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue import queries, stewards
from registry.catalogue.actions.lifecycle import render, submit, writable
from registry.catalogue.actions.requirements import (
    checked_requires,
    count_edges,
    hold_graph,
    require_no_cycle,
)
from registry.catalogue.actions.signatures import accept_signature
from registry.catalogue.actions.witnessing import tell_witnesses
from registry.catalogue.documents import render_version
from registry.catalogue.errors import ComponentRetired, NotTakenOver, VersionTaken
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentVersion, Requirement
from registry.catalogue.quarantine import require_usable
from registry.catalogue.versioning import VersionNumber, VersionUnreadable, read_version
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.kit.identity import new_id


def publish_version(
    session: Session,
    actor: Actor,
    *,
    component: str,
    number: str,
    label: str | None = None,
    notes: Mapping[str, str] | None = None,
    requires: Sequence[Mapping[str, str]] = (),
    platforms: Sequence[str] = (),
    platform_requirements: Sequence[Mapping[str, Any]] = (),
    external_requirements: Sequence[Mapping[str, Any]] = (),
    signature: Mapping[str, str] | None = None,
) -> ComponentVersion:
    """Publish a version for ever. The first one submits the component for listing; an entity that prepares it submits
    it by a step of its own, once all versions are there.

    Raises VersionTaken when it was published before in any spelling (1.0 is 1.0.0.0), PayloadInvalid naming the field,
    ComponentRetired, NotTakenOver, WaitsForOwner, Quarantined, DependencyCycle naming the way round. `signature` is
    one `{key, signature}` over manifest 1: raises SignatureInvalid or KeyUnusable when it is not good, and nothing is
    there.
    """
    if requires:
        hold_graph(session)
    return publish(
        session,
        actor,
        writable(session, actor, component),
        number=number,
        label=label,
        notes=notes,
        requires=requires,
        platforms=platforms,
        platform_requirements=platform_requirements,
        external_requirements=external_requirements,
        signature=signature,
    )


def publish(
    session: Session,
    actor: Actor,
    component: Component,
    *,
    number: str,
    label: str | None,
    notes: Mapping[str, str] | None = None,
    requires: Sequence[Mapping[str, str]] = (),
    platforms: Sequence[str] = (),
    platform_requirements: Sequence[Mapping[str, Any]] = (),
    external_requirements: Sequence[Mapping[str, Any]] = (),
    signature: Mapping[str, str] | None = None,
) -> ComponentVersion:
    """The same for a component that is at hand and whose publisher is the caller."""
    if component.status == "retired":
        raise ComponentRetired(component=component.full_name)
    if component.status == "proposed":
        raise NotTakenOver(component=component.full_name)
    require_usable(component)
    if requires:
        hold_graph(session)
    reading = readable(number)
    needs = checked_requires(
        session,
        actor,
        component,
        is_restricted=component.is_restricted,
        requires=requires,
        platform_requirements=platform_requirements,
        external_requirements=external_requirements,
    )
    required = [target.id for target, _ in needs.components]
    require_no_cycle(session, actor, component, required)
    version = ComponentVersion(
        public_id=new_id(),
        component_id=component.id,
        number=reading.number,
        label=label if label is not None else (number if number != reading.number else None),
        sort_key=reading.sort_key,
        is_prerelease=reading.is_prerelease,
        notes=dict(notes or {}),
        platforms=list(platforms),
        platform_requirements=needs.platforms,
        external_requirements=needs.externals,
        published_at=now_of(session),
    )
    # Rendered before it is written: afterwards it would be written twice.
    _render(version, component, needs.documents)
    session.add(version)
    taken = VersionTaken(component=component.full_name, number=reading.number)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    session.add_all(
        Requirement(version_id=version.id, component_id=target.id, specifier=specifier)
        for target, specifier in needs.components
    )
    count_edges(session, component.id, required, +1)
    if component.status == "draft" and not stewards.prepares(session, actor, component):
        submit(session, actor, component)
    record_version(session, actor, component, version, "version.published")
    if signature is not None:
        stated = queries.first_manifest(session, component, version)
        accept_signature(session, actor, component, version, stated, signature, below="/signature")
    tell_witnesses(session, actor, version)
    return version


def _render(version: ComponentVersion, component: Component, requires: list[dict[str, str]]) -> None:
    version.document, version.etag = render_version(version, component.full_name, requires)


def record_version(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    event: str,
    **data: Any,
) -> None:
    """Render a component whose versions have changed, and record how."""
    render(session, component)
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    record(
        session,
        actor,
        type=event,
        subject=f"{component.full_name}/versions/{version.number}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={"component": component.full_name, "version": version.number, **data},
    )


def readable(number: str) -> VersionNumber:
    """The version in canonical spelling; raises PayloadInvalid with the nearest valid spelling."""
    try:
        return read_version(number)
    except VersionUnreadable as error:
        hint = error.suggestion
        raise PayloadInvalid.of(
            "/number",
            "版本号须符合 PEP 440 且不含本地段" + (f"，例如 {hint}。" if hint else "，例如 1.4.2 或 2.0.0rc1。"),
            "A version follows PEP 440, without a local part"
            + (f"; the nearest valid spelling is {hint}." if hint else ", such as 1.4.2 or 2.0.0rc1."),
        ) from error
