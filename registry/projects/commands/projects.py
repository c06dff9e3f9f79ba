"""Projects of cities: what they reuse, what is due, what came of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from registry.applications.commands.files import read_object
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.projects.vocabulary import PROJECT_KINDS, PROJECT_STATUSES
from registry.web.labels import label

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def projects() -> None:
    """Projects of cities: what they reuse, what is due, what came of them."""


@projects.command("list")
@click.option("--organisation", help="A city, with its units")
@click.option("--status", type=click.Choice(PROJECT_STATUSES))
@click.option("--kind", type=click.Choice(PROJECT_KINDS))
@json_option
@pass_console
def list_projects(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List projects, the newest first."""
    found = list(console.items("/projects", **given(**filters)))
    if as_json:
        say_json(found)
        return
    rows = ((row["id"], row["organisation"], _status(row), _score(row), _name(row["name"])) for row in found)
    show_table(("id", "organisation", "status", "score", "name"), rows)


@projects.command()
@click.argument("project")
@json_option
@pass_console
def show(console: Console, project: str, as_json: bool) -> None:
    """Show a PROJECT as far as you may see it."""
    _show(console.get(f"/projects/{project}"), as_json)


@projects.command("add")
@click.argument("file", type=FILE)
@json_option
@pass_console
def enter(console: Console, file: Path, as_json: bool) -> None:
    """Enter the project in FILE (JSON or YAML, what POST /projects takes)."""
    _show(console.post("/projects", read_object(file)), as_json)


@projects.command()
@click.argument("project")
@click.argument("file", type=FILE)
@json_option
@pass_console
def describe(console: Console, project: str, file: Path, as_json: bool) -> None:
    """Change what is said of a PROJECT: FILE holds a merge patch (JSON or YAML)."""
    _show(console.patch(f"/projects/{project}", read_object(file)), as_json)


@projects.command()
@click.argument("project")
@click.argument("to", type=click.Choice(PROJECT_STATUSES))
@click.option("--on", help="Day, today unless said")
@click.option("--note", help="Needed to cancel")
@json_option
@pass_console
def move(console: Console, /, project: str, as_json: bool, **told: str | None) -> None:
    """Begin, finish or cancel a PROJECT."""
    _show(console.post(f"/projects/{project}/transitions", given(**told)), as_json)


@projects.command()
@click.argument("project")
@click.argument("adoption")
@json_option
@pass_console
def link(console: Console, project: str, adoption: str, as_json: bool) -> None:
    """Say that an ADOPTION of the same city belongs to a PROJECT."""
    _show(console.put(f"/projects/{project}/adoptions/{adoption}", None), as_json)


@projects.command()
@click.argument("project")
@click.argument("adoption")
@json_option
@pass_console
def unlink(console: Console, project: str, adoption: str, as_json: bool) -> None:
    """Take an ADOPTION off a PROJECT."""
    console.delete(f"/projects/{project}/adoptions/{adoption}")
    _show(console.get(f"/projects/{project}"), as_json)


@projects.command()
@click.argument("project")
@click.option("--withdraw", is_flag=True, help="Take it back instead")
@json_option
@pass_console
def publish(console: Console, project: str, withdraw: bool, as_json: bool) -> None:
    """Let everybody read name, status and score of a PROJECT."""
    place = f"/projects/{project}/publication"
    if withdraw:
        console.delete(place)
    else:
        console.put(place, None)
    _show(console.get(f"/projects/{project}"), as_json)


@projects.command()
@click.option("--organisation")
@json_option
@pass_console
def overdue(console: Console, organisation: str | None, as_json: bool) -> None:
    """List milestones that are late, one's own or, for administrators, everybody's."""
    found = list(console.items("/projects/overdue", **given(organisation=organisation)))
    if as_json:
        say_json(found)
        return
    rows = ((row["due_on"], str(row["days"]), row["organisation"], _name(row["title"])) for row in found)
    show_table(("due_on", "days", "organisation", "milestone"), rows)


@projects.command()
@click.argument("project")
@click.argument("title")
@click.argument("due_on")
@json_option
@pass_console
def milestone(console: Console, project: str, title: str, due_on: str, as_json: bool) -> None:
    """Set a milestone of a PROJECT, due on a calendar day."""
    body = {"title": {language(): title}, "due_on": due_on}
    _milestone(console.post(f"/projects/{project}/milestones", body), as_json)


@projects.command()
@click.argument("project")
@click.argument("milestone")
@click.argument("due_on")
@click.option("--reason", required=True)
@json_option
@pass_console
def postpone(console: Console, project: str, milestone: str, due_on: str, reason: str, as_json: bool) -> None:
    """Move the due day of a MILESTONE, with a reason that stays on record."""
    place = f"/projects/{project}/milestones/{milestone}/postponements"
    _milestone(console.post(place, {"due_on": due_on, "reason": reason}), as_json)


@projects.command()
@click.argument("project")
@click.argument("milestone")
@click.option("--on", help="Day, today unless said")
@click.option("--evidence", help="What shows it")
@click.option("--link", "links", multiple=True, help="Where that can be seen; may be repeated")
@json_option
@pass_console
def reach(console: Console, /, project: str, milestone: str, as_json: bool, **told: Any) -> None:
    """Say that a MILESTONE was reached."""
    body = {**given(on=told["on"], evidence=told["evidence"]), "links": list(told["links"])}
    _milestone(console.post(f"/projects/{project}/milestones/{milestone}/reaching", body), as_json)


@projects.command()
@click.argument("project")
@click.argument("file", type=FILE)
@json_option
@pass_console
def targets(console: Console, project: str, file: Path, as_json: bool) -> None:
    """Set the targets in FILE (JSON or YAML, what PUT /projects/{id}/targets takes)."""
    _show(console.put(f"/projects/{project}/targets", read_object(file)), as_json)


@projects.command()
@click.argument("project")
@click.argument("values", nargs=-1, required=True)
@json_option
@pass_console
def results(console: Console, project: str, values: tuple[str, ...], as_json: bool) -> None:
    """Enter results of a finished PROJECT, each as target=value, such as 1=60."""
    _show(console.put(f"/projects/{project}/results", {"results": _results(values)}), as_json)


@projects.command()
@click.argument("project")
@click.argument("values", nargs=-1)
@click.option("--note")
@json_option
@pass_console
def evaluate(console: Console, project: str, values: tuple[str, ...], note: str | None, as_json: bool) -> None:
    """Score a finished PROJECT; VALUES as target=value correct what the city entered. For assessors, administrators."""
    found = console.post(f"/projects/{project}/evaluations", {"results": _results(values), **given(note=note)})
    if as_json:
        say_json(found)
    else:
        say(f"成效得分 {found['score']:.1f}。", f"Score {found['score']:.1f}.")


def _results(values: tuple[str, ...]) -> list[dict[str, Any]]:
    try:
        return [{"target": int(number), "value": float(value)} for number, _, value in map(_cut, values)]
    except ValueError as error:
        raise click.UsageError("1=60") from error


def _cut(text: str) -> tuple[str, str, str]:
    return text.partition("=")


def _show(project: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(project)
        return
    click.echo(f"{project['id']} {project['organisation']}: {_name(project['name'])}, {_status(project)}")
    for row in project.get("milestones", ()):
        click.echo(f"  {row['due_on']} {_name(row['title'])} {row['reached_on'] or ''} {row['id']}")
    for entry in (project.get("targets") or {}).get("entries", ()):
        click.echo(f"  {entry['number']}. {_name(entry['indicator'])}: {entry['target']:g} {entry['unit']}")


def _milestone(milestone: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(milestone)
    else:
        click.echo(f"{milestone['id']} {_name(milestone['title'])}: {milestone['due_on']}")


def _status(project: Mapping[str, Any]) -> str:
    return label("project_status", project["status"], language())


def _score(project: Mapping[str, Any]) -> str:
    return "-" if project["score"] is None else f"{project['score']:.1f}"


def _name(text: Mapping[str, str]) -> str:
    return choose(text, language())
