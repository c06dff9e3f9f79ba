"""Landscapes as tables to work with: what is written here is read again by `registry.landscapes.reading`."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.kit import spreadsheets
from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.kit.spreadsheets import MARK, PLAIN, guarded
from registry.landscapes.queries.landscapes import Entry, whole_landscape
from registry.landscapes.vocabulary import COLUMNS, HEADINGS, TOLD_ONLY
from registry.organisations.models import Organisation

_PIECE: Final = 64 * 1024

MEDIA_TYPES: Final = {**spreadsheets.MEDIA_TYPES, "svg": "image/svg+xml"}
_EXAMPLE: Final = ("publisher/component", "1.0", "live", "2026-01-31", "new", "", "", "", "", "", "")


def headings(language: str) -> list[str]:
    """The names of the columns as people read them."""
    columns = (*COLUMNS, *TOLD_ONLY)
    return [HEADINGS[column][0] if language == "zh" else column for column in columns]


def cells_of(entry: Entry, body: str, language: str) -> list[str]:
    """A use as a row: what can be changed first, then what is told only."""
    return [
        entry.component,
        entry.version or "",
        entry.stage,
        entry.stage_since.isoformat(),
        entry.mode,
        entry.scenario or "",
        entry.operator or "",
        "" if entry.beneficiary == body else entry.beneficiary,
        "; ".join(entry.departments),
        "; ".join(entry.levels),
        "",
        str(entry.adoption),
        entry.adopter,
        entry.title.get(language) or next(iter(entry.title.values()), ""),
        entry.domain,
        entry.latest or "",
    ]


def write_csv(entries: Iterable[Entry], body: str, language: str) -> Iterator[bytes]:
    """The table as CSV in UTF-8, with the mark by which spreadsheets know it; some rows at a time."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings(language))
    mark = MARK
    for entry in entries:
        writer.writerow(guarded(cell) for cell in cells_of(entry, body, language))
        if text.tell() > _PIECE:
            yield mark + text.getvalue().encode()
            mark = b""
            text.seek(0)
            text.truncate()
    yield mark + text.getvalue().encode()


def write_xlsx(entries: Iterable[Entry], body: str, language: str) -> Iterator[bytes]:
    """The table as a workbook. Its rows go to this machine's disk one by one; nothing in it is computed."""
    import xlsxwriter

    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {**PLAIN, "constant_memory": True})
        sheet = book.add_worksheet("landscape")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, len(COLUMNS) + len(TOLD_ONLY) - 1, 16)
        bold = book.add_format({"bold": True})
        for place, heading in enumerate(headings(language)):
            sheet.write_string(0, place, heading, bold)
        for line, entry in enumerate(entries, start=1):
            for place, cell in enumerate(cells_of(entry, body, language)):
                if cell:
                    sheet.write_string(line, place, cell)
        book.close()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def stream_table(
    database: Database, actor: Actor, body: Organisation, format: str, language: str, **filters: Any
) -> Iterator[bytes]:
    """A landscape as `csv` or `xlsx`. Its rows are read as they are sent, in a session of their own."""
    write = {"csv": write_csv, "xlsx": write_xlsx}[format]
    with database.open_snapshot() as session:
        yield from write(whole_landscape(session, actor, body, **filters), body.slug, language)


def write_template(language: str) -> bytes:
    """An empty table with its heading and one row to go by, which is taken out before it is sent in."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings(language)[: len(COLUMNS)])
    writer.writerow(_EXAMPLE)
    return MARK + text.getvalue().encode()
