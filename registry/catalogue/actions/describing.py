"""Giving a component its description, with everything that follows from it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.catalogue.describing import Details, checked
from registry.catalogue.models import Component, ComponentCluster, ComponentCoOwner
from registry.catalogue.references import mistaken_references
from registry.kit.actor import Actor
from registry.kit.errors import FieldError
from registry.organisations.models import Organisation
from registry.organisations.queries import cluster_ids
from registry.taxonomies.queries import current_taxonomies

_CLUSTERS, _CO_OWNERS = (ComponentCluster.__table__, ComponentCoOwner.__table__)


def described(
    session: Session,
    actor: Actor,
    owner: Organisation,
    name: str,
    details: Mapping[str, Any],
    *,
    before: Mapping[str, Any] | None = None,
    is_imported: bool = False,
) -> Details:
    """The description as it is kept; raises PayloadInvalid naming every wrong field at once.

    What an imported file names is kept as it stands: the file knows nothing of who is registered here.
    """
    mistakes: Iterable[FieldError] = ()
    if not is_imported:
        mistakes = mistaken_references(session, actor, owner, name, details, before or {})
    return checked(details, current_taxonomies(session), mistakes)


def is_restricted(details: Mapping[str, Any]) -> bool:
    """Whether only some clusters may see what is described like this."""
    return bool(details.get("visible_to_clusters"))


def note_who_sees(session: Session, component: Component) -> None:
    """Keep the clusters and co-owners that the description names as rows, beside it, where queries find them."""
    component.is_restricted = is_restricted(component.details)
    held = {_CLUSTERS: "cluster_id", _CO_OWNERS: "organisation_id"}
    for table, rows in audience_rows(session, {component.id: component.details}).items():
        column = held[table]
        present = set(session.scalars(select(table.c[column]).where(table.c.component_id == component.id)))
        wanted = {row[column] for row in rows}
        if present - wanted:
            gone = table.c[column].in_(present - wanted)
            session.execute(delete(table).where(table.c.component_id == component.id, gone))
        if added := [row for row in rows if row[column] not in present]:
            session.execute(table.insert(), added)


def audience_rows(session: Session, described: Mapping[int, Mapping[str, Any]]) -> dict[Any, list[dict[str, int]]]:
    """The rows of clusters and of co-owners that these descriptions, by component, ask for."""
    clusters = cluster_ids(session, _named(described, "visible_to_clusters"))
    slugs = _named(described, "co_owners")
    known = select(Organisation.slug, Organisation.id).where(Organisation.slug.in_(slugs))
    owners = {slug: identifier for slug, identifier in session.execute(known)} if slugs else {}
    return {
        _CLUSTERS: _rows(described, "visible_to_clusters", "cluster_id", clusters),
        _CO_OWNERS: _rows(described, "co_owners", "organisation_id", owners),
    }


def _named(described: Mapping[int, Mapping[str, Any]], field: str) -> set[str]:
    return {slug for details in described.values() for slug in details.get(field, ())}


def _rows(
    described: Mapping[int, Mapping[str, Any]], field: str, column: str, ids: Mapping[str, int]
) -> list[dict[str, int]]:
    return [
        {"component_id": component, column: ids[slug]}
        for component, details in described.items()
        for slug in dict.fromkeys(details.get(field, ()))
        if slug in ids
    ]
