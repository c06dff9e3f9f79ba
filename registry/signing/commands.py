"""The keys of an organisation, from the command line."""

import base64
from pathlib import Path
from typing import Any

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.signing.actions import challenge
from registry.signing.private import read_private_key


@click.group()
def keys() -> None:
    """Keys with which an organisation signs what it publishes."""


@keys.command()
@click.argument("organisation")
@click.argument("private_key", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--label", help="What it is for, such as the release desk")
@click.option("--expires", "expires_at", help="Until when it may sign: 2027-03-02T00:00:00Z")
@json_option
@pass_console
def add(
    console: Console, organisation: str, private_key: Path, label: str | None, expires_at: str | None, as_json: bool
) -> None:
    """Register the public half of PRIVATE_KEY, a PEM file that stays here."""
    key = read_private_key(private_key)
    body = {
        "public_key": base64.b64encode(key.public).decode(),
        "proof": key.sign(challenge(organisation, key.fingerprint)),
        **given(label=label, expires_at=expires_at),
    }
    added = console.post(f"/organisations/{organisation}/keys", body)
    if as_json:
        say_json(added)
    else:
        say(f"已登记密钥 {added['fingerprint']}。", f"Registered the key {added['fingerprint']}.")


@keys.command("list")
@click.argument("organisation")
@json_option
@pass_console
def list_all(console: Console, organisation: str, as_json: bool) -> None:
    """List every key an organisation ever had, the newest first."""
    found = list(console.items(f"/organisations/{organisation}/keys"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["fingerprint"], row["state"], row["created_at"][:10], (row["expires_at"] or "")[:10], row["label"])
        for row in found
    )
    show_table(("fingerprint", "state", "registered", "expires", "label"), rows)


@keys.command()
@click.argument("organisation")
@click.argument("fingerprint")
@click.option("--undo", is_flag=True, help="Let it sign again")
@json_option
@pass_console
def retire(console: Console, organisation: str, fingerprint: str, undo: bool, as_json: bool) -> None:
    """Let a key sign nothing more; what it signed stays good. FINGERPRINT or how it begins."""
    place = _place(console, organisation, fingerprint)
    if undo:
        console.delete(f"{place}/retirement")
    else:
        console.post(f"{place}/retirement")
    _tell(console.get(place), as_json=as_json)


@keys.command()
@click.argument("organisation")
@click.argument("fingerprint")
@click.option("--reason", required=True, help="What happened; everybody reads it")
@click.option(
    "--since", "compromised_at", help="Since when it cannot be trusted: 2026-03-02T00:00:00Z; ever, unless said"
)
@json_option
@pass_console
def revoke(
    console: Console, organisation: str, fingerprint: str, reason: str, compromised_at: str | None, as_json: bool
) -> None:
    """Say that a key cannot be trusted: what it signed since then counts for nothing. This is for good."""
    place = _place(console, organisation, fingerprint)
    body = given(reason=reason, compromised_at=compromised_at)
    _tell(console.post(f"{place}/revocation", body), as_json=as_json)


def _place(console: Console, organisation: str, fingerprint: str) -> str:
    """Where a key stands, also where only the beginning of its fingerprint is given."""
    address = f"/organisations/{organisation}/keys"
    if len(fingerprint) < 64:
        found = [row["fingerprint"] for row in console.items(address) if row["fingerprint"].startswith(fingerprint)]
        if len(found) > 1:
            raise click.UsageError(f"{fingerprint}: {', '.join(found)}")
        fingerprint = found[0] if found else fingerprint
    return f"{address}/{fingerprint}"


def _tell(key: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say_json(key)
    else:
        say(f"密钥 {key['fingerprint']}：{key['state']}。", f"Key {key['fingerprint']}: {key['state']}.")
