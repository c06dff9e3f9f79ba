"""The pages of a component and of its versions."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import orjson
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.models import Component, ComponentVersion, Requirement
from registry.catalogue.pages.blueprint import blueprint
from registry.catalogue.platforms import by_layer
from registry.catalogue.quality import THRESHOLD
from registry.catalogue.queries import Dependent
from registry.catalogue.rendering import blocks_of
from registry.catalogue.reuse import ShownCount, shown_count
from registry.kit.actor import Actor
from registry.kit.paging import Page
from registry.organisations.queries import names_of, names_of_clusters
from registry.web.context import current_actor, current_session, services

VERSIONS_SHOWN: Final = 20
DEPENDENTS_SHOWN: Final = 100


class Needs(NamedTuple):
    """What a version needs, and which components need it: each once, by what it published last."""

    requires: list[Requirement]
    dependents: list[Dependent]
    more_dependents: bool


@blueprint.get("/components/<publisher>/<name>")
def component(publisher: str, name: str) -> str:
    """A component: what it is, who keeps it, its versions, how many cities run it and how to adopt it."""
    session, actor = current_session(), current_actor()
    found = queries.get_component(session, actor, f"{publisher}/{name}")
    latest = queries.find_latest(session, found.id)
    versions, older = _versions(session, found)
    return render_template(
        "component.html",
        component=found,
        details=found.details,
        latest=latest,
        versions=versions,
        older=older,
        needs=_needs(session, actor, found, latest),
        compatible=queries.titles_of(session, actor, found.details.get("compatible_with", ())),
        clusters=names_of_clusters(session, found.details.get("visible_to_clusters", ())),
        blocks=blocks_of(session, found),
        threshold=THRESHOLD,
        reuse=_reuse(session, actor, found),
        verdict=queries.find_verdict(session, found.id),
        names=_names(session, found),
        root=_root(),
    )


@blueprint.get("/components/<publisher>/<name>/versions/<number>")
def version(publisher: str, name: str, number: str) -> ResponseReturnValue:
    """One version: its notes and what it needs. Other spellings of its number, and `latest`, lead to it."""
    session = current_session()
    found = queries.get_component(session, current_actor(), f"{publisher}/{name}")
    shown = queries.get_version(session, found, number)
    if number != shown.number:
        address = url_for(".version", publisher=publisher, name=name, number=shown.number)
        return redirect(address, code=302 if number == "latest" else 308)
    requires = queries.list_requirements(session, shown.id)
    return render_template(
        "version.html",
        component=found,
        version=shown,
        latest=queries.find_latest(session, found.id),
        requires=requires,
        unmet={row.component: row for row in queries.list_unmet(session, requires)},
        platforms=by_layer(shown.platform_requirements),
        root=_root(),
    )


def _versions(session: Session, found: Component) -> tuple[list[dict[str, Any]], str | None]:
    """A page of versions as their documents, and the address of the page with older ones."""
    filters = {"page": "versions", "component": found.full_name}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page: Page[tuple[str, bytes, bytes]] = queries.list_versions(session, found.id, after=after, limit=VERSIONS_SHOWN)
    cursor = services().cursors.write(page.after, filters)
    publisher, name = found.full_name.split("/")
    older = url_for(".component", publisher=publisher, name=name, cursor=cursor, _anchor="versions") if cursor else None
    return [orjson.loads(document) for _, _, document in page.items], older


def _needs(session: Session, actor: Actor, found: Component, latest: ComponentVersion | None) -> Needs:
    requires = queries.list_requirements(session, latest.id) if latest else []
    page = queries.list_dependents(session, actor, found.id, after=None, limit=DEPENDENTS_SHOWN)
    newest = {row.component: row for _, row in page.items}
    return Needs(requires, sorted(newest.values()), page.after is not None)


def _reuse(session: Session, actor: Actor, found: Component) -> ShownCount:
    return shown_count(queries.counts_of(session, found.id).adopters, exactly=actor.sees_landscapes)


def _names(session: Session, found: Component) -> dict[str, dict[str, str]]:
    """Names of the organisations that the description may mention by slug: owners, contributors, the maintainer."""
    slugs: Iterable[str] = (
        *found.details.get("contributors", ()),
        *found.details.get("co_owners", ()),
        found.details.get("maintenance", {}).get("maintainer", ""),
    )
    return names_of(session, set(slugs))


def _root() -> str:
    """Where this registry is, for the examples."""
    return (services().settings.public_url or request.url_root).rstrip("/")
