"""Rows of figures as tables for people: labels instead of codes, "fewer than 5" instead of an empty cell, links to what
is named and to the records behind. Pure: how numbers are written is left to who shows them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from registry.kit.texts import choose
from registry.statistics.tables import heading_of, is_amount, is_day
from registry.statistics.wording import wording

Row = Mapping[str, Any]

FEWER: Final = {"zh": "少于 {n}", "en": "fewer than {n}"}
WITHHELD: Final = {"zh": "不予显示", "en": "withheld"}
YES: Final = {True: {"zh": "是", "en": "yes"}, False: {"zh": "否", "en": "no"}}
FEWER_THAN: Final = "fewer_than"
LINKS: Final = {
    "component": "/components/{}",
    "city": "/organisations/{}",
    "publisher": "/organisations/{}",
    "adopter": "/organisations/{}",
    "adoption": "/adoptions/{}",
}
"""By column, where what it names is found."""

RANKED: Final = {
    "components": "component",
    "publishers": "publisher",
    "adopters": "city",
    "domains": "domain",
    "kinds": "kind",
    "classes": "city_class",
    "provinces": "province",
}
"""By what is ranked, the dimension of the records behind a place."""

CODES: Final = ("scenario", "reason", "domain")
"""Columns whose code is left out where a label stands beside it; the label then bears their heading."""

THE_RECORD: Final = {"zh": "采用记录", "en": "Adoption"}
OF_RANKED: Final = {"components": "component", "publishers": "publisher", "adopters": "adopter"}
"""By what is ranked, which of the links leads to what holds the place."""

TOLD_BY: Final = frozenset({"by", "between"})
"""Columns that hold the name of a dimension."""

SIDES: Final = frozenset({"from_label", "to_label"})
"""Of flows: who published and who adopted, headed by that and not by the days of a stretch."""

ROUTES: Final = {"city_class": "flow", "province": "route", "cities": "cities"}


class Shown(NamedTuple):
    """A cell: its text, or a number that is still to be written; and where it leads."""

    text: str
    number: float | None = None
    href: str | None = None
    is_day: bool = False


class Table(NamedTuple):
    """A table for people. `numeric` says of each column whether it holds numbers."""

    name: str
    headings: list[str]
    numeric: list[bool]
    rows: list[list[Shown]]


def show_rows(
    rows: Sequence[Row], language: str, *, name: str = "rows", page: str = "", asked: Mapping[str, str] | None = None
) -> Table:
    """The table of these rows. `page` and `asked`, what was asked of it, make the links to the records behind."""
    columns = _columns(rows)
    lines = [[_cell(row, column, language) for column in columns] for row in rows]
    behind = [records_behind(page, row) for row in rows]
    if any(behind) and asked is not None:
        lines = [_linked(line, columns, each, asked) for line, each in zip(lines, behind, strict=True)]
    numeric = [any(line[place].number is not None for line in lines) for place in range(len(columns))]
    return Table(name, [heading_of(_headed(column, rows[0]), language) for column in columns], numeric, lines)


def records_behind(page: str, row: Row) -> dict[str, str] | None:
    """What to ask for the records behind a row of a page; None where a row names them itself, or has none."""
    if page == "rankings" and row.get("by") in RANKED:
        return _of(RANKED[row["by"]], row["key"])
    if page in {"flows", "network"} and "from" in row:
        dimension = ROUTES.get(row.get("by") or row.get("between") or "")
        return _of(dimension, f"{row['from']}/{row['to']}") if dimension and "to" in row else None
    if page == "spread" and row.get("by") in {"city_class", "province", "domain"}:
        return _of(row["by"], row["key"]) if "key" in row else None
    return None


def records_address(asked: Mapping[str, str], **cell: str) -> str:
    """The page of the records behind a cell, under what was asked."""
    return f"/dashboard/records?{urlencode({**asked, **cell})}"


def _of(dimension: str, key: str) -> dict[str, str]:
    return {"figure": "running_reuse", "dimension": dimension, "key": key}


def _columns(rows: Sequence[Row]) -> list[str]:
    """What is shown: a label for its code, no column for suppression alone, none that says the same in every row."""
    named = list(dict.fromkeys(name for row in rows for name in row))
    return [
        name
        for name in named
        if not _is_bound(name)
        and not (name == "key" and "label" in named)
        and f"{name}_label" not in named
        and not (name in CODES and "label" in named)
        and not (name == "component" and "title" in named)
        and not (name in TOLD_BY and len({row.get(name) for row in rows}) == 1)
        and not (name == "is_demo" and not any(row.get(name) for row in rows))
    ]


def _is_bound(name: str) -> bool:
    return name == FEWER_THAN or name.endswith(f"_{FEWER_THAN}")


def _headed(column: str, row: Row) -> str:
    """What a column is headed by: a label by what it names."""
    if column == "label":
        return next((code for code in CODES if code in row), column)
    return column if column in SIDES else _base(column)


def _base(column: str) -> str:
    return column.removesuffix("_label") if column != "label" else column


def _cell(row: Row, column: str, language: str) -> Shown:
    value = row.get(column)
    if value is None:
        return _untold(row, column, language)
    if isinstance(value, bool):
        return Shown(choose(YES[value], language))
    if isinstance(value, int | float):
        return Shown("", value)
    if column in TOLD_BY:
        return Shown(heading_of(str(value), language))
    if is_amount(column, value):
        return Shown("", float(value))
    text = choose(THE_RECORD, language) if column == "adoption" else _text(value, _base(column), language)
    return Shown(text, href=_link(row, _base(column)), is_day=is_day(value))


def _untold(row: Row, column: str, language: str) -> Shown:
    bound = FEWER_THAN if column == "value" else f"{column}_{FEWER_THAN}"
    if bound not in row:
        return Shown("–")
    if row[bound] is None:
        return Shown(choose(WITHHELD, language))
    return Shown(choose(FEWER, language).format(n=row[bound]))


def _text(value: Any, column: str, language: str) -> str:
    if isinstance(value, Mapping):
        return choose(value, language) if value.keys() <= {"zh", "en"} else _pairs(value, language)
    if isinstance(value, list | tuple):
        return "; ".join(_text(each, column, language) for each in value)
    if isinstance(value, date):
        return value.isoformat()
    known = wording().labels.get(column, {}).get(str(value))
    return choose(known, language) if known else str(value)


def _pairs(value: Mapping[str, Any], language: str) -> str:
    return "; ".join(f"{heading_of(name, language)}: {_text(held, name, language)}" for name, held in value.items())


def _link(row: Row, column: str) -> str | None:
    """Where what a column names is found: by its code, which may stand beside its label."""
    if column == "title":
        return _link(row, "component")
    if column == "label" and row.get("by") in OF_RANKED:
        return LINKS[OF_RANKED[row["by"]]].format(quote(row["key"], safe="/"))
    named = row.get(column)
    pattern = LINKS.get(column)
    return pattern.format(quote(named, safe="/")) if pattern and isinstance(named, str) else None


def _linked(
    line: list[Shown], columns: Iterable[str], behind: Mapping[str, str] | None, asked: Mapping[str, str]
) -> list[Shown]:
    """The first number of a row leads to the records behind it."""
    if behind is None:
        return line
    place = next((place for place, cell in enumerate(line) if cell.number and _counts(columns, place)), None)
    if place is None:
        return line
    return [*line[:place], line[place]._replace(href=records_address(asked, **behind)), *line[place + 1 :]]


def _counts(columns: Iterable[str], place: int) -> bool:
    return list(columns)[place] not in {"place", "rank", "cities"}
