"""An import from its acceptance to its end; what happens to its rows stands in `taking`."""

from sqlalchemy.orm import Session

from registry.adoption.actions.entitling import adopting_body
from registry.artifacts.actions.adding import place
from registry.artifacts.naming import read_filename
from registry.artifacts.storage import Received, Storage
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import Bilingual
from registry.landscapes.callers import actor_document, read_actor
from registry.landscapes.errors import TooManyImports
from registry.landscapes.models import LandscapeImport
from registry.landscapes.queries.imports import count_unfinished
from registry.organisations.models import Organisation

UNFINISHED_MAX = 5


def importing_body(session: Session, actor: Actor, slug: str) -> Organisation:
    """The body whose landscape is brought in, for who may adopt for it. Raises TooManyImports."""
    body = adopting_body(session, slug, named_at="/organisation")
    actor.require("adoption:write", body.id)
    if count_unfinished(session, body.id) >= UNFINISHED_MAX:
        raise TooManyImports(organisation=slug, limit=UNFINISHED_MAX)
    return body


def accept_import(
    session: Session,
    actor: Actor,
    storage: Storage,
    *,
    organisation: str,
    filename: str,
    received: Received,
    is_dry_run: bool = False,
) -> LandscapeImport:
    """Keep the file and put it in line; it is read by whoever follows the line. The caller discards `received` if this
    is refused."""
    body = importing_body(session, actor, organisation)
    row = LandscapeImport(
        organisation_id=body.id,
        filename=read_filename(filename),
        format="",
        blob_digest=place(session, storage, received).digest,
        is_dry_run=is_dry_run,
        actor=actor_document(actor),
        created_at=now_of(session),
    )
    row.organisation = body
    session.add(row)
    session.flush()
    _tell(session, actor, row, "landscape.import_accepted")
    return row


def begin_import(session: Session, row: LandscapeImport, *, format: str, encoding: str | None, total: int) -> None:
    """The file was read to its end and has so many rows."""
    row.status, row.format, row.encoding, row.total = "running", format, encoding, total
    row.started_at = row.started_at or now_of(session)
    session.flush()


def finish_import(session: Session, row: LandscapeImport) -> None:
    """All rows are through."""
    row.status, row.finished_at = "finished", now_of(session)
    session.flush()
    _tell(session, read_actor(row.actor), row, "landscape.imported")


def fail_import(session: Session, row: LandscapeImport, why: Bilingual) -> None:
    """The file cannot be read, or cannot be gone on with; what was taken of it stays."""
    row.status, row.finished_at = "failed", now_of(session)
    row.failure = f"{why.zh[:200]}\n{why.en[:290]}"
    session.flush()
    _tell(session, read_actor(row.actor), row, "landscape.import_failed")


def _tell(session: Session, actor: Actor, row: LandscapeImport, type: str) -> None:
    record(
        session,
        actor,
        type=type,
        subject=f"{row.organisation.slug}/landscape-imports/{row.public_id}",
        organisation_id=row.organisation_id,
        audience=PARTIES,
        data={
            "organisation": row.organisation.slug,
            "import": str(row.public_id),
            "is_dry_run": row.is_dry_run,
            "begun": row.begun,
            "changed": row.changed,
            "unchanged": row.unchanged,
            "dirty": row.dirty,
        },
    )
