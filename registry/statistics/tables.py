"""Documents of figures as tables: one maker for all of them. Pure: a document and what codes mean go in, sheets come
out.

A document holds what it is about (`as_of`, `known_at`, filters …), and rows: `figures` with their breakdowns, or `rows`
and other lists of flat objects. Texts in several languages are told in the reader's; what is suppressed stays empty
with `fewer_than` beside it, just as in JSON.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

import orjson

from registry.kit.spreadsheets import Column, Sheet, Value
from registry.kit.texts import choose
from registry.statistics.wording import wording

Document = Mapping[str, Any]
Row = Mapping[str, Any]

OVERVIEW: Final = ("code", "name", "dimension", "key", "label", "value", "fewer_than", "unit")
DEFINITIONS: Final = ("code", "name_zh", "name_en", "definition_zh", "definition_en", "formula", "unit")
NOT_SHEETS: Final = frozenset({"figures", "not_yet", "definitions"})
SUPPRESSED: Final = {
    "zh": "可能指向单个城市的细分中，1 至 4 记为“少于 5”或不予显示；合计准确。城市与管理员读取的为准确值。",
    "en": "In breakdowns that could point at one city, 1 to 4 are told as fewer than 5 or withheld; totals are exact. "
    "Cities and administrators read exact values.",
}
EXACT: Final = {
    "zh": "准确值，仅供城市与管理员使用：可能显示哪座城市在运行什么，请勿外传。",
    "en": "Exact values, for cities and administrators only: they may tell which city runs what. Do not pass them on.",
}
DEMONSTRATION: Final = {
    "zh": "含演示数据，不代表任何真实城市或企业：",
    "en": "Demonstration data is counted in, which stands for no real city or firm: ",
}
_SHEETS: Final = {
    "figures": {"zh": "指标", "en": "Figures"},
    "rows": {"zh": "数据", "en": "Rows"},
    "definitions": {"zh": "定义", "en": "Definitions"},
    "about": {"zh": "关于", "en": "About"},
}
_DECIMAL: Final = re.compile(r"-?\d{1,15}\.\d{1,6}\Z", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_NO_NUMBERS: Final = frozenset(
    {"version", "latest", "specifier", "code", "key", "component", "name", "month", "period", "said"}
)
"""Columns whose text is text, also where it looks like a number or a day."""


def sheets_of(
    document: Document, definitions: Sequence[Row], language: str, *, exactly: bool, title: str = "rows"
) -> list[Sheet]:
    """The tables of a document, its rows first; then its figures, what it is about, and what its codes mean."""
    tables = [
        _table(title if name == "rows" else name, rows, language)
        for name, rows in sorted(document.items(), key=lambda entry: entry[0] != "rows")
        if name not in NOT_SHEETS and (name == "rows" or _is_rows(rows))
    ]
    if document.get("figures"):
        tables.append(_figures(document["figures"], language))
    return [*tables, _about(document, language, exactly=exactly), _definitions(definitions, language)]


def report_sheets(report: Document, language: str, *, exactly: bool) -> list[Sheet]:
    """The tables of a monthly report: its leading figures, what was put right, every part, and what it all means."""
    parts = {name: part["rows"] for name, part in report["parts"].items() if part.get("rows")}
    told = {name: value for name, value in report.items() if name not in {"parts", "leading", "figures"}}
    document = {**told, "rows": report["leading"], **parts, "figures": report["figures"]}
    said = [
        *report["figures"],
        *(figure for part in report["parts"].values() for figure in part.get("figures", ())),
    ]
    return sheets_of(document, said, language, exactly=exactly, title="leading")


def heading_of(name: str, language: str) -> str:
    """What a column is called: its known name, or the field's own where it has none."""
    known = _headings()
    if name in known:
        return choose(known[name], language)
    words = re.split(r"[._]", name)
    if not all(word in known for word in words):
        return name
    return ("" if language == "zh" else " ").join(choose(known[word], language) for word in words)


@cache
def _headings() -> dict[str, dict[str, str]]:
    """Columns that were named; those that hold a figure are called as it is."""
    raw: dict[str, dict[str, str]] = orjson.loads(
        files("registry.statistics").joinpath("data/columns.json").read_bytes()
    )
    return {**{code: said["name"] for code, said in wording().figures.items()}, **raw}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _figures(figures: Iterable[Row], language: str) -> Sheet:
    """Every figure, and below it every cell of its breakdowns."""
    return _sheet("figures", OVERVIEW, list(_figure_rows(figures)), language)


def _figure_rows(figures: Iterable[Row]) -> Iterator[Row]:
    for figure in figures:
        said = {"code": figure["code"], "name": figure["name"], "unit": figure["unit"]}
        yield {**said, "value": figure["value"], "dimension": "", "key": ""}
        for dimension, cells in figure.get("by", {}).items():
            for cell in cells:
                yield {**said, "dimension": dimension, **cell}


def _table(name: str, rows: Sequence[Row], language: str) -> Sheet:
    flat = [dict(_flat(row)) for row in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    return _sheet(name, columns, flat, language)


def _flat(row: Row, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """A row without objects in it: `{"cost": {"low": 1}}` has the column `cost.low`. Texts stay whole."""
    for name, value in row.items():
        if isinstance(value, Mapping) and not _is_text(value):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _is_text(value: Mapping[str, Any]) -> bool:
    return bool(value) and value.keys() <= {"zh", "en"}


def _sheet(name: str, columns: Sequence[str], rows: Sequence[Row], language: str) -> Sheet:
    cells = [[_value(column, row.get(column), language) for column in columns] for row in rows]
    heads = [heading_of(column, language) for column in columns]
    made = [
        Column(head, *_look(column, head, [line[place] for line in cells]))
        for place, (column, head) in enumerate(zip(columns, heads, strict=True))
    ]
    return Sheet(choose(_SHEETS.get(name), language) or heading_of(name, language), made, cells)


def _value(column: str, value: Any, language: str) -> Value:
    if isinstance(value, Mapping):
        return choose(value, language)
    if isinstance(value, list | tuple):
        return "; ".join(str(_value(column, each, language)) for each in value)
    if isinstance(value, bool):
        return ({True: "是", False: "否"} if language == "zh" else {True: "yes", False: "no"})[value]
    if is_amount(column, value):
        return Decimal(value)
    if isinstance(value, str) and is_day(value) and column not in _NO_NUMBERS:
        return date.fromisoformat(value)
    return value if isinstance(value, str | int | float | Decimal | date | None) else str(value)


def is_amount(column: str, value: Any) -> bool:
    """Whether a text is an amount of money, which travels as a decimal string."""
    return isinstance(value, str) and column.rsplit(".", 1)[-1] not in _NO_NUMBERS and _DECIMAL.match(value) is not None


def is_day(value: Any) -> bool:
    """Whether a text is a day."""
    return isinstance(value, str) and _DAY.match(value) is not None


def _look(column: str, head: str, values: Iterable[Value]) -> tuple[str, int]:
    """The format of a column's numbers and its width."""
    found = [value for value in values if value is not None]
    width = max([_signs(head) + 4, *(_signs(str(value)) + 2 for value in found[:500])])
    if any(isinstance(value, date) for value in found):
        return "yyyy-mm-dd", 13
    if any(isinstance(value, Decimal) for value in found):
        return "#,##0.00", min(max(width, 14), 24)
    if any(isinstance(value, float) and value != int(value) for value in found):
        return ("0.0000" if column in {"gini", "entropy"} else "#,##0.0"), min(max(width, 12), 24)
    if any(isinstance(value, int | float) for value in found):
        return "#,##0", min(max(width, 10), 24)
    return "@", min(max(width, 10), 60)


def _signs(text: str) -> int:
    """How wide a text stands: a Chinese sign takes two places."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _about(document: Document, language: str, *, exactly: bool) -> Sheet:
    rows: list[Row] = []
    for name, value in document.items():
        if isinstance(value, list) or name == "demonstration" or value is None:
            continue
        flat = _flat({name: value})
        rows += [
            {"about": heading_of(field, language), "said": _plain(_value(field, held, language))}
            for field, held in flat
        ]
    rows.append(
        {"about": heading_of("suppression", language), "said": choose(EXACT if exactly else SUPPRESSED, language)}
    )
    counted = document.get("demonstration")
    if isinstance(counted, Mapping) and any(counted.values()):
        said = "; ".join(f"{heading_of(name, language)} {number}" for name, number in counted.items())
        rows.append({"about": heading_of("demonstration", language), "said": choose(DEMONSTRATION, language) + said})
    return _sheet("about", ("about", "said"), rows, language)


def _plain(value: Value) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _definitions(definitions: Iterable[Row], language: str) -> Sheet:
    rows = [
        {
            "code": each["code"],
            "name_zh": each["name"].get("zh"),
            "name_en": each["name"].get("en"),
            "definition_zh": each["definition"].get("zh"),
            "definition_en": each["definition"].get("en"),
            "formula": each.get("formula"),
            "unit": each.get("unit"),
        }
        for each in {each["code"]: each for each in definitions}.values()
    ]
    return _sheet("definitions", DEFINITIONS, rows, language)
