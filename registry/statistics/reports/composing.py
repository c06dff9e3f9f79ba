"""What a monthly report holds. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from registry.statistics.reports.months import last_day, written

Document = Mapping[str, Any]

LEADING: Final = ("components_listed", "running_reuse", "calls", "openings")
"""上架、采用、调用、开通, in this order."""

ROWS_KEPT: Final = 30
"""How many rows of a table a report holds: the whole table is one of the figures of that day."""


def compose_report(
    month: date,
    issued_on: date,
    *,
    overviews: Mapping[str, Document],
    parts: Mapping[str, Document],
    corrections: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The document of a report.

    `overviews` are those of the last day of the month (`now`), of the month before and of the year before, all by what
    is known on the day of issue; `parts` the other documents of that day; `corrections` what is known otherwise now.
    """
    now = overviews["now"]
    return {
        "kind": "reuse",
        "month": written(month),
        "as_of": last_day(month).isoformat(),
        "known_at": issued_on.isoformat(),
        "note": now["note"],
        "leading": leading_of(overviews),
        "figures": now["figures"],
        "parts": {name: cut(part) for name, part in parts.items()},
        "corrections": list(corrections),
        "demonstration": now["demonstration"],
    }


def leading_of(overviews: Mapping[str, Document]) -> list[dict[str, Any]]:
    """The leading figures, each with its value a month and a year before."""
    values = {when: values_of(overview) for when, overview in overviews.items()}
    figures = {figure["code"]: figure for figure in overviews["now"]["figures"]}
    return [
        {
            **{name: figures[code][name] for name in ("code", "name", "definition", "unit", "value")},
            "month_before": values["month_before"].get(code),
            "year_before": values["year_before"].get(code),
        }
        for code in LEADING
        if code in figures
    ]


def values_of(overview: Document) -> dict[str, float | None]:
    """The value of each figure of an overview, by its code."""
    return {figure["code"]: figure["value"] for figure in overview["figures"]}


def told_by(reports: Sequence[Document]) -> dict[str, dict[str, float]]:
    """By month, the values of figures as they were told last: in its own report, or put right in a later one.

    `reports` come in the order of their months.
    """
    told: dict[str, dict[str, float]] = {}
    for report in reports:
        told[report["month"]] = {code: value for code, value in values_of(report).items() if value is not None}
        for correction in report["corrections"]:
            told.setdefault(correction["month"], {})[correction["code"]] = correction["now"]
    return told


def corrections_between(month: str, told: Mapping[str, float], now: Document) -> Iterator[dict[str, Any]]:
    """The figures of a month's last day that are known otherwise now than they were told."""
    for figure in now["figures"]:
        was, value = told.get(figure["code"]), figure["value"]
        if was is not None and value is not None and was != value:
            yield {
                "month": month,
                "code": figure["code"],
                "name": figure["name"],
                "unit": figure["unit"],
                "told": was,
                "now": value,
                "difference": round(value - was, 4),
            }


def cut(part: Document) -> dict[str, Any]:
    """A document with its longest tables cut; `left_out` says by how many rows each was."""
    left = {
        name: len(rows) - ROWS_KEPT
        for name, rows in part.items()
        if isinstance(rows, list) and name != "figures" and len(rows) > ROWS_KEPT
    }
    return {
        **{name: rows[:ROWS_KEPT] if name in left else rows for name, rows in part.items()},
        "left_out": left,
    }
