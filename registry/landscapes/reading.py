"""Reading the table of a landscape: CSV in UTF-8 or GB18030, or XLSX, within bounds, row by row. Pure but for files."""

import codecs
import csv
import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO, Any, Final, NamedTuple

from registry.landscapes.errors import TableUnreadable
from registry.landscapes.vocabulary import COLUMNS, HEADINGS, TOLD_ONLY

ROWS_MAX: Final = 100_000
COLUMNS_MAX: Final = 40
CELL_MAX: Final = 2_000
FILE_MAX: Final = 50 * 1024 * 1024
UNPACKED_MAX: Final = 256 * 1024 * 1024
"""An XLSX of 100,000 rows unpacks to some 80 MB; what says more is a bomb, and no reader goes beyond what is said."""
PARTS_MAX: Final = 200
_PIECE: Final = 1024 * 1024
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_KNOWN: Final = {
    heading.casefold(): column for column in (*COLUMNS, *TOLD_ONLY) for heading in (column, *HEADINGS[column])
}

Cells = dict[str, str]


class Line(NamedTuple):
    """A row as it came: its line in the file (the heading is line 1) and its cells by column."""

    line: int
    cells: Cells


def format_of(file: IO[bytes]) -> str:
    """`xlsx` for what begins as a ZIP archive does, else `csv`. The name of a file proves nothing."""
    file.seek(0)
    is_archive = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    return "xlsx" if is_archive else "csv"


def encoding_of(file: IO[bytes]) -> str:
    """`utf-8-sig` for what is UTF-8 with or without a mark, else `gb18030`. Raises TableUnreadable for neither.

    Chinese text in GB18030 is as good as never valid UTF-8, so the stricter reading decides.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        file.seek(0)
        if _decodes(file, encoding):
            file.seek(0)
            return encoding
    raise TableUnreadable.of("编码既不是 UTF-8，也不是 GB18030", "its encoding is neither UTF-8 nor GB18030")


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read_table(file: IO[bytes], format: str, encoding: str | None) -> Iterator[Line]:
    """The rows below the heading; empty ones are passed over. Raises TableUnreadable saying what is the matter."""
    columns: list[str] | None = None
    taken = 0
    with closing(_xlsx_rows(file) if format == "xlsx" else _csv_rows(file, encoding or "utf-8-sig")) as rows:
        for line, cells in rows:
            if not any(cells):
                continue
            if columns is None:
                columns = read_heading(cells)
                continue
            taken += 1
            if taken > ROWS_MAX:
                raise TableUnreadable.of(f"超过 {ROWS_MAX} 行", f"it has more than {ROWS_MAX} rows")
            yield Line(line, _by_column(line, columns, cells))
    if columns is None:
        raise TableUnreadable.of("没有表头", "it has no heading")


def read_heading(cells: list[str]) -> list[str]:
    """The columns that a heading names, in Chinese or English. Raises TableUnreadable naming what is not understood."""
    while cells and not cells[-1]:
        cells.pop()
    found = [_KNOWN.get(re.sub(r"\s+", " ", cell).casefold()) for cell in cells]
    unknown = [cell or "∅" for cell, column in zip(cells, found, strict=True) if column is None]
    if unknown:
        listed = ", ".join(unknown[:5])[:200]
        raise TableUnreadable.of(f"不认识的列：{listed}", f"unknown columns: {listed}")
    columns = [column for column in found if column is not None]
    if "component" not in columns:
        raise TableUnreadable.of("缺少“组件”列", "it lacks the column 'component'")
    if len(set(columns)) != len(columns):
        raise TableUnreadable.of("同一列出现两次", "a column is there twice")
    return columns


def _by_column(line: int, columns: list[str], cells: list[str]) -> Cells:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise TableUnreadable.of(f"第 {line} 行的单元格多于表头", f"line {line} has more cells than the heading")
    return {column: cell for column, cell in zip(columns, cells, strict=False) if cell and column in COLUMNS}


def _csv_rows(file: IO[bytes], encoding: str) -> Generator[tuple[int, list[str]], None, None]:
    text = TextIOWrapper(file, encoding=encoding, newline="")
    csv.field_size_limit(CELL_MAX * 4)
    try:
        reader = csv.reader(text, delimiter=_delimiter(text), strict=True)
        for row in reader:
            yield reader.line_num, [_checked(reader.line_num, unguarded(cell)) for cell in _bounded(row)]
    except csv.Error as error:
        line = reader.line_num
        raise TableUnreadable.of(f"第 {line} 行不是 CSV", f"line {line} is no CSV") from error
    finally:
        text.detach()


def _delimiter(text: TextIOWrapper) -> str:
    """A tab or a semicolon where the heading has more of them than commas: spreadsheets of some regions write these."""
    heading = text.readline(_PIECE)
    text.seek(0)
    return max(",;\t", key=lambda sign: (heading.count(sign), sign == ","))


def unguarded(cell: str) -> str:
    """A cell without the quote mark by which `registry.kit.spreadsheets.guarded` keeps spreadsheets from computing."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _bounded(row: list[str]) -> list[str]:
    if len(row) > COLUMNS_MAX and any(row[COLUMNS_MAX:]):
        raise TableUnreadable.of(f"超过 {COLUMNS_MAX} 列", f"it has more than {COLUMNS_MAX} columns")
    return row[:COLUMNS_MAX]


def _checked(line: int, cell: str) -> str:
    if len(cell) > CELL_MAX:
        raise TableUnreadable.of(
            f"第 {line} 行有单元格超过 {CELL_MAX} 个字符", f"a cell of line {line} has more than {CELL_MAX} characters"
        )
    if "\x00" in cell:
        raise TableUnreadable.of(f"第 {line} 行含 NUL 字符", f"line {line} holds a NUL character")
    return cell.strip()


def _xlsx_rows(file: IO[bytes]) -> Generator[tuple[int, list[str]], None, None]:
    """The first sheet of a workbook, streamed; formulas by their last value."""
    # It takes a quarter of a second to load, which commands and workers without imports do without.
    import openpyxl

    _check_archive(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What the file says of its extent is not asked: it may say anything.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=ROWS_MAX * 2, max_col=COLUMNS_MAX, values_only=True)
        for line, row in enumerate(rows, start=1):
            yield line, [_checked(line, _text(value)) for value in row]
    except TableUnreadable:
        raise
    except Exception as error:
        # The reader raises whatever it stumbles over: of KeyError, ValueError, ParseError and more, none is ours.
        raise TableUnreadable.of("不是可读的 XLSX 工作簿", "it is no workbook that can be read (XLSX)") from error


def _check_archive(file: IO[bytes]) -> None:
    """Refuse what would unpack beyond measure, before anything of it is unpacked."""
    try:
        parts = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise TableUnreadable.of("不是 XLSX 工作簿", "it is no workbook (XLSX)") from error
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
        raise TableUnreadable.of("解压后过大", "it unpacks beyond measure")


def _text(value: Any) -> str:
    """A cell as text: days as days, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
