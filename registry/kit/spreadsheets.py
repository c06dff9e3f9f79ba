"""Tables for spreadsheet programs: CSV that they open rightly, and workbooks. Nothing in them is ever computed."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MARK: Final = b"\xef\xbb\xbf"
"""By which spreadsheet programs know UTF-8."""

SHEET_NAME_MAX: Final = 31
PLAIN: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text stays text: no cell becomes a formula, a link or a number by what stands in it."""

_COMPUTED: Final = re.compile(r"'*[=+\-@\t\r]")
_BARRED: Final = re.compile(r"[\[\]:*?/\\]")

Value = str | int | float | Decimal | date | None
"""What a cell holds."""


class Column(NamedTuple):
    """A column: its heading, the format of its numbers as spreadsheet programs write them, its width in signs."""

    heading: str
    format: str = "General"
    width: int = 16


class Sheet(NamedTuple):
    """A table with a name. Numbers stay numbers in it."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: a quote mark leads what would begin one."""
    return f"'{cell}" if _COMPUTED.match(cell) else cell


def csv_of(sheet: Sheet) -> bytes:
    """A table as CSV in UTF-8 with its mark; text that would begin a formula is guarded, numbers are not text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(guarded(column.heading) for column in sheet.columns)
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return MARK + text.getvalue().encode()


def xlsx_of(sheets: Iterable[Sheet]) -> bytes:
    """A workbook: each sheet with its heading fast at the top, filters, widths and formats of numbers."""
    import xlsxwriter

    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {**PLAIN, "default_date_format": "yyyy-mm-dd"})
        for sheet, name in _named(sheets):
            _write(book, sheet, name)
        book.close()
        file.seek(0)
        return file.read()


def _write(book: Any, sheet: Sheet, name: str) -> None:
    page = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = [
        book.add_format({"num_format": column.format, "valign": "top", "text_wrap": True}) for column in sheet.columns
    ]
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.heading, head)
    for line, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _put(page, line, place, value, formats[place])
    if sheet.rows and sheet.columns:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _put(page: Any, line: int, place: int, value: Value, format: Any) -> None:
    if value is None:
        page.write_blank(line, place, None, format)
    elif isinstance(value, date):
        page.write_datetime(line, place, value, format)
    elif isinstance(value, str):
        page.write_string(line, place, value, format)
    else:
        page.write_number(line, place, float(value) if isinstance(value, Decimal) else value, format)


def _named(sheets: Iterable[Sheet]) -> Iterable[tuple[Sheet, str]]:
    """Sheets with names that a workbook takes: short, without its signs, no two the same."""
    taken: set[str] = set()
    for sheet in sheets:
        stem = _BARRED.sub(" ", sheet.name).strip("' ")[:SHEET_NAME_MAX] or "1"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem[: SHEET_NAME_MAX - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        yield sheet, name


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else value.isoformat() if isinstance(value, date) else str(value)
