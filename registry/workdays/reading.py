"""Reading a calendar as CSV: `day,is_working,name_zh,name_en`, the names as you like. Pure."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

COLUMNS: Final = ("day", "is_working", "name_zh", "name_en")
MOST_LINES: Final = 1000
LONGEST_NAME: Final = 100
WORDS: Final = {"true": True, "1": True, "yes": True, "是": True, "班": True, "false": False, "0": False, "no": False,
                "否": False, "休": False}  # fmt: skip
"""How a day is said to be worked or not; 班 and 休 as calendars print them."""


class Line(NamedTuple):
    """What a line says of a day."""

    day: date
    is_working: bool
    name: dict[str, str]


def read_calendar(raw: bytes) -> list[Line]:
    """The lines of a calendar in UTF-8 or GB18030. Raises PayloadInvalid naming each line that cannot be read."""
    rows = list(csv.reader(_text(raw).splitlines()))
    if not rows or tuple(word.strip() for word in rows[0])[:2] != COLUMNS[:2] or not set(rows[0]) <= set(COLUMNS):
        columns = ",".join(COLUMNS)
        raise PayloadInvalid.of("/lines/1", f"第一行须为 {columns}。", f"The first line must read {columns}.")
    if len(rows) > MOST_LINES:
        raise PayloadInvalid.of(f"/lines/{MOST_LINES + 1}", f"最多 {MOST_LINES} 行。", f"At most {MOST_LINES} lines.")
    return _Reader(rows[0]).lines(rows[1:])


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PayloadInvalid.of("/lines/1", "须为 UTF-8 或 GB18030 编码的文本。", "The text must be UTF-8 or GB18030.")


class _Reader:
    def __init__(self, header: Sequence[str]) -> None:
        self.header = header
        self.errors: list[FieldError] = []
        self.seen: set[date] = set()

    def lines(self, rows: Sequence[Sequence[str]]) -> list[Line]:
        found = [line for line in self._read(rows) if line is not None]
        if self.errors:
            raise PayloadInvalid(errors=self.errors)
        return found

    def _read(self, rows: Sequence[Sequence[str]]) -> Iterator[Line | None]:
        for number, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                cells = {name: cell.strip() for name, cell in zip(self.header, row, strict=False)}
                yield self._line(f"/lines/{number}", cells)

    def _line(self, place: str, cells: Mapping[str, str]) -> Line | None:
        day, is_working = _day(cells.get("day", "")), WORDS.get(cells.get("is_working", "").lower())
        name = {language: cells[f"name_{language}"] for language in ("zh", "en") if cells.get(f"name_{language}")}
        if day is None:
            self._wrong(place, "日期须形如 2026-10-01。", "The day must read like 2026-10-01.")
        elif is_working is None:
            self._wrong(place, "is_working 须为 true 或 false。", "is_working must be true or false.")
        elif day in self.seen:
            self._wrong(place, "该日在文件中出现了两次。", "The day stands twice in the file.")
        elif not _is_name(name):
            zh, en = (
                f"须有名称，最多 {LONGEST_NAME} 个字符。",
                f"A name of at most {LONGEST_NAME} characters is needed.",
            )
            self._wrong(place, zh, en)
        else:
            self.seen.add(day)
            return Line(day, is_working, name)
        return None

    def _wrong(self, place: str, zh: str, en: str) -> None:
        self.errors.append(FieldError(place, Bilingual(zh, en)))


def _is_name(name: Mapping[str, str]) -> bool:
    return bool(name) and all(len(text) <= LONGEST_NAME and text.isprintable() for text in name.values())


def _day(text: str) -> date | None:
    """Only 2026-10-01 is a day here, not the other spellings of ISO 8601."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
