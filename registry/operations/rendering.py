"""Documents that an earlier release rendered, rendered anew: after an upgrade they lack the fields that were added."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.documents import render_adoption
from registry.adoption.queries import list_whole
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import full_names_after, list_for_index
from registry.catalogue.rendering import derive
from registry.events.models import Consumer
from registry.events.queries import head_position
from registry.kit.database import Database
from registry.operations.checking_documents import rendering_of, versions_after
from registry.organisations.documents import render_organisation
from registry.organisations.queries import class_on, list_for_directory, slugs_after

FORMAT: Final = 4
"""Raise this when the documents of components, versions, organisations or adoptions gain, lose or change a field."""

_DONE: Final = f"documents of format {FORMAT}"
BATCH: Final = 500


def render_outdated(database: Database) -> int:
    """Render what another format stands in, a batch in a transaction; how many documents have changed.

    That all were gone through is noted, so that a second run has nothing to do; one that was broken off begins anew
    and finds most of it done. Nothing is recorded in the log: what the documents tell of has not changed.
    """
    with database.reading() as session:
        if session.get(Consumer, _DONE) is not None:
            return 0
    changed = sum(_components(database)) + sum(_versions(database)) + sum(_organisations(database))
    changed += sum(_adoptions(database))
    with database.writing() as session:
        session.merge(Consumer(name=_DONE, position=head_position(session)))
    return changed


def _components(database: Database) -> Iterator[int]:
    after = ""
    while True:
        with database.writing() as session:
            names = full_names_after(session, after, BATCH)
            if not names:
                return
            session.execute(select(Component.id).where(Component.full_name.in_(names)).with_for_update())
            yield sum(_is_rendered_anew(session, component) for component in list_for_index(session, names))
            after = names[-1]


def _is_rendered_anew(session: Session, component: Component) -> bool:
    found = derive(session, component)
    if (component.quality, component.document, component.etag) == (found.quality, found.document, found.etag):
        return False
    # The moment of the last change stays: nobody has changed the component.
    component.quality, component.document, component.etag = found.quality, found.document, found.etag
    return True


def _versions(database: Database) -> Iterator[int]:
    after = 0
    while True:
        with database.writing() as session:
            versions = versions_after(session, after, BATCH)
            if not versions:
                return
            yield sum(_is_version_rendered_anew(version) for version in versions)
            after = versions[-1].id


def _is_version_rendered_anew(version: ComponentVersion) -> bool:
    rendered = rendering_of(version)
    if (version.document, version.etag) == rendered:
        return False
    version.document, version.etag = rendered
    return True


def _adoptions(database: Database) -> Iterator[int]:
    after = 0
    while True:
        with database.writing() as session:
            adoptions = list_whole(session, after=after, limit=BATCH)
            if not adoptions:
                return
            changed = 0
            for adoption in adoptions:
                rendered = render_adoption(adoption)
                if (adoption.document, adoption.etag) != rendered:
                    adoption.document, adoption.etag = rendered
                    changed += 1
            yield changed
            after = adoptions[-1].id


def _organisations(database: Database) -> Iterator[int]:
    after = ""
    while True:
        with database.writing() as session:
            slugs = slugs_after(session, after, BATCH)
            if not slugs:
                return
            changed = 0
            for organisation in list_for_directory(session, slugs):
                held = class_on(session, organisation.id) if organisation.unit == "city" else None
                rendered = render_organisation(session, organisation, held)
                if (organisation.document, organisation.etag) != rendered:
                    organisation.document, organisation.etag = rendered
                    changed += 1
            yield changed
            after = slugs[-1]
