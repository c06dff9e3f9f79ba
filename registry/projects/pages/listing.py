"""Projects in a list, and what is late."""

from typing import Any

from flask import render_template, request, url_for

from registry.projects import queries
from registry.projects.documents import latest_score
from registry.projects.pages.blueprint import blueprint
from registry.projects.vocabulary import PROJECT_STATUSES
from registry.web.context import current_actor, current_session, services

SHOWN = 30


@blueprint.get("/projects")
def projects() -> str:
    """Those the reader sees, of all cities or of one."""
    actor, status, organisation = current_actor(), request.args.get("status"), request.args.get("organisation")
    chosen = status if status in PROJECT_STATUSES else None
    filters = {"page": "projects", "status": chosen, "organisation": organisation}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_projects(
        current_session(), actor, status=chosen, organisation=organisation or None, after=after, limit=SHOWN
    )
    cursor = services().cursors.write(page.after, filters)
    query: dict[str, Any] = {"status": chosen, "organisation": organisation or None}
    return render_template(
        "projects.html",
        projects=[(project, latest_score(project)) for project in page.items],
        status=chosen,
        statuses=PROJECT_STATUSES,
        organisation=organisation,
        sees_whole=queries.sees_whole(actor),
        may_enter=actor.kind == "city" and actor.holds("collaboration:write"),
        is_signed_in=not actor.is_anonymous,
        next=url_for(".projects", cursor=cursor, **query) if cursor else None,
    )


@blueprint.get("/projects/overdue")
def overdue() -> str:
    """Milestones that are late: one's own, for administrators everybody's."""
    organisation = request.args.get("organisation")
    filters = {"page": "overdue", "organisation": organisation}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_overdue(
        current_session(), current_actor(), organisation=organisation or None, after=after, limit=SHOWN
    )
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "projects_overdue.html",
        rows=page.items,
        next=url_for(".overdue", cursor=cursor, organisation=organisation or None) if cursor else None,
    )
