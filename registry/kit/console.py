"""What every command works with, and how commands speak."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import orjson

from registry.kit.database import Database
from registry.kit.errors import Refusal


@dataclass(frozen=True)
class Console:
    """The database and the data folder that the commands of this call work on."""

    database: Database
    data: Path


pass_console = click.make_pass_decorator(Console)


def language() -> str:
    """`zh` where the terminal speaks Chinese, else `en`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.startswith("zh") else "en"


def say_json(value: Any) -> None:
    """One JSON document on standard output, for machines."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2))


def explain(refusal: Refusal) -> str:
    """The refusal's sentence, and each field that needs correction on a line of its own."""
    spoken = language()
    fields = (f"  {error.pointer}: {error.detail.in_language(spoken)}" for error in refusal.errors)
    return "\n".join((refusal.detail(spoken), *fields))


class RefusingGroup(click.Group):
    """Ends with 1 and the refusal's sentence on standard error when an action declines."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(explain(refusal), err=True)
            ctx.exit(1)
