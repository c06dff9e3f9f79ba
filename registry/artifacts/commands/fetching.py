"""Fetching files of versions: going on where a transfer broke off, and only ever leaving what is right."""

import os
from pathlib import Path
from typing import Any, Final

import click

from registry.artifacts.commands.adding import artifact_place, artifacts, version_place
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.errors import Bilingual, NotFound, Refusal
from registry.kit.failures import CallFailed
from registry.kit.sending import digest_of
from registry.kit.terminal import say, transfer_bar

TRIES: Final = 5


class KeptElsewhere(Refusal):
    title = Bilingual("存放在别处", "It is kept elsewhere")
    sentence = Bilingual(
        "“{filename}”存放在 {location}，请从那里获取，并核对摘要 {digest}。",
        "'{filename}' is kept at {location}: fetch it there and check that its digest is {digest}.",
    )


class FileInTheWay(Refusal):
    title = Bilingual("文件已存在", "There is a file already")
    sentence = Bilingual(
        "{file} 已存在且内容不同，未作更改。", "{file} is there with other content: it was left alone."
    )


class FetchedWrong(Refusal):
    title = Bilingual("内容不符", "What came is not right")
    sentence = Bilingual(
        "收到的内容摘要为 {found}，应为 {digest}；没有留下任何文件。",
        "What came has the digest {found} and not {digest}: nothing of it was kept.",
    )


@artifacts.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("filename")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to; its own name here unless said"
)
@json_option
@pass_console
def get(console: Console, component: str, number: str, filename: str, output: Path | None, as_json: bool) -> None:
    """Fetch a file of a version. It appears under its name once it is whole and its digest is right.

    The same command again goes on where it was broken off.
    """
    listed = _find(console, component, number, filename)
    if listed["location"]:
        raise KeptElsewhere(**listed)
    target = output or Path(Path(listed["filename"]).name)
    fresh = not _is_there(target, listed["digest"])
    if fresh:
        _fetch(console, artifact_place(component, number, listed["filename"]), listed, target)
    if as_json:
        say_json({"file": str(target), "digest": listed["digest"], "size": listed["size"], "fetched": fresh})
    else:
        say(f"{target}：摘要与登记一致。", f"{target}: its digest is the one that was registered.")


def _find(console: Console, component: str, number: str, filename: str) -> dict[str, Any]:
    found = console.items(f"{version_place(component, number)}/artifacts")
    named = next((row for row in found if row["filename"].casefold() == filename.casefold()), None)
    if named is None:
        raise NotFound(what=filename)
    return named


def _is_there(target: Path, digest: str) -> bool:
    if not target.exists():
        return False
    if f"sha256:{digest_of(target)}" != digest:
        raise FileInTheWay(file=target)
    return True


def _fetch(console: Console, place: str, listed: dict[str, Any], target: Path) -> None:
    part = target.with_name(f".{target.name}.{listed['digest'][7:23]}.part")
    with transfer_bar(target.name, listed["size"]) as watch:
        for left in reversed(range(TRIES)):
            before = part.stat().st_size if part.exists() else 0
            try:
                _receive(console, place, part, before, watch)
                break
            except CallFailed:
                # Going on is worth it only as long as something comes.
                if left == 0 or not part.exists() or part.stat().st_size == before:
                    raise
    found = f"sha256:{digest_of(part)}"
    if found != listed["digest"]:
        part.unlink()
        raise FetchedWrong(found=found, digest=listed["digest"])
    os.replace(part, target)


def _receive(console: Console, place: str, part: Path, start: int, watch: Any) -> None:
    with console.opened(place, start=start) as (begins, pieces), part.open("ab") as file:
        file.truncate(begins)
        for piece in pieces:
            file.write(piece)
            watch(len(piece))
        file.flush()
        os.fsync(file.fileno())
