"""What waits for the organisation that is signed in, as a page."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.comparison.interfaces import InterfaceComparer
from registry.kit.errors import TokenRequired
from registry.tasks import queries
from registry.tasks.vocabulary import KINDS
from registry.web.context import current_actor, current_session

blueprint = Blueprint("tasks_pages", __name__)


@blueprint.get("/tasks")
def tasks() -> ResponseReturnValue:
    """Everything an organisation has yet to do, the most urgent first, with how much of each kind."""
    actor = current_actor()
    if actor.is_anonymous:
        return redirect(url_for("accounts_pages.sign_in", next="/tasks"))
    slug = request.args.get("organisation") or actor.organisation
    if slug is None:
        raise TokenRequired()
    comparer: InterfaceComparer = current_app.extensions["registry.comparison"]
    comparer.current()
    found = queries.list_tasks(current_session(), actor, slug)
    kind = request.args.get("kind")
    return render_template(
        "tasks.html",
        slug=slug,
        counts=found.counts,
        kind=kind if kind in KINDS else None,
        tasks=[task for task in found.rows if kind not in KINDS or task.kind == kind],
    )
