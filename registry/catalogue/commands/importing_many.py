"""`import FILE`: components by the thousand, a JSON object a line."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, Final, NamedTuple

import click
import orjson

from registry.catalogue import actions
from registry.kit.actor import CONSOLE
from registry.kit.console import Console, Declined, explain, json_option, pass_console, say_json
from registry.kit.errors import PayloadInvalid, Refusal
from registry.kit.terminal import say, with_progress
from registry.web.wording import load_payload
from schemas.catalogue import VersionPublishSchema
from schemas.description import ComponentRegisterSchema

BATCH: Final = 1000
OF_THE_CALLER: Final = frozenset({401, 403, 429})
"""Refusals that every further line would meet too."""

Line = tuple[int, bytes]


class Told(NamedTuple):
    """What became of a line: nothing more to say when it was entered."""

    line: int
    refusal: str | None = None


@click.command("import")
@click.argument("file", type=click.File("rb"))
@json_option
@pass_console
def import_components(console: Console, file: BinaryIO, as_json: bool) -> None:
    """Register many components from FILE: a JSON object a line, as POST /components takes it, with a `version` if any.

    Lines that are refused are told with their number and skipped; the others are entered. On this machine they go a
    thousand in a transaction. To a server they go one by one; the same FILE given again within a day goes on where it
    was broken off, for what was entered is not entered twice.
    """
    started, entered = time.perf_counter(), 0
    refused: list[Told] = []
    lines = with_progress(enumerate(file, start=1), "import", total=_count(file))
    for told in _sent(console, lines) if console.is_remote else _entered(console, lines):
        if told.refusal is None:
            entered += 1
            continue
        refused.append(told)
        click.echo(f"line {told.line}: {told.refusal}", err=True)
    seconds = time.perf_counter() - started
    if as_json:
        lost = [{"line": told.line, "detail": told.refusal} for told in refused]
        say_json({"entered": entered, "refused": lost, "seconds": round(seconds, 3)})
    else:
        rate = f"{entered / seconds:,.0f}"
        say(
            f"录入 {entered} 条，拒绝 {len(refused)} 条，用时 {seconds:.1f} 秒（每秒 {rate} 条）。",
            f"{entered} entered, {len(refused)} refused, in {seconds:.1f} s ({rate} a second).",
        )
    if refused:
        click.get_current_context().exit(1)


def _count(file: BinaryIO) -> int | None:
    """How many lines there are, for the progress; None where the file can be read only once."""
    if not file.seekable():
        return None
    number = sum(1 for _ in file)
    file.seek(0)
    return number


def _entered(console: Console, lines: Iterator[Line]) -> Iterator[Told]:
    """Lines entered on this machine, a batch in a transaction."""
    while batch := list(islice(lines, BATCH)):
        entries: list[tuple[int, actions.Entry]] = []
        for number, line in batch:
            try:
                entries.append((number, _entry(line)))
            except Refusal as refusal:
                yield Told(number, explain(refusal))
        with console.database.writing() as session:
            outcomes = actions.register_components(session, CONSOLE, [entry for _, entry in entries])
        for (number, _), outcome in zip(entries, outcomes, strict=True):
            yield Told(number, explain(outcome.refusal) if outcome.refusal else None)


def _sent(console: Console, lines: Iterable[Line]) -> Iterator[Told]:
    """Lines sent to a server one by one, under keys that are the lines' own: sending one again enters nothing twice."""
    for number, line in lines:
        try:
            content, version = _parts(line)
            key = hashlib.sha256(line.strip()).hexdigest()
            component = console.post("/components", content, key=f"{key}-component")
            if version is not None:
                address = f"/components/{component['publisher']}/{component['name']}/versions"
                console.post(address, version, key=f"{key}-version")
        except Refusal as refusal:
            yield Told(number, explain(refusal))
        except Declined as refusal:
            if refusal.status in OF_THE_CALLER:
                raise
            yield Told(number, refusal.explain())
        else:
            yield Told(number)


_COMPONENT = ComponentRegisterSchema()
_VERSION = VersionPublishSchema()


def _entry(line: bytes) -> actions.Entry:
    content, version = _parts(line)
    payload = load_payload(_COMPONENT, content)
    return actions.Entry(
        payload.pop("publisher"),
        payload.pop("name"),
        payload,
        load_payload(_VERSION, version, "/version") if version is not None else None,
    )


def _parts(line: bytes) -> tuple[Any, Any]:
    """What a line says of the component, and of its version."""
    try:
        content = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise PayloadInvalid.of("", f"不是有效的 JSON：{error}", f"Not valid JSON: {error}") from error
    version = content.pop("version", None) if isinstance(content, dict) else None
    return content, version
