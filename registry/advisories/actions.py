"""Changes to advisories: publish, update, withdraw. None is ever deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from registry.advisories import queries
from registry.advisories.describing import described
from registry.advisories.documents import render_advisory
from registry.advisories.errors import AdvisoryWithdrawn
from registry.advisories.models import Advisory
from registry.advisories.numbering import next_identifier
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag


def publish_advisory(session: Session, actor: Actor, *, component: str, **told: Any) -> Advisory:
    """Tell what is wrong with some versions of a component. For its publisher and security administrators.

    Raises PayloadInvalid naming every place.
    """
    found = get_component(session, actor, component, for_use=True)
    require_right(actor, found)
    now = now_of(session)
    return enter(session, actor, found, told, identifier=None, published_at=now, modified_at=now)


def enter(
    session: Session,
    actor: Actor,
    component: Component,
    told: Mapping[str, Any],
    *,
    identifier: str | None,
    published_at: datetime,
    modified_at: datetime,
    withdrawn_at: datetime | None = None,
    withdrawal_reason: str | None = None,
) -> Advisory:
    """The same for a component at hand whose caller has the right; numbered here unless it brings an identifier."""
    advisory = Advisory(
        component=component,
        component_id=component.id,
        published_at=published_at,
        modified_at=modified_at,
        withdrawn_at=withdrawn_at,
        withdrawal_reason=withdrawal_reason,
        is_demo=component.is_demo,
    )
    describe(session, advisory, told)
    # Numbered last, when nothing more can be wrong: whoever comes next waits no longer than for the commit.
    advisory.identifier = identifier or next_identifier(session)
    session.add(advisory)
    session.flush()
    tell(session, actor, advisory, "advisory.published" if withdrawn_at is None else "advisory.withdrawn")
    return advisory


def update_advisory(
    session: Session, actor: Actor, *, identifier: str, expected_tag: str, told: Mapping[str, Any]
) -> Advisory:
    """Tell it anew. Raises Stale, AdvisoryWithdrawn, PayloadInvalid."""
    advisory = _own(session, actor, identifier)
    versions = queries.versions_of(session, (advisory.component_id,))[advisory.component_id]
    check_tag(render_advisory(advisory, versions).etag, expected_tag)
    if advisory.withdrawn_at is not None:
        raise AdvisoryWithdrawn(identifier=identifier)
    if describe(session, advisory, told):
        advisory.modified_at = now_of(session)
        session.flush()
        tell(session, actor, advisory, "advisory.updated")
    return advisory


def withdraw_advisory(session: Session, actor: Actor, *, identifier: str, reason: str) -> Advisory:
    """Say that it does not hold: it stays readable, and nobody is warned by it any more. Raises AdvisoryWithdrawn."""
    advisory = _own(session, actor, identifier)
    if advisory.withdrawn_at is not None:
        raise AdvisoryWithdrawn(identifier=identifier)
    advisory.withdrawn_at = advisory.modified_at = now_of(session)
    advisory.withdrawal_reason = reason
    session.flush()
    tell(session, actor, advisory, "advisory.withdrawn", reason=reason)
    return advisory


def describe(session: Session, advisory: Advisory, told: Mapping[str, Any]) -> bool:
    """Put what is told into an advisory; whether that changed anything."""
    component = advisory.component
    known = {version.key: version.number for version in queries.versions_of(session, (component.id,))[component.id]}
    found = described(component.full_name, known, told)
    columns = {
        "details": found.details,
        "affected": found.affected,
        "fixed_in": found.fixed_in,
        "severity": found.rating.level,
        "score_tenths": found.rating.tenths,
    }
    if all(getattr(advisory, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(advisory, name, value)
    return True


def require_right(actor: Actor, component: Component) -> None:
    """Refuse who is neither the component's publisher nor a security administrator."""
    if not actor.holds("security:admin"):
        actor.require("catalogue:write", component.publisher_id, component.name)


def tell(session: Session, actor: Actor, advisory: Advisory, type: str, **more: Any) -> None:
    """Record what happened to it, for those who may see the component."""
    component = advisory.component
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    record(
        session,
        actor,
        type=type,
        subject=f"{component.full_name}/advisories/{advisory.identifier}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers,
        data={
            "advisory": advisory.identifier,
            "component": component.full_name,
            "severity": advisory.severity,
            "fixed_in": advisory.fixed_in,
            **more,
        },
    )


def _own(session: Session, actor: Actor, identifier: str) -> Advisory:
    advisory = queries.get_advisory(session, actor, identifier, for_change=True)
    require_right(actor, advisory.component)
    return advisory
