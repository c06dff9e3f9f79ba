"""What every command works with, and how commands speak."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import orjson
from sqlalchemy.exc import DBAPIError

from registry.kit.database import Database
from registry.kit.errors import Bilingual, Refusal

DATABASE_FAILED: Final = Bilingual(
    "数据库无法完成操作：{reason}。请确认已执行 python -m registry init，且数据库可以连接。",
    "The database declined: {reason}. Was it prepared with 'python -m registry init', and can it be reached?",
)


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
    """Ends with 1 and a sentence on standard error when an action declines or the database does."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(explain(refusal), err=True)
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0].rstrip(".")
            click.echo(DATABASE_FAILED.in_language(language()).format(reason=reason), err=True)
        ctx.exit(1)
