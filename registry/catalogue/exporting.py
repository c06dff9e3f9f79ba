"""Putting together what an export tells of a component."""

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.publiccode.facts import Facts, Need, Release
from registry.catalogue.publiccode.telling import Label
from registry.catalogue.publiccode.writer import write_publiccode
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI
from registry.organisations.queries import names_of


def export_publiccode(session: Session, actor: Actor, *, component: str, root: str, label: Label) -> str:
    """A component as publiccode.yml, for a caller who may see it. `root` is where this registry is.

    Raises NotFound, ComponentRemoved, and ExportIncomplete for what cannot be written as the standard wants it.
    """
    found = queries.get_component(session, actor, component)
    return write_publiccode(found.details, _facts(session, found, root), label)


def _facts(session: Session, component: Component, root: str) -> Facts:
    latest = queries.find_latest(session, component.id)
    maintainer = (component.details.get("maintenance") or {}).get("maintainer")
    return Facts(
        identifier=str(component.public_id),
        full_name=component.full_name,
        status=component.status,
        is_demo=component.is_demo,
        publisher=component.publisher.name,
        division_code=component.publisher.division_code,
        root=root,
        release=_release(latest) if latest else None,
        needs=_needs(session, latest) if latest else (),
        externals=tuple(latest.external_requirements) if latest else (),
        names=names_of(session, {maintainer}) if maintainer else {},
    )


def _release(version: ComponentVersion) -> Release:
    day = version.published_at.astimezone(SHANGHAI).date()
    return Release(version.number, version.label, day, version.is_prerelease)


def _needs(session: Session, version: ComponentVersion) -> tuple[Need, ...]:
    rows = queries.list_requirements(session, version.id)
    return tuple(Need(row.component.full_name, row.specifier, str(row.component.details["license"])) for row in rows)
