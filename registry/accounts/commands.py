"""Tokens and members from the command line."""

from uuid import UUID

import click

from registry.accounts import actions, queries
from registry.accounts.documents import token_document
from registry.accounts.roles import ROLES
from registry.kit.actor import CONSOLE
from registry.kit.console import Console, pass_console, say_json
from registry.organisations.queries import get_organisation


@click.group()
def tokens() -> None:
    """Tokens, which act for one organisation."""


@tokens.command()
@click.argument("organisation")
@click.option("--scope", "scopes", multiple=True, required=True, help="For example catalogue:write; repeat for more")
@click.option("--days", type=click.IntRange(1, 365), help="Until it expires; 90 unless said")
@click.option("--label", default="", help="What it is for")
@click.option("--json", "as_json", is_flag=True)
@pass_console
def issue(
    console: Console, organisation: str, scopes: tuple[str, ...], days: int | None, label: str, as_json: bool
) -> None:
    """Issue a token for ORGANISATION. It is shown this once and stored only as a digest."""
    with console.database.writing() as session:
        token, secret = actions.issue_token(
            session, CONSOLE, organisation=organisation, scopes=scopes, days=days, label=label
        )
        document = token_document(token)
    if as_json:
        say_json({**document, "token": secret})
    else:
        click.echo(secret)
        click.echo(f"Valid until {document['expires_at']}. It is not shown again.", err=True)


@tokens.command("list")
@click.argument("organisation")
@click.option("--json", "as_json", is_flag=True)
@pass_console
def list_all(console: Console, organisation: str, as_json: bool) -> None:
    """List the last hundred tokens of ORGANISATION, the newest first. Never with their secrets."""
    with console.database.reading() as session:
        owner = get_organisation(session, organisation)
        found = [token_document(token) for token in queries.list_tokens(session, owner.id, after=None, limit=100).items]
    if as_json:
        say_json(found)
        return
    for token in found:
        ending = f"revoked {token['revoked_at']}" if token["revoked_at"] else f"until {token['expires_at']}"
        click.echo(f"{token['id']}  {ending}  {' '.join(token['scopes'])}  {token['label']}".rstrip())


@tokens.command()
@click.argument("token_id", type=click.UUID)
@pass_console
def revoke(console: Console, token_id: UUID) -> None:
    """End the token TOKEN_ID at once, on every node; `tokens list` tells the ids."""
    with console.database.writing() as session:
        actions.revoke_token(session, CONSOLE, token_id=token_id)
    click.echo(f"Revoked {token_id}.")


@click.group()
def members() -> None:
    """Who holds which role."""


@members.command()
@click.argument("organisation")
@click.option("--login", required=True)
@click.option("--display-name", required=True)
@click.option("--role", type=click.Choice(ROLES), required=True)
@pass_console
def add(console: Console, organisation: str, login: str, display_name: str, role: str) -> None:
    """Give a person a role in ORGANISATION."""
    with console.database.writing() as session:
        actions.add_member(
            session, CONSOLE, organisation=organisation, login=login, display_name=display_name, role=role
        )
    click.echo(f"{login} is {role} of {organisation}.")
