"""What cities ask and lend one another, from the command line."""

from pathlib import Path

import click

from registry.artifacts.naming import OCTETS
from registry.collaboration.vocabulary import QUESTION_STATUSES, REPORT_KINDS, REQUEST_STATUSES
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.sending import digest_of
from registry.kit.terminal import say, show_table


@click.group()
def questions() -> None:
    """What cities ask others that run a component, through the registry."""


@questions.command()
@click.argument("component")
@click.argument("city")
@click.argument("question")
@click.option("--city", "asking", help="Slug of who asks; needed at the registry's own console")
@json_option
@pass_console
def ask(console: Console, component: str, city: str, question: str, asking: str | None, as_json: bool) -> None:
    """Ask CITY, which runs COMPONENT."""
    asked = {"component": component, "to": city, "question": question, **given(city=asking)}
    found = console.post("/peer-questions", asked)
    say_json(found) if as_json else say(f"问题 {found['id']} 已转达。", f"Question {found['id']} was passed on.")


@questions.command("list")
@click.option("--side", type=click.Choice(["asked", "asking"]), help="Put to you, or by you")
@click.option("--status", type=click.Choice(QUESTION_STATUSES))
@click.option("--component")
@json_option
@pass_console
def list_questions(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List what your city asked and was asked, the newest first."""
    found = list(console.items("/peer-questions", **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["component"], row["asked_by"]["slug"], row["to"]["slug"], row["status"], row["question"])
        for row in found
    )
    show_table(("id", "component", "asked by", "to", "status", "question"), rows)


@questions.command()
@click.argument("identifier", metavar="ID")
@click.argument("text", metavar="ANSWER")
@json_option
@pass_console
def answer(console: Console, identifier: str, text: str, as_json: bool) -> None:
    """Answer a question that was put to your city."""
    found = console.post(f"/peer-questions/{identifier}/answer", {"answer": text})
    say_json(found) if as_json else say("已答复。", "Answered.")


@questions.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def decline(console: Console, identifier: str, as_json: bool) -> None:
    """Say that there will be no answer."""
    found = console.post(f"/peer-questions/{identifier}/refusal")
    say_json(found) if as_json else say("已谢绝答复。", "Declined.")


@click.group()
def reports() -> None:
    """Reports on the security of components (等保, 密评), lent from city to city."""


@reports.command()
@click.argument("component")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(REPORT_KINDS), required=True)
@click.option("--title", required=True)
@click.option("--issuer", required=True, help="Who assessed")
@click.option("--issued-on", required=True, help="A day, such as 2026-03-02")
@click.option("--valid-until")
@click.option("--level")
@click.option("--version")
@json_option
@pass_console
def add(console: Console, /, component: str, file: Path, as_json: bool, **about: str | None) -> None:
    """Add a report on your COMPONENT that cities may ask for."""
    found = console.put_file(
        f"/components/{component}/security-reports/{file.name}",
        file,
        digest=digest_of(file),
        media_type=OCTETS,
        watch=lambda _: None,
        **given(**about),
    )
    say_json(found) if as_json else say(f"报告 {found['id']} 已添加。", f"Report {found['id']} was added.")


@reports.command("list")
@click.argument("component")
@json_option
@pass_console
def list_reports(console: Console, component: str, as_json: bool) -> None:
    """List the reports on COMPONENT, and whether you may fetch each."""
    found = list(console.items(f"/components/{component}/security-reports"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["kind"], row["title"], row["issued_on"], "yes" if row["may_fetch"] else row["request"] or "no")
        for row in found
    )
    show_table(("id", "kind", "title", "issued on", "yours to fetch"), rows)


@reports.command()
@click.argument("identifier", metavar="REPORT")
@click.option("--reason", required=True, help="What you need it for")
@click.option("--city", help="Slug of who asks; needed at the registry's own console")
@json_option
@pass_console
def request(console: Console, identifier: str, reason: str, city: str | None, as_json: bool) -> None:
    """Ask the owner of a report to lend it to your city."""
    found = console.post(f"/security-reports/{identifier}/requests", {"reason": reason, **given(city=city)})
    say_json(found) if as_json else say(f"申请 {found['id']} 已提交。", f"Request {found['id']} was sent.")


@reports.command()
@click.option("--status", type=click.Choice(REQUEST_STATUSES))
@json_option
@pass_console
def requests(console: Console, status: str | None, as_json: bool) -> None:
    """List requests for your reports, and yours for others'."""
    found = list(console.items("/report-requests", status=status))
    if as_json:
        say_json(found)
        return
    rows = ((row["id"], row["component"], row["title"], row["city"], row["status"], row["reason"]) for row in found)
    show_table(("id", "component", "title", "city", "status", "reason"), rows)


@reports.command()
@click.argument("identifier", metavar="REQUEST")
@click.option("--decline", "decision", flag_value="decline", help="Rather than lending it")
@click.option("--note")
@click.option("--until-on", help="The last day on which it may be fetched; a year unless said")
@json_option
@pass_console
def decide(console: Console, /, identifier: str, decision: str | None, as_json: bool, **more: str | None) -> None:
    """Lend the report that was asked for, or decline."""
    body = {"decision": decision or "approve", **given(**more)}
    found = console.post(f"/report-requests/{identifier}/decisions", body)
    say_json(found) if as_json else say(f"申请：{found['status']}。", f"The request is {found['status']}.")


@reports.command()
@click.argument("identifier", metavar="REPORT")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@pass_console
def fetch(console: Console, identifier: str, target: Path, as_json: bool) -> None:
    """Save a report that was lent to your city as TARGET."""
    content = console.download(f"/security-reports/{identifier}/file")
    target.write_bytes(content)
    if as_json:
        say_json({"file": str(target), "bytes": len(content)})
    else:
        say(f"已保存 {len(content)} 字节。", f"{len(content)} bytes were saved.")


@reports.command()
@click.argument("identifier", metavar="REPORT")
@json_option
@pass_console
def withdraw(console: Console, identifier: str, as_json: bool) -> None:
    """Lend your report no more."""
    console.delete(f"/security-reports/{identifier}")
    say_json({"withdrawn": identifier}) if as_json else say("已撤回。", "Withdrawn.")
