"""`providers`, `trust`, `exchange`: machines that publish without a stored secret."""

from typing import Any

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say


@click.group()
def providers() -> None:
    """Identity providers: whose word on machines is believed."""


@providers.command("add")
@click.argument("issuer")
@click.option("--label", help="What people call it")
@json_option
@pass_console
def add_provider(console: Console, issuer: str, label: str | None, as_json: bool) -> None:
    """Believe the OpenID provider ISSUER, such as https://token.actions.example."""
    document = console.post("/identity-providers", {"issuer": issuer, **given(label=label)})
    if as_json:
        say_json(document)
    else:
        say(f"已登记 {issuer}。", f"{issuer} is believed now.")


@providers.command("list")
@json_option
@pass_console
def list_providers(console: Console, as_json: bool) -> None:
    """List the identity providers that are believed."""
    found = list(console.items("/identity-providers"))
    if as_json:
        say_json(found)
        return
    for provider in found:
        click.echo(f"{provider['id']}  {provider['issuer']}  {provider['label']}".rstrip())


@providers.command("remove")
@click.argument("provider_id", type=click.UUID)
@json_option
@pass_console
def remove_provider(console: Console, provider_id: Any, as_json: bool) -> None:
    """Believe the provider PROVIDER_ID no more; `providers list` tells the ids."""
    console.delete(f"/identity-providers/{provider_id}")
    if as_json:
        say_json({"id": str(provider_id), "removed": True})
    else:
        say(f"不再相信 {provider_id}。", f"{provider_id} is believed no more.")


@click.group()
def trust() -> None:
    """Trusted publishers: machines that may publish for an organisation."""


@trust.command("add")
@click.argument("organisation")
@click.option("--provider", required=True, help="The issuer of an identity provider")
@click.option("--claim", "claims", multiple=True, required=True, metavar="NAME=VALUE", help="Repeat for more")
@click.option("--components", default="*", show_default=True, help="A name, or its beginning and a *")
@click.option("--by-itself", is_flag=True, help="Let it publish without a person's approval")
@click.option("--label", help="What people call it")
@json_option
@pass_console
def add_trust(
    console: Console,
    organisation: str,
    provider: str,
    claims: tuple[str, ...],
    components: str,
    by_itself: bool,
    label: str | None,
    as_json: bool,
) -> None:
    """Let a machine publish for ORGANISATION, known by what its provider says of it.

    For example: trust add yunling --provider https://code.example --claim repository=yunling/parking
    """
    asked = {
        "provider": provider,
        "claims": _claims(claims),
        "components": components,
        "stages_only": not by_itself,
        **given(label=label),
    }
    document = console.post(f"/organisations/{organisation}/trusted-publishers", asked)
    if as_json:
        say_json(document)
    else:
        say(f"已信任，编号 {document['id']}。", f"Trusted as {document['id']}.")


@trust.command("list")
@click.argument("organisation")
@json_option
@pass_console
def list_trust(console: Console, organisation: str, as_json: bool) -> None:
    """List the machines that may publish for ORGANISATION."""
    found = list(console.items(f"/organisations/{organisation}/trusted-publishers"))
    if as_json:
        say_json(found)
        return
    for row in found:
        claims = " ".join(f"{name}={value}" for name, value in row["claims"].items())
        way = "stages" if row["stages_only"] else "publishes"
        click.echo(f"{row['id']}  {way} {row['components']}  {row['provider']}  {claims}  {row['label']}".rstrip())


@trust.command("remove")
@click.argument("organisation")
@click.argument("publisher_id", type=click.UUID)
@json_option
@pass_console
def remove_trust(console: Console, organisation: str, publisher_id: Any, as_json: bool) -> None:
    """Trust a machine no more; the tokens it has end at once. `trust list` tells the ids."""
    console.delete(f"/organisations/{organisation}/trusted-publishers/{publisher_id}")
    if as_json:
        say_json({"id": str(publisher_id), "removed": True})
    else:
        say(f"不再信任 {publisher_id}。", f"{publisher_id} is trusted no more.")


@click.command()
@click.option("--organisation", required=True, help="Slug of the organisation that trusts the machine")
@click.option(
    "--token-file",
    required=True,
    type=click.File(encoding="ascii"),
    help="The job's identity token; - reads standard input",
)
@json_option
@pass_console
def exchange(console: Console, organisation: str, token_file: Any, as_json: bool) -> None:
    """Exchange a job's identity token, once, for a token of this registry. It is printed and lasts 15 minutes.

    For example, in a job: REGISTRY_TOKEN=$(python -m registry exchange --organisation yunling --token-file id.jwt)
    """
    try:
        token = token_file.read(64 * 1024).strip()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{token_file.name}: {error}") from error
    document = console.post("/tokens/exchange", {"organisation": organisation, "token": token})
    if as_json:
        say_json(document)
        return
    click.echo(document["token"])
    until = document["expires_at"]
    say(f"有效至 {until}。", f"Valid until {until}.", err=True)


def _claims(given_claims: tuple[str, ...]) -> dict[str, str]:
    claims: dict[str, str] = {}
    for claim in given_claims:
        name, equals, value = claim.partition("=")
        if not equals or not name or name in claims:
            raise click.UsageError(f"--claim {claim}: NAME=VALUE, each name once.")
        claims[name] = value
    return claims
