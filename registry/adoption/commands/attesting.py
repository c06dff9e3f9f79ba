"""Signs of life from the command line."""

import base64
import binascii
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from registry.adoption.attestation_keys import sign
from registry.adoption.liveness import signed_message
from registry.adoption.vocabulary import USAGE_BUCKETS
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.derived_keys import KEY_BYTES
from registry.kit.terminal import say, show_table

KEY = click.option(
    "--key",
    "key_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with the key of the adoption, in base64",
)
VERSION = click.option("--version", help="The version that runs")
USAGE = click.option("--usage", type=click.Choice(USAGE_BUCKETS), help="Calls since the last sign of life")


@click.group()
def attest() -> None:
    """Keep adoptions alive: a signature of the deployment, or a named person's word."""


@attest.command("list")
@click.argument("adoption")
@json_option
@pass_console
def list_attestations(console: Console, adoption: str, as_json: bool) -> None:
    """List the signs of life of an adoption, the newest first."""
    found = list(console.items(f"/adoptions/{adoption}/attestations"))
    if as_json:
        say_json(found)
        return
    rows = ((row["on"], row["method"], row["version"] or "", row["usage"] or row["stated_by"] or "") for row in found)
    show_table(("day", "method", "version", "usage or person"), rows)


@attest.command()
@click.argument("adoption")
@json_option
@pass_console
def key(console: Console, adoption: str, as_json: bool) -> None:
    """Get a new key for the deployment, shown this once; the one before is revoked."""
    issued = console.post(f"/adoptions/{adoption}/keys")
    if as_json:
        say_json(issued)
    else:
        click.echo(issued["key"])


@attest.command()
@click.argument("adoption")
@json_option
@pass_console
def keys(console: Console, adoption: str, as_json: bool) -> None:
    """List the keys of an adoption, without what they sign with."""
    found = list(console.items(f"/adoptions/{adoption}/keys"))
    if as_json:
        say_json(found)
        return
    show_table(
        ("number", "since", "revoked"), ((row["number"], row["created_at"], row["revoked_at"] or "") for row in found)
    )


@attest.command()
@click.argument("adoption")
@click.option("--offline", is_flag=True, help="Good for 30 days, for a deployment that is reached by hand")
@json_option
@pass_console
def nonce(console: Console, adoption: str, offline: bool, as_json: bool) -> None:
    """Get a nonce for the deployment to sign."""
    given_out = console.post(f"/adoptions/{adoption}/nonces", {"offline": offline})
    if as_json:
        say_json(given_out)
    else:
        click.echo(given_out["nonce"])


@attest.command("sign")
@click.argument("nonce")
@KEY
@VERSION
@USAGE
@json_option
def sign_nonce(nonce: str, key_file: Path, version: str | None, usage: str | None, as_json: bool) -> None:
    """Sign a NONCE where the deployment runs; prints the file to carry back, JSON in any case. Asks no registry."""
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    click.echo(json.dumps({**_signed(key_file, nonce, version, usage), "signed_at": now}))


@attest.command()
@click.argument("adoption")
@KEY
@VERSION
@USAGE
@json_option
@pass_console
def signed(
    console: Console, adoption: str, key_file: Path, version: str | None, usage: str | None, as_json: bool
) -> None:
    """Ask for a nonce, sign it and send it: a sign of life in one go."""
    asked = console.post(f"/adoptions/{adoption}/nonces", {})
    _say(
        console.post(f"/adoptions/{adoption}/attestations", _signed(key_file, asked["nonce"], version, usage)), as_json
    )


@attest.command()
@click.argument("adoption")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_console
def file(console: Console, adoption: str, file: Path, as_json: bool) -> None:
    """Send a FILE that the deployment has signed."""
    try:
        said = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise click.UsageError("The file is no JSON.") from error
    _say(console.post(f"/adoptions/{adoption}/attestations", said), as_json)


@attest.command()
@click.argument("adoption")
@click.option("--by", "stated_by", required=True, help="The name of the person who says so")
@click.option("--statement", required=True)
@VERSION
@json_option
@pass_console
def state(console: Console, /, adoption: str, as_json: bool, **said: str | None) -> None:
    """State that it is in use. It keeps alive, and proves less than a signature."""
    _say(console.post(f"/adoptions/{adoption}/attestations", given(**said)), as_json)


def _signed(key_file: Path, nonce: str, version: str | None, usage: str | None) -> dict[str, str]:
    try:
        key = base64.b64decode(key_file.read_text("ascii").strip(), validate=True)
    except (ValueError, binascii.Error) as error:
        raise click.UsageError("The key file holds no key in base64.") from error
    if len(key) != KEY_BYTES:
        raise click.UsageError(f"A key has {KEY_BYTES} bytes.")
    signature = sign(key, signed_message(nonce, version, usage))
    return {"nonce": nonce, "signature": signature, **given(version=version, usage=usage)}


def _say(attestation: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(attestation)
        return
    method, day = attestation["method"], attestation["on"]
    say(f"已记录 {day} 的存活证明（{method}）。", f"Recorded a sign of life of {day} ({method}).")
