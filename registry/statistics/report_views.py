"""A monthly report as people read it: tables and drawings in the reader's language. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from registry.kit.texts import choose
from registry.statistics.charts import Point, line_chart
from registry.statistics.showing import Table, show_rows
from registry.statistics.wording import wording

PER_CENT: Final = 100


class Change(NamedTuple):
    """By how much a figure moved since an earlier day: in all, and in percent where there was anything."""

    by: float | None
    percent: float | None


class Leading(NamedTuple):
    """A leading figure with its changes."""

    figure: Mapping[str, Any]
    month: Change
    year: Change


class Part(NamedTuple):
    """A subject of the report: what it means, its figures, its tables; how many rows of the first were left out."""

    name: str
    document: Mapping[str, Any]
    tables: list[Table]
    left_out: int
    drawings: list[str]


class View(NamedTuple):
    """Everything a page of a report shows."""

    leading: list[Leading]
    parts: list[Part]
    definitions: list[Mapping[str, Any]]


def view_report(report: Mapping[str, Any], language: str) -> View:
    """What is shown of a report."""
    return View(
        [
            Leading(each, change(each["value"], each["month_before"]), change(each["value"], each["year_before"]))
            for each in report["leading"]
        ],
        [_part(name, document, language) for name, document in report["parts"].items()],
        _definitions(report),
    )


def change(now: float | None, before: float | None) -> Change:
    """From an earlier value to this one; nothing where either is not known."""
    if now is None or before is None:
        return Change(None, None)
    return Change(now - before, round(PER_CENT * (now - before) / before, 1) if before else None)


def _part(name: str, document: Mapping[str, Any], language: str) -> Part:
    rows = document.get("rows") or []
    return Part(
        name,
        document,
        [show_rows(rows, language, name=name)] if rows else [],
        document.get("left_out", {}).get("rows", 0),
        draw_series(document, language) if name == "series" else [],
    )


def _definitions(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    every = [*report["figures"], *(each for part in report["parts"].values() for each in part.get("figures", ()))]
    return list({each["code"]: each for each in every}.values())


_SAID: Final = {
    "zh": "从 {first} 到 {last}，共 {number} 个时点；下表列出同样的数值。",
    "en": "From {first} to {last}, at {number} times; the table holds the same values.",
}


CHARTED: Final = ("components_listed", "running_reuse", "calls", "reusing_cities")


def whole_months(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A series by months without the calls of a month that has not ended: they are reported after it."""
    rows = document["rows"]
    if document["interval"] != "month" or not rows or _ends_a_month(rows[-1]["to"]):
        return document
    return {**document, "rows": [*rows[:-1], {**rows[-1], "calls": None}]}


def _ends_a_month(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(days=1)).day == 1


def draw_series(document: Mapping[str, Any], language: str) -> list[str]:
    """A drawing of each leading figure of a series: SVG, every text escaped. None of what is not told at all."""
    rows = document["rows"]
    return [_draw(code, rows, document["interval"], language) for code in CHARTED if _is_told(rows, code)]


def _is_told(rows: list[Mapping[str, Any]], code: str) -> bool:
    return any(row[code] is not None for row in rows)


def _draw(code: str, rows: list[Mapping[str, Any]], interval: str, language: str) -> str:
    figure = wording().figures[code]
    points = [Point(row["to"] if interval in {"day", "week"} else row["to"][:7], row[code]) for row in rows]
    said = _SAID[language].format(first=points[0].label, last=points[-1].label, number=len(points))
    title = f"{choose(figure['name'], language)} ({choose(figure['unit'], language)})"
    return line_chart(f"chart-{code}", title, said, points, language)
