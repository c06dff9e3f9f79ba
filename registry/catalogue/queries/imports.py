"""Questions about files imported as publiccode.yml."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.models import (
    Component,
    PubliccodeFile,
)


def find_import_by_url(session: Session, publisher_id: int, url: str) -> PubliccodeFile | None:
    """The last file of this publisher with this `url` (the standard's identifier) whose component is still there."""
    return session.scalar(
        select(PubliccodeFile)
        .join(Component, Component.id == PubliccodeFile.component_id)
        .where(
            PubliccodeFile.publisher_id == publisher_id,
            PubliccodeFile.url == url,
            # A component that was transferred or merged is no longer this publisher's to describe.
            Component.publisher_id == publisher_id,
            Component.status.not_in(("removed", "merged")),
        )
        .order_by(PubliccodeFile.id.desc())
        .limit(1)
    )


def find_exported(session: Session, publisher_id: int, identifier: UUID, url: str | None) -> Component | None:
    """The publisher's component that a file says it was written from, where it has this `url` or none."""
    component = session.scalar(
        select(Component).where(Component.public_id == identifier, Component.publisher_id == publisher_id)
    )
    if component is None or component.status in {"removed", "merged"}:
        return None
    return component if component.details.get("repository_url") in {None, url} else None


def has_good_import(session: Session, component_id: int) -> bool:
    """Whether a file without errors ever described a component."""
    good = (PubliccodeFile.component_id == component_id) & (PubliccodeFile.verdict != "invalid")
    return session.scalar(select(PubliccodeFile.id).where(good).limit(1)) is not None


def find_verdict(session: Session, component_id: int) -> str | None:
    """What the last file imported for a component was found to be; None where none was."""
    return session.scalar(
        select(PubliccodeFile.verdict)
        .where(PubliccodeFile.component_id == component_id)
        .order_by(PubliccodeFile.id.desc())
        .limit(1)
    )
