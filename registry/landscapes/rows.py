"""What a row of a landscape means: cells become a wish, or sentences about what cannot be understood. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from registry.adoption.vocabulary import LEVELS, MODES, STAGES
from registry.kit.errors import FieldError, Refusal
from registry.landscapes.vocabulary import LEVEL_WORDS, MODE_WORDS, SEPARATORS, STAGE_WORDS, UNKNOWN_VERSION

LENGTHS: Final = {"component": 129, "version": 64, "scenario": 100, "operator": 64, "on_behalf_of": 64, "note": 2000}
DEPARTMENTS_MAX: Final = 50
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\Z", re.ASCII)
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})

Diagnostic = dict[str, Any]


class Wish(NamedTuple):
    """What a row asks for. None is a cell that says nothing: what is there stays, or the usual holds."""

    component: str
    version: str | None
    stage: str | None
    since: date | None
    mode: str | None
    scenario: str | None
    operator: str | None
    on_behalf_of: str | None
    departments: tuple[str, ...] | None
    levels: tuple[str, ...] | None
    note: str | None


class Reading(NamedTuple):
    """A row as far as it can be understood without looking anything up."""

    wish: Wish | None
    diagnostics: list[Diagnostic]


def diagnose(line: int, column: str | None, code: str, zh: str, en: str) -> Diagnostic:
    """What is the matter with a cell: where, by what name, and in both languages."""
    return {"line": line, "column": column, "code": code, "message": {"zh": zh, "en": en}}


def diagnoses_of(line: int, refusal: Refusal, column: str | None = None) -> list[Diagnostic]:
    """The same refusals as one adoption would meet, said of a line."""
    if refusal.errors:
        return [_of_field(line, error) for error in refusal.errors]
    return [diagnose(line, column, refusal.code, refusal.detail("zh"), refusal.detail("en"))]


def _of_field(line: int, error: FieldError) -> Diagnostic:
    field = error.pointer.split("/")[1]
    column = {"adopter": None, "to": "stage", "on": "since"}.get(field, field)
    return diagnose(line, column, "invalid", error.detail.zh, error.detail.en)


def read_row(line: int, cells: Mapping[str, str], today: date) -> Reading:
    """Understand the cells of a row."""
    read = _Reader(line, cells)
    version = read.text("version")
    wish = Wish(
        component=read.text("component") or "",
        version=None if (version or "").casefold() in UNKNOWN_VERSION else version,
        stage=read.word("stage", STAGES, STAGE_WORDS),
        since=read.day("since", today),
        mode=read.word("mode", MODES, MODE_WORDS),
        scenario=read.text("scenario"),
        operator=read.text("operator"),
        on_behalf_of=read.text("on_behalf_of"),
        departments=read.several("departments"),
        levels=read.levels(),
        note=read.text("note"),
    )
    if not wish.component:
        read.wrong("component", "required", "请填写组件。", "Name the component.")
    return Reading(None if read.diagnostics else wish, read.diagnostics)


class _Reader:
    """Reads cell by cell and keeps what cannot be understood."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        self.line = line
        self.cells = cells
        self.diagnostics: list[Diagnostic] = []

    def wrong(self, column: str, code: str, zh: str, en: str) -> None:
        self.diagnostics.append(diagnose(self.line, column, code, zh, en))

    def text(self, column: str) -> str | None:
        cell = self.cells.get(column)
        if not cell:
            return None
        cell = unicodedata.normalize("NFC", cell).strip()
        longest = LENGTHS.get(column, 2000)
        if len(cell) > longest:
            self.wrong(column, "too_long", f"最多 {longest} 个字符。", f"At most {longest} characters.")
        if not cell.isprintable() and any(unicodedata.category(sign) in _HIDDEN and sign != "\n" for sign in cell):
            self.wrong(column, "invisible", "含有不可见字符。", "It holds invisible characters.")
        return cell or None

    def word(self, column: str, words: tuple[str, ...], chinese: Mapping[str, str]) -> str | None:
        cell = self.text(column)
        if cell is None:
            return None
        found = chinese.get(cell, cell.casefold())
        if found not in words:
            listed = "、".join(words)
            self.wrong(column, "unknown_word", f"“{cell}”不是其中之一：{listed}。", f"'{cell}' is none of {listed}.")
            return None
        return found

    def day(self, column: str, today: date) -> date | None:
        cell = self.text(column)
        if cell is None:
            return None
        match = _DAY.match(cell)
        try:
            found = date(*map(int, match.groups())) if match else None
        except ValueError:
            found = None
        if found is None:
            self.wrong(
                column, "no_day", f"“{cell}”不是日期，如 2026-03-02。", f"'{cell}' is no day such as 2026-03-02."
            )
        elif not date(1990, 1, 1) <= found <= today:
            self.wrong(
                column, "day_out_of_range", "日期须在 1990 年至今天之间。", "The day lies between 1990 and today."
            )
        return found

    def several(self, column: str) -> tuple[str, ...] | None:
        cell = self.text(column)
        if cell is None:
            return None
        parts = (part.strip() for part in re.split(f"[{re.escape(SEPARATORS)}]", cell))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if len(found) > DEPARTMENTS_MAX or any(len(part) > 100 for part in found):
            self.wrong(
                column, "too_many", "最多 50 个，每个最多 100 个字符。", "At most 50, each of at most 100 characters."
            )
        return found

    def levels(self) -> tuple[str, ...] | None:
        named = self.several("levels")
        if named is None:
            return None
        found = [LEVEL_WORDS.get(word, word.casefold()) for word in named]
        unknown = [word for word, level in zip(named, found, strict=True) if level not in LEVELS]
        if unknown:
            listed = "、".join(LEVELS)
            self.wrong(
                "levels",
                "unknown_word",
                f"“{unknown[0]}”不是其中之一：{listed}。",
                f"'{unknown[0]}' is none of {listed}.",
            )
        return tuple(level for level in LEVELS if level in found)
