"""Mending or dropping a row that could not be taken."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.documents import check_tag
from registry.kit.errors import PayloadInvalid
from registry.landscapes.actions.taking import NumberedLine, take_lines
from registry.landscapes.documents import render_row
from registry.landscapes.errors import ImportRunning, OnlyTried, RowDone, RowStillDirty
from registry.landscapes.models import LandscapeImport, LandscapeRow
from registry.landscapes.queries.imports import get_import, get_row
from registry.landscapes.queries.resolving import Sides
from registry.landscapes.vocabulary import COLUMNS


def mend_row(
    session: Session, actor: Actor, *, import_id: UUID, line: int, cells: Mapping[str, str], expected_tag: str
) -> LandscapeRow:
    """Take a row with corrected cells in the place of those it came with.

    Raises RowStillDirty with what is still the matter; the row stays as it was then.
    """
    of, row = _open_row(session, actor, import_id, line, expected_tag)
    if unknown := [name for name in cells if name not in COLUMNS]:
        raise PayloadInvalid.of(f"/cells/{unknown[0]}", "没有这一列。", "There is no such column.")
    corrected = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    sides = Sides(actor, of.organisation)
    taken = take_lines(session, actor, sides, [NumberedLine(line, corrected)], slow=1)
    if taken.dirty:
        diagnostics = taken.dirty[0].diagnostics
        first = diagnostics[0]["message"]
        raise RowStillDirty(line=line, first_zh=first["zh"], first_en=first["en"], diagnostics=diagnostics)
    row.cells, row.outcome = corrected, "mended"
    of.begun += taken.begun
    of.changed += taken.changed
    of.unchanged += taken.unchanged
    of.dirty -= 1
    session.flush()
    _tell(session, actor, of, row)
    return row


def drop_row(session: Session, actor: Actor, *, import_id: UUID, line: int, expected_tag: str) -> LandscapeRow:
    """Leave a row aside for good."""
    of, row = _open_row(session, actor, import_id, line, expected_tag)
    row.outcome = "dropped"
    of.dirty -= 1
    session.flush()
    _tell(session, actor, of, row)
    return row


def _open_row(
    session: Session, actor: Actor, import_id: UUID, line: int, expected_tag: str
) -> tuple[LandscapeImport, LandscapeRow]:
    of = get_import(session, actor, import_id, for_change=True)
    actor.require("adoption:write", of.organisation_id)
    if of.status in {"waiting", "running"}:
        raise ImportRunning()
    if of.is_dry_run:
        raise OnlyTried()
    row = get_row(session, of.id, line, for_change=True)
    check_tag(render_row(row).etag, expected_tag)
    if row.outcome != "dirty":
        raise RowDone(line=line, outcome=row.outcome)
    return of, row


_EVENTS: Final = {"mended": "landscape.row_mended", "dropped": "landscape.row_dropped"}


def _tell(session: Session, actor: Actor, of: LandscapeImport, row: LandscapeRow) -> None:
    record(
        session,
        actor,
        type=_EVENTS[row.outcome],
        subject=f"{of.organisation.slug}/landscape-imports/{of.public_id}",
        organisation_id=of.organisation_id,
        audience=PARTIES,
        data={"organisation": of.organisation.slug, "import": str(of.public_id), "line": row.line},
    )
