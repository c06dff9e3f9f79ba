"""Tokens and members from the command line."""

from uuid import UUID

import click

from registry.accounts.roles import ROLES
from registry.kit.actor import ALL_SCOPES
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table


@click.group()
def tokens() -> None:
    """Tokens, which act for one organisation."""


@tokens.command()
@click.argument("organisation")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    shell_complete=lambda context, option, begun: [scope for scope in sorted(ALL_SCOPES) if scope.startswith(begun)],
    help="For example catalogue:write; repeat for more",
)
@click.option("--days", type=click.IntRange(1, 365), help="Until it expires; 90 unless said")
@click.option("--label", default="", help="What it is for")
@json_option
@pass_console
def issue(
    console: Console, organisation: str, scopes: tuple[str, ...], days: int | None, label: str, as_json: bool
) -> None:
    """Issue a token for ORGANISATION. It is shown this once and stored only as a digest."""
    wanted = {"organisation": organisation, "scopes": scopes, **given(days=days, label=label)}
    document = console.post("/tokens", wanted)
    if as_json:
        say_json(document)
        return
    click.echo(document["token"])
    until = document["expires_at"]
    say(f"有效至 {until}。不会再次显示。", f"Valid until {until}. It is not shown again.", err=True)


@tokens.command("list")
@click.argument("organisation")
@json_option
@pass_console
def list_tokens(console: Console, organisation: str, as_json: bool) -> None:
    """List the tokens of ORGANISATION, the newest first. Never with their secrets."""
    found = list(console.items("/tokens", organisation=organisation))
    if as_json:
        say_json(found)
        return
    for token in found:
        ending = f"revoked {token['revoked_at']}" if token["revoked_at"] else f"until {token['expires_at']}"
        click.echo(f"{token['id']}  {ending}  {' '.join(token['scopes'])}  {token['label']}".rstrip())


@tokens.command()
@click.argument("token_id", type=click.UUID)
@json_option
@pass_console
def revoke(console: Console, token_id: UUID, as_json: bool) -> None:
    """End the token TOKEN_ID at once, on every node; `tokens list` tells the ids."""
    console.delete(f"/tokens/{token_id}")
    if as_json:
        say_json({"id": str(token_id), "revoked": True})
    else:
        say(f"已吊销 {token_id}。", f"Revoked {token_id}.")


@click.group()
def members() -> None:
    """Who holds which role."""


@members.command()
@click.argument("organisation")
@click.option("--login", required=True)
@click.option("--display-name", required=True)
@click.option("--role", type=click.Choice(ROLES), required=True)
@json_option
@pass_console
def add(console: Console, organisation: str, login: str, display_name: str, role: str, as_json: bool) -> None:
    """Give a person a role in ORGANISATION."""
    person = {"login": login, "display_name": display_name, "role": role}
    document = console.post(f"/organisations/{organisation}/members", person)
    if as_json:
        say_json(document)
    else:
        say(f"{login} 现为 {organisation} 的 {role}。", f"{login} is {role} of {organisation}.")


@members.command("list")
@click.argument("organisation")
@json_option
@pass_console
def list_members(console: Console, organisation: str, as_json: bool) -> None:
    """List who holds which role in ORGANISATION."""
    found = list(console.items(f"/organisations/{organisation}/members"))
    if as_json:
        say_json(found)
        return
    show_table(("login", "name", "role"), ((row["login"], row["display_name"], row["role"]) for row in found))


@members.command()
@click.argument("organisation")
@click.argument("login")
@json_option
@pass_console
def remove(console: Console, organisation: str, login: str, as_json: bool) -> None:
    """End all roles of LOGIN in ORGANISATION."""
    console.delete(f"/organisations/{organisation}/members/{login}")
    if as_json:
        say_json({"organisation": organisation, "login": login, "removed": True})
    else:
        say(f"{login} 在 {organisation} 不再担任任何角色。", f"{login} holds no role in {organisation} any more.")
