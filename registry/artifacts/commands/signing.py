"""Manifests as they are signed, and signing them with a key that stays on this machine."""

from pathlib import Path

import click
import orjson

from registry.artifacts.commands.adding import version_place
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say
from registry.signing.private import read_private_key


@click.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.option("--manifest", "which", default="latest", show_default=True, help="Its number")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file")
@json_option
@pass_console
def manifest(console: Console, component: str, number: str, which: str, output: Path | None, as_json: bool) -> None:
    """Write what a version consists of, byte for byte as it is signed."""
    content = console.download(f"{version_place(component, number)}/manifests/{which}")
    if output is not None:
        output.write_bytes(content)
    if as_json:
        say_json(orjson.loads(content))
    elif output is None:
        click.echo(content, nl=False)


@click.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="PEM file; it stays here"
)
@click.option("--manifest", "which", default="latest", show_default=True, help="Its number")
@json_option
@pass_console
def sign(console: Console, component: str, number: str, key: Path, which: str, as_json: bool) -> None:
    """Sign a manifest of a version with the key of its publisher."""
    private = read_private_key(key)
    place = version_place(component, number)
    content = console.download(f"{place}/manifests/{which}")
    body = {
        "manifest": orjson.loads(content)["manifest"],
        "key": private.fingerprint,
        "signature": private.sign(content),
    }
    accepted = console.post(f"{place}/signatures", body)
    if as_json:
        say_json(accepted)
    else:
        say(
            f"已用密钥 {accepted['key']} 签名第 {accepted['manifest']} 号清单。",
            f"Signed manifest {accepted['manifest']} with the key {accepted['key']}.",
        )
