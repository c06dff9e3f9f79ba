"""Monthly reports from the command line."""

from pathlib import Path
from typing import Any, Final

import click
import orjson

from registry.kit.console import Console, Declined, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose

NOT_FOUND: Final = 404
FILES: Final = {".html": "html", ".xlsx": "xlsx"}


@click.group()
def report() -> None:
    """Monthly reports: issued once, never changed."""


@report.command("list")
@json_option
@pass_console
def list_reports(console: Console, as_json: bool) -> None:
    """List the reports that were issued."""
    found = list(console.items("/reports"))
    if as_json:
        say_json(found)
        return
    show_table(("month", "issued"), ((each["month"], each["issued_at"]) for each in found))


@report.command("reuse")
@click.option("--month", required=True, help="A month that is over, such as 2026-10")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write: .html, .xlsx or .json")
@json_option
@pass_console
def reuse(console: Console, month: str, out: Path | None, as_json: bool) -> None:
    """Issue the report of a MONTH, or read it where it was issued. Issuing is for administrators."""
    found = _issued(console, month)
    if out is not None:
        _write(console, month, out, found)
    if as_json:
        say_json(found)
    else:
        _show(found)


def _issued(console: Console, month: str) -> Any:
    try:
        return console.get(f"/reports/{month}")
    except Declined as declined:
        if declined.status != NOT_FOUND:
            raise
    return console.post("/reports", {"kind": "reuse", "month": month})


def _write(console: Console, month: str, out: Path, found: Any) -> None:
    format = FILES.get(out.suffix.lower())
    if format is None:
        out.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))
    else:
        out.write_bytes(console.download(f"/reports/{month}.{format}", language=language()))
    say(f"已写入 {out}。", f"Written to {out}.", err=True)


def _show(found: Any) -> None:
    rows = (
        (
            choose(each["name"], language()),
            _number(each["value"]),
            _number(each["month_before"]),
            _number(each["year_before"]),
        )
        for each in found["leading"]
    )
    title = f"{found['month']}, {found['issued_at']}"
    show_table(("figure", "value", "month before", "year before"), rows, title=title)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
