"""The records behind a figure, for whoever may see them; the others read why not."""

from typing import Any, Final

from flask import render_template, request
from flask.typing import ResponseReturnValue

from registry.dashboard.pages.asking import read_asked
from registry.dashboard.pages.blueprint import blueprint
from registry.kit.errors import Refusal
from registry.kit.paging import Page
from registry.statistics.defining import definitions
from registry.statistics.queries.records import list_records
from registry.web.context import current_actor, current_session, services

PAGE_SIZE: Final = 50
CELL: Final = ("figure", "dimension", "key")


@blueprint.get("/dashboard/records")
def records() -> ResponseReturnValue:
    """What stood behind a figure, or one cell of it, on the day and by what was known."""
    session, actor = current_session(), current_actor()
    asked = read_asked(session, actor)
    cell = {name: request.args.get(name) or None for name in CELL}
    about: dict[str, Any] = {**asked.typed, **{name: value for name, value in cell.items() if value}}
    cursors = services().cursors
    try:
        if asked.refusal:
            raise asked.refusal
        after = cursors.read(request.args.get("cursor"), about)
        figure = cell["figure"] or "running_reuse"
        page = list_records(
            session,
            actor,
            asked.question,
            figure=figure,
            dimension=cell["dimension"],
            key=cell["key"],
            after=after,
            limit=PAGE_SIZE,
        )
        refusal = None
    except Refusal as declined:
        page, refusal = Page([], None), declined
    shown = render_template(
        "dashboard_records.html",
        asked=asked,
        cell=cell,
        definition=next((each for each in definitions() if each["code"] == cell["figure"]), None),
        entries=page.items,
        next=cursors.write(page.after, about),
        about=about,
        refusal=refusal,
    )
    return shown, refusal.status if refusal else 200
