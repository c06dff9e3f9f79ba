"""Whether the documents of versions and adoptions say what stands in the tables: transfers and mergers change names."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.documents import render_adoption
from registry.adoption.queries import list_whole
from registry.catalogue.documents import render_version
from registry.catalogue.models import ComponentVersion, Requirement
from registry.kit.documents import Rendered

BATCH: Final = 500


def wrong_documents(session: Session) -> Iterator[str]:
    """A sentence for each version and adoption whose document is not what it should be."""
    after = 0
    while versions := versions_after(session, after, BATCH):
        after = versions[-1].id
        for version in versions:
            if (version.document, version.etag) != rendering_of(version):
                yield f"{version.component.full_name} {version.number}: its document is not what it should be"
        session.expunge_all()
    after = 0
    while adoptions := list_whole(session, after=after, limit=BATCH):
        after = adoptions[-1].id
        for adoption in adoptions:
            if (adoption.document, adoption.etag) != render_adoption(adoption):
                yield f"adoption {adoption.public_id}: its document is not what it should be"
        session.expunge_all()


def rendering_of(version: ComponentVersion) -> Rendered:
    """The document of a version, loaded with what it requires, as it follows from what stands in the tables."""
    requires = [{"component": row.component.full_name, "specifier": row.specifier} for row in version.requirements]
    return render_version(version, version.component.full_name, requires)


def versions_after(session: Session, after: int, limit: int) -> list[ComponentVersion]:
    """The next versions in the order in which they came, with their components and what they require."""
    query = (
        select(ComponentVersion)
        .where(ComponentVersion.id > after)
        .order_by(ComponentVersion.id)
        .limit(limit)
        .options(
            joinedload(ComponentVersion.component, innerjoin=True),
            selectinload(ComponentVersion.requirements).joinedload(Requirement.component, innerjoin=True),
        )
    )
    return list(session.scalars(query))
