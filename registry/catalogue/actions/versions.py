"""Publishing versions, yanking them, and taking a yank back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue import queries, stewards
from registry.catalogue.actions.lifecycle import own, render, submit, writable
from registry.catalogue.documents import render_version
from registry.catalogue.errors import AlreadyYanked, ComponentRetired, NotTakenOver, VersionTaken
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentVersion, Requirement
from registry.catalogue.versioning import (
    VersionNumber,
    VersionUnreadable,
    read_specifier,
    read_version,
)
from registry.catalogue.visibility import audience_of, may_see
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
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
) -> ComponentVersion:
    """Publish a version for ever. The first one submits the component for listing; an entity that prepares it submits
    it by a step of its own, once all versions are there.

    Raises VersionTaken when it was published before in any spelling (1.0 is 1.0.0.0), PayloadInvalid naming the field,
    ComponentRetired, NotTakenOver, WaitsForOwner.
    """
    return publish(
        session,
        actor,
        writable(session, actor, component),
        number=number,
        label=label,
        notes=notes,
        requires=requires,
        platforms=platforms,
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
) -> ComponentVersion:
    """The same for a component that is at hand and whose publisher is the caller."""
    if component.status == "retired":
        raise ComponentRetired(component=component.full_name)
    if component.status == "proposed":
        raise NotTakenOver(component=component.full_name)
    reading = readable(number)
    needed = _checked_requirements(session, actor, component, requires)
    version = ComponentVersion(
        public_id=new_id(),
        component_id=component.id,
        number=reading.number,
        label=label if label is not None else (number if number != reading.number else None),
        sort_key=reading.sort_key,
        is_prerelease=reading.is_prerelease,
        notes=dict(notes or {}),
        platforms=list(platforms),
        published_at=now_of(session),
    )
    # Rendered before it is written: afterwards it would be written twice.
    _render(version, component, [{"component": t.full_name, "specifier": s} for t, s in needed])
    session.add(version)
    taken = VersionTaken(component=component.full_name, number=reading.number)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    session.add_all(
        Requirement(version_id=version.id, component_id=target.id, specifier=specifier) for target, specifier in needed
    )
    if component.status == "draft" and not stewards.prepares(session, actor, component):
        submit(session, actor, component)
    _record(session, actor, component, version, "version.published")
    return version


def yank_version(
    session: Session,
    actor: Actor,
    *,
    component: str,
    number: str,
    reason: str,
    message: str = "",
) -> ComponentVersion:
    """Withdraw a version from new use, with a reason. Who runs it keeps it. Raises AlreadyYanked."""
    row = own(session, actor, component)
    version = queries.get_version(session, row, number)
    if version.yanked_at is not None:
        raise AlreadyYanked(component=component, number=version.number)
    version.yanked_at = now_of(session)
    version.yank_reason, version.yank_message = reason, message
    _changed(session, actor, row, version, "version.yanked", reason=reason, message=message)
    return version


def withdraw_yank(session: Session, actor: Actor, *, component: str, number: str) -> ComponentVersion:
    """Take a yank back; does nothing when the version is not yanked."""
    row = own(session, actor, component)
    version = queries.get_version(session, row, number)
    if version.yanked_at is not None:
        version.yanked_at = version.yank_reason = version.yank_message = None
        _changed(session, actor, row, version, "version.yank_withdrawn")
    return version


def _changed(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    event: str,
    **data: Any,
) -> None:
    requires = [
        {"component": row.component.full_name, "specifier": row.specifier}
        for row in queries.list_requirements(session, version.id)
    ]
    _render(version, component, requires)
    _record(session, actor, component, version, event, **data)


def _render(version: ComponentVersion, component: Component, requires: list[dict[str, str]]) -> None:
    version.document, version.etag = render_version(version, component.full_name, requires)


def _record(
    session: Session,
    actor: Actor,
    component: Component,
    version: ComponentVersion,
    event: str,
    **data: Any,
) -> None:
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


def _checked_requirements(
    session: Session, actor: Actor, component: Component, requires: Sequence[Mapping[str, str]]
) -> list[tuple[Component, str]]:
    """The required components with their specifiers in canonical spelling; every mistake is named at its place."""
    errors: list[FieldError] = []
    needed: dict[int, tuple[Component, str]] = {}
    for place, requirement in enumerate(requires):
        target = queries.find_component(session, requirement["component"], for_use=True)
        if target is None or not may_see(session, actor, target):
            errors.append(_requirement_error(place, "component", "没有找到该组件。", "There is no such component."))
            continue
        if target.is_restricted and not component.is_restricted:
            errors.append(
                _requirement_error(
                    place,
                    "component",
                    "该组件仅部分城市群可见，公开组件不能依赖它。",
                    "Only some clusters see it, so what everybody sees cannot require it.",
                )
            )
            continue
        if target.id == component.id or target.id in needed:
            errors.append(
                _requirement_error(place, "component", "不能依赖自身或重复列出。", "Neither itself nor twice.")
            )
            continue
        try:
            needed[target.id] = (target, str(read_specifier(requirement["specifier"])))
        except ValueError:
            errors.append(
                _requirement_error(
                    place, "specifier", "须为版本约束，例如 >=1.2,<2。", "Must be a specifier such as >=1.2,<2."
                )
            )
    if errors:
        raise PayloadInvalid(errors=errors)
    return list(needed.values())


def _requirement_error(place: int, field: str, zh: str, en: str) -> FieldError:
    return FieldError(f"/requires/{place}/{field}", Bilingual(zh, en))
