"""The inbox and the subscriptions of an organisation, from the command line."""

from typing import Any

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.notifications.rules import KINDS
from registry.notifications.vocabulary import CHANNELS, DIGESTS, LANGUAGES, URGENCIES


@click.command()
@click.argument("organisation")
@click.option("--unread", is_flag=True, help="Only what was not read")
@click.option("--kind", type=click.Choice(KINDS), metavar="KIND", help="Only this kind, such as version_yanked")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="How many")
@click.option("--mark-read", is_flag=True, help="Mark the newest shown and all before it as read")
@json_option
@pass_console
def inbox(
    console: Console, organisation: str, unread: bool, kind: str | None, limit: int, mark_read: bool, as_json: bool
) -> None:
    """What an organisation was told, the newest first."""
    place = f"/organisations/{organisation}/notices"
    page = console.get(place, unread="true" if unread else None, kind=kind, limit=limit)
    if mark_read and page["items"]:
        console.post(f"{place}/reading", {"until": page["items"][0]["id"]})
    if as_json:
        say_json(page)
        return
    rows = (
        (
            row["created_at"][:10],
            row["urgency"],
            "" if row["read_at"] else "*",
            choose(row["text"], language()),
            choose(row["todo"], language()),
        )
        for row in page["items"]
    )
    show_table(("on", "urgency", "new", "what", "to do"), rows)
    say(f"未读：{page['unread']}", f"Unread: {page['unread']}")


@click.group()
def subscriptions() -> None:
    """Where the notices of an organisation go beside its inbox."""


@subscriptions.command("list")
@click.argument("organisation")
@json_option
@pass_console
def list_all(console: Console, organisation: str, as_json: bool) -> None:
    """List the subscriptions of an organisation."""
    found = list(console.items(f"/organisations/{organisation}/subscriptions"))
    if as_json:
        say_json(found)
        return
    rows = ((row["id"], row["channel"], row["address"], row["status"], row["digest"], row["urgency"]) for row in found)
    show_table(("id", "channel", "address", "status", "digest", "urgency"), rows)


@subscriptions.command()
@click.argument("organisation")
@click.argument("address")
@click.option("--channel", type=click.Choice(CHANNELS), default="email", show_default=True, help="By which way")
@click.option("--language", "tongue", type=click.Choice(LANGUAGES), help="Of the messages; Chinese unless said")
@click.option("--kind", "kinds", type=click.Choice(KINDS), metavar="KIND", multiple=True, help="Only this; repeatable")
@click.option("--urgency", type=click.Choice(URGENCIES), help="This and what is more urgent")
@click.option("--digest", type=click.Choice(DIGESTS), help="How often")
@json_option
@pass_console
def add(
    console: Console,
    organisation: str,
    address: str,
    channel: str,
    tongue: str | None,
    kinds: tuple[str, ...],
    urgency: str | None,
    digest: str | None,
    as_json: bool,
) -> None:
    """Subscribe ADDRESS; a code is sent there that confirms it."""
    body = {"channel": channel, "address": address, **given(language=tongue, urgency=urgency, digest=digest)}
    if kinds:
        body["kinds"] = list(kinds)
    added = console.post(f"/organisations/{organisation}/subscriptions", body)
    if as_json:
        say_json(added)
    else:
        say(
            f"已登记 {added['id']}：请用发往该地址的确认码确认。",
            f"Entered {added['id']}: confirm it by the code that is sent to the address.",
        )


@subscriptions.command()
@click.argument("subscription")
@click.argument("code")
@json_option
@pass_console
def confirm(console: Console, subscription: str, code: str, as_json: bool) -> None:
    """Confirm a subscription by the code that was sent to its address."""
    _tell(console.post(f"/subscriptions/{subscription}/confirmation", {"code": code}), as_json=as_json)


@subscriptions.command()
@click.argument("subscription")
@click.option("--language", "tongue", type=click.Choice(LANGUAGES), help="Of the messages")
@click.option("--kind", "kinds", type=click.Choice(KINDS), metavar="KIND", multiple=True, help="Only this; repeatable")
@click.option("--all-kinds", is_flag=True, help="Every kind again")
@click.option("--urgency", type=click.Choice(URGENCIES), help="This and what is more urgent")
@click.option("--digest", type=click.Choice(DIGESTS), help="How often")
@click.option("--pause", "state", flag_value="pause", help="Send nothing for now")
@click.option("--resume", "state", flag_value="resume", help="Send again, also what came meanwhile")
@json_option
@pass_console
def change(
    console: Console,
    subscription: str,
    tongue: str | None,
    kinds: tuple[str, ...],
    all_kinds: bool,
    urgency: str | None,
    digest: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    """Change what is sent and how often, pause it or resume it."""
    changes: dict[str, Any] = given(language=tongue, urgency=urgency, digest=digest)
    if kinds or all_kinds:
        changes["kinds"] = list(kinds)
    if state is not None:
        changes["is_active"] = state == "resume"
    _tell(console.patch(f"/subscriptions/{subscription}", changes), as_json=as_json)


@subscriptions.command()
@click.argument("subscription")
@json_option
@pass_console
def remove(console: Console, subscription: str, as_json: bool) -> None:
    """End a subscription; the address is gone."""
    console.delete(f"/subscriptions/{subscription}")
    if as_json:
        say_json({"removed": subscription})
    else:
        say("已删除订阅。", "Removed the subscription.")


@subscriptions.command()
@click.argument("subscription")
@json_option
@pass_console
def messages(console: Console, subscription: str, as_json: bool) -> None:
    """What became of the messages of the last ninety days."""
    found = list(console.items(f"/subscriptions/{subscription}/messages"))
    if as_json:
        say_json(found)
        return
    rows = ((row["at"], row["status"], row["notices"], row["failure"] or "") for row in found)
    show_table(("at", "status", "notices", "failure"), rows)


def _tell(row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say_json(row)
    else:
        say(f"订阅 {row['id']}：{row['status']}。", f"Subscription {row['id']}: {row['status']}.")
