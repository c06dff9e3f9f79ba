"""Withdrawing a version from new use, and taking that back."""

from typing import Any

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.lifecycle import own
from registry.catalogue.actions.requirements import count_edges, hold_graph, require_no_cycle
from registry.catalogue.actions.versions import record_version
from registry.catalogue.documents import render_version
from registry.catalogue.errors import AlreadyYanked
from registry.catalogue.lifecycle import GONE
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.quarantine import require_usable
from registry.kit.actor import Actor
from registry.kit.clock import now_of


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
    hold_graph(session)
    row = own(session, actor, component)
    version = queries.get_version(session, row, number)
    if version.yanked_at is not None:
        raise AlreadyYanked(component=component, number=version.number)
    version.yanked_at = now_of(session)
    version.yank_reason, version.yank_message = reason, message
    count_edges(session, row.id, _required(session, version), -1)
    _changed(session, actor, row, version, "version.yanked", reason=reason, message=message)
    return version


def withdraw_yank(session: Session, actor: Actor, *, component: str, number: str) -> ComponentVersion:
    """Take a yank back; does nothing when the version is not yanked. Raises DependencyCycle, Quarantined."""
    hold_graph(session)
    row = own(session, actor, component)
    version = queries.get_version(session, row, number)
    if version.yanked_at is not None:
        require_usable(row)
        required = _required(session, version)
        require_no_cycle(session, actor, row, required)
        count_edges(session, row.id, required, +1)
        version.yanked_at = version.yank_reason = version.yank_message = None
        _changed(session, actor, row, version, "version.yank_withdrawn")
    return version


def _required(session: Session, version: ComponentVersion) -> list[int]:
    """What a version requires of components that are still there."""
    rows = queries.list_requirements(session, version.id)
    return [
        row.component_id
        for row in rows
        if row.component.status not in GONE and row.component_id != version.component_id
    ]


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
    version.document, version.etag = render_version(version, component.full_name, requires)
    record_version(session, actor, component, version, event, **data)
