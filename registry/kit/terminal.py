"""How commands speak: JSON for programs, tables and sentences for people, progress while it takes long."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import click
import orjson
from rich.console import Console as Terminal
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn, track
from rich.table import Table

from registry.kit.errors import Refusal
from registry.kit.texts import choose

Step = TypeVar("Step")

json_option: Final = click.option("--json", "as_json", is_flag=True, help="One JSON document, for programs")


def language() -> str:
    """`zh` where the terminal speaks Chinese, else `en`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.startswith("zh") else "en"


def say(zh: str, en: str, *, err: bool = False) -> None:
    """One line in the language of the terminal."""
    click.echo(zh if language() == "zh" else en, err=err)


def say_json(value: Any) -> None:
    """One JSON document on standard output, for machines."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2))


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """Rows under their names, as wide as the terminal."""
    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*row)
    Terminal().print(table)


def show_details(document: Mapping[str, Any]) -> None:
    """What a document says, a field a row, without what it leaves open."""
    rows = ((name, _in_words(value)) for name, value in document.items() if value not in (None, "", [], {}))
    show_table(("", ""), rows)


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        if value.keys() & {"zh", "en"} and all(isinstance(text, str) for text in value.values()):
            return choose(value, language())
        return "\n".join(f"{name}: {_in_words(below)}" for name, below in value.items() if below not in (None, "", []))
    if isinstance(value, list):
        return "\n".join(_in_words(below) for below in value)
    return str(value)


def explain(refusal: Refusal) -> str:
    """The refusal's sentence, and each field that needs correction on a line of its own."""
    spoken = language()
    fields = (f"  {error.pointer}: {error.detail.in_language(spoken)}" for error in refusal.errors)
    return "\n".join((refusal.detail(spoken), *fields))


def with_progress(steps: Iterable[Step], doing: str, *, total: float | None = None) -> Iterator[Step]:
    """The steps, with a bar on standard error meanwhile; nothing of it where that is no terminal."""
    watched = sys.stderr.isatty()
    return iter(track(steps, doing, total=total, console=Terminal(stderr=True), transient=True, disable=not watched))


@contextmanager
def transfer_bar(doing: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on standard error for bytes on their way, where that is a terminal; yields what is told of each piece."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    disabled = not sys.stderr.isatty()
    with Progress(*columns, console=Terminal(stderr=True), transient=True, disable=disabled) as progress:
        task = progress.add_task(doing, total=total)
        yield lambda size: progress.advance(task, size)


def given(**values: Any) -> dict[str, Any]:
    """The options that were given, for a request: without those that are None or empty."""
    return {name: value for name, value in values.items() if value not in (None, "", (), [], {})}
