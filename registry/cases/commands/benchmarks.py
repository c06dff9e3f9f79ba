"""Benchmarks: organisations and components that are held up, with the reason and for a time."""

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.web.labels import label


@click.group()
def benchmarks() -> None:
    """Benchmarks (标杆): which organisations and components are held up, why, until when."""


@benchmarks.command("list")
@click.argument("subject")
@json_option
@pass_console
def list_benchmarks(console: Console, subject: str, as_json: bool) -> None:
    """List what SUBJECT was ever held up for."""
    found = list(console.items(_place(subject)))
    if as_json:
        say_json(found)
        return
    rows = ((row["id"], row["from"], row["until"], _status(row["status"]), row["reason"]) for row in found)
    show_table(("id", "from", "until", "status", "reason"), rows)


@benchmarks.command("grant")
@click.argument("subject")
@click.option("--reason", required=True, help="Everybody reads it")
@click.option("--from", "from_on", help="First day, today unless said")
@click.option("--until", required=True, help="Last day")
@json_option
@pass_console
def grant_benchmark(
    console: Console, subject: str, reason: str, from_on: str | None, until: str, as_json: bool
) -> None:
    """Hold SUBJECT up. For administrators."""
    body = {"reason": reason, "until": until, **({"from": from_on} if from_on else {})}
    found = console.post(_place(subject), body)
    if as_json:
        say_json(found)
    else:
        say(f"标杆称号 {found['id']} 已授予。", f"Benchmark {found['id']} was granted.")


@benchmarks.command("revoke")
@click.argument("benchmark")
@click.option("--reason", required=True, help="Everybody reads it")
@json_option
@pass_console
def revoke_benchmark(console: Console, benchmark: str, reason: str, as_json: bool) -> None:
    """Revoke a BENCHMARK before its time. For administrators."""
    found = console.post(f"/badges/{benchmark}/revocation", given(reason=reason))
    if as_json:
        say_json(found)
    else:
        say("标杆称号已撤销。", "The benchmark was revoked.")


def _place(subject: str) -> str:
    return f"/components/{subject}/badges" if "/" in subject else f"/organisations/{subject}/badges"


def _status(word: str) -> str:
    return label("benchmark_status", word, language())
