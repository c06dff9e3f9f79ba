"""Whether what is derived equals what it is derived from."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentCount
from registry.catalogue.queries import full_names_after, list_for_index
from registry.catalogue.queries.graph import wrong_edges
from registry.catalogue.rendering import derive
from registry.events.models import Event
from registry.kit.database import Database
from registry.operations.checking_adoptions import wrong_ratings, wrong_usage
from registry.operations.checking_credit import differing_credit
from registry.operations.checking_documents import wrong_documents
from registry.organisations.documents import render_organisation
from registry.organisations.models import Organisation
from registry.organisations.queries import class_on, list_for_directory, slugs_after
from registry.search.engine import SearchEngine
from registry.statistics import actions as statistics_actions
from registry.statistics import queries as statistics_queries

BATCH: Final = 500


def differences(database: Database, engine: SearchEngine, directory: SearchEngine) -> Iterator[str]:
    """A sentence for each thing that is not as a recount says; none when all is well."""
    with database.reading() as session:
        yield from _gaps_in_log(session)
        yield from _counts(session)
        yield from wrong_edges(session)
        yield from _documents(session)
        yield from wrong_documents(session)
        yield from differing_credit(session)
        yield from wrong_ratings(session)
        yield from wrong_usage(session)
        yield from _organisations(session)
    with database.writing() as session:
        while statistics_actions.catch_up(session):
            pass
    with database.reading() as session:
        yield from (f"statistics: {difference}" for difference in statistics_queries.differences(session))
        yield from _index(session, engine)
        yield from _directory(session, directory)


def _gaps_in_log(session: Session) -> Iterator[str]:
    count, head = session.execute(select(func.count(), func.max(Event.position)).select_from(Event)).one()
    if count != (head or 0):
        yield f"events: {count} events, but the last position is {head}"


def _counts(session: Session) -> Iterator[str]:
    """Adopters and adoptions of each component, counted anew."""
    publisher, adopter = Organisation.__table__.alias(), Adoption.__table__
    external = (adopter.c.component_id == Component.id) & (func.coalesce(publisher.c.city_id, -1) != adopter.c.city_id)
    recount = (
        select(
            Component.full_name,
            ComponentCount.adopters,
            ComponentCount.adoptions,
            func.count(distinct(adopter.c.city_id)).filter(adopter.c.stage.in_(RUNNING)),
            func.count(adopter.c.id),
        )
        .join(ComponentCount, ComponentCount.component_id == Component.id)
        .join(publisher, publisher.c.id == Component.publisher_id)
        .outerjoin(adopter, external)
        .group_by(Component.full_name, ComponentCount.adopters, ComponentCount.adoptions)
    )
    for name, adopters, adoptions, running, begun in session.execute(recount):
        if (adopters, adoptions) != (running, begun):
            yield f"{name}: counts {adopters} adopters and {adoptions} adoptions, recounted {running} and {begun}"


def _documents(session: Session) -> Iterator[str]:
    """Rendered documents of components against a rendering of what stands in the tables."""
    after = ""
    while names := full_names_after(session, after, BATCH):
        after = names[-1]
        for component in list_for_index(session, names):
            found = derive(session, component)
            if (component.quality, component.document, component.etag) != (found.quality, found.document, found.etag):
                yield f"{component.full_name}: its document is not what it should be"
        session.expunge_all()


def _index(session: Session, engine: SearchEngine) -> Iterator[str]:
    engine.wait_for(engine.head(), 30.0)
    shown = session.scalar(select(func.count()).select_from(Component).where(Component.status.in_(SHOWN_TO_ALL)))
    indexed = engine.count()
    if indexed != shown:
        yield f"search: {indexed} components in the index, {shown} in the catalogue"


def _organisations(session: Session) -> Iterator[str]:
    """Rendered documents of organisations in the same way."""
    after = ""
    while slugs := slugs_after(session, after, BATCH):
        after = slugs[-1]
        for organisation in list_for_directory(session, slugs):
            held = class_on(session, organisation.id) if organisation.unit == "city" else None
            if (organisation.document, organisation.etag) != render_organisation(session, organisation, held):
                yield f"{organisation.slug}: its document is not what it should be"
        session.expunge_all()


def _directory(session: Session, directory: SearchEngine) -> Iterator[str]:
    directory.wait_for(directory.head(), 30.0)
    known = session.scalar(select(func.count()).select_from(Organisation))
    indexed = directory.count()
    if indexed != known:
        yield f"directory: {indexed} organisations in the index, {known} in the register"
