"""`webhooks`: events sent to other systems, from the command line."""

from typing import Any, Final

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table

ONE: Final = click.argument("webhook_id", type=click.UUID)


@click.group()
def webhooks() -> None:
    """Webhooks: events sent to systems of an organisation."""


@webhooks.command("add")
@click.argument("organisation")
@click.argument("url")
@click.option(
    "--type", "types", multiple=True, help="Such as version.published or advisory.*; repeat for more; else all"
)
@click.option("--label", help="What people call it")
@json_option
@pass_console
def add_webhook(
    console: Console, organisation: str, url: str, types: tuple[str, ...], label: str | None, as_json: bool
) -> None:
    """Send the events that ORGANISATION may read to URL, from the next one on. The secret is shown this once."""
    asked = {"organisation": organisation, "url": url, "types": list(types), **given(label=label)}
    _say_secret(console.post("/webhooks", asked), as_json)


@webhooks.command("list")
@click.argument("organisation")
@json_option
@pass_console
def list_webhooks(console: Console, organisation: str, as_json: bool) -> None:
    """List the webhooks of ORGANISATION."""
    found = list(console.items("/webhooks", organisation=organisation))
    if as_json:
        say_json(found)
        return
    for row in found:
        click.echo(f"{row['id']}  {row['status']}  {row['url']}  {row['label']}".rstrip())


@webhooks.command("show")
@ONE
@json_option
@pass_console
def show_webhook(console: Console, webhook_id: Any, as_json: bool) -> None:
    """Show the webhook WEBHOOK_ID and how far it came."""
    document = console.get(f"/webhooks/{webhook_id}")
    progress = console.get(f"/webhooks/{webhook_id}/progress")
    if as_json:
        say_json({**document, "progress": progress})
        return
    click.echo(f"{document['url']}  {document['status']} {document['disabled_reason'] or ''}".rstrip())
    click.echo(f"  {', '.join(document['types']) or '*'}")
    waits = progress["next_event"]
    if waits is None:
        say(f"已推送至位置 {progress['position']}。", f"Everything up to position {progress['position']} was sent.")
    else:
        say(
            f"待推送：{waits['type']}（{waits['position']}），已失败 {progress['attempts']} 次。",
            f"Comes next: {waits['type']} ({waits['position']}), after {progress['attempts']} failed attempts.",
        )


@webhooks.command("rotate")
@ONE
@json_option
@pass_console
def rotate(console: Console, webhook_id: Any, as_json: bool) -> None:
    """Make a new secret for WEBHOOK_ID, shown this once; the one before signs too for 24 hours."""
    _say_secret(console.post(f"/webhooks/{webhook_id}/rotation"), as_json)


@webhooks.command("enable")
@ONE
@click.option("--from-now", is_flag=True, help="Pass over what it missed")
@json_option
@pass_console
def enable(console: Console, webhook_id: Any, from_now: bool, as_json: bool) -> None:
    """Enable WEBHOOK_ID again, from where it stood; one that is failing is tried at once."""
    document = console.post(f"/webhooks/{webhook_id}/enabling", {"from": "now" if from_now else "position"})
    if as_json:
        say_json(document)
    else:
        say(f"已启用 {webhook_id}。", f"{webhook_id} is enabled.")


@webhooks.command("try")
@ONE
@json_option
@pass_console
def try_webhook(console: Console, webhook_id: Any, as_json: bool) -> None:
    """Have a trial message sent to WEBHOOK_ID; `webhooks deliveries` tells what was answered."""
    document = console.post(f"/webhooks/{webhook_id}/trial")
    if as_json:
        say_json(document)
    else:
        say(f"测试消息 {document['id']} 即将发出。", f"The trial {document['id']} is on its way.")


@webhooks.command("replay")
@ONE
@click.option("--after", type=click.IntRange(0), required=True, help="The position before the first event")
@click.option("--until", type=click.IntRange(1), help="The position of the last event; the log's last unless said")
@json_option
@pass_console
def replay(console: Console, webhook_id: Any, after: int, until: int | None, as_json: bool) -> None:
    """Have a stretch of events sent to WEBHOOK_ID again, beside what is on its way."""
    document = console.post(f"/webhooks/{webhook_id}/replays", {"after": after, **given(until=until)})
    if as_json:
        say_json(document)
    else:
        say(f"将补发至位置 {document['until']}。", f"Events up to position {document['until']} are sent again.")


@webhooks.command("deliveries")
@ONE
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@json_option
@pass_console
def deliveries(console: Console, webhook_id: Any, limit: int, as_json: bool) -> None:
    """List what was sent to WEBHOOK_ID, the latest attempt first."""
    found = console.get(f"/webhooks/{webhook_id}/deliveries", limit=limit)["items"]
    if as_json:
        say_json(found)
        return
    show_table(
        ("at", "kind", "position", "attempt", "outcome", "answer"),
        (
            (
                row["at"],
                row["kind"],
                str(row["position"] or ""),
                str(row["attempt"]),
                row["outcome"],
                str(row["answered"] or row["failure"] or ""),
            )
            for row in found
        ),
    )


@webhooks.command("remove")
@ONE
@json_option
@pass_console
def remove(console: Console, webhook_id: Any, as_json: bool) -> None:
    """Send WEBHOOK_ID nothing more."""
    console.delete(f"/webhooks/{webhook_id}")
    if as_json:
        say_json({"id": str(webhook_id), "removed": True})
    else:
        say(f"已删除 {webhook_id}。", f"{webhook_id} is removed.")


def _say_secret(document: Any, as_json: bool) -> None:
    if as_json:
        say_json(document)
        return
    click.echo(document["secret"])
    say(
        f"编号 {document['id']}。密钥不会再次显示。",
        f"It is {document['id']}. The secret is not shown again.",
        err=True,
    )
