"""One's applications, and those that wait for one's decision."""

from flask import render_template, request

from registry.applications import queries
from registry.applications.pages.blueprint import blueprint
from registry.kit.paging import DEFAULT_LIMIT
from registry.web.context import current_actor, current_session, services


@blueprint.get("/applications")
def applications() -> str:
    """`?role=waiting` or `mine`; who is not signed in is asked to sign in first."""
    actor = current_actor()
    role = request.args.get("role", "waiting")
    role = role if role in {"waiting", "mine", "all"} else "waiting"
    if actor.is_anonymous:
        return render_template("applications.html", is_signed_in=False, role=role, shown=[], further=None, waiting=0)
    session, filters = current_session(), {"page": "applications", "role": role}
    page = queries.list_applications(
        session,
        actor,
        role=None if role == "all" else role,
        after=services().cursors.read(request.args.get("cursor"), filters),
        limit=DEFAULT_LIMIT,
    )
    return render_template(
        "applications.html",
        is_signed_in=True,
        role=role,
        shown=[queries.document_for(actor, application) for application in page.items],
        waiting=queries.count_waiting(session, actor),
        may_apply=actor.holds("adoption:write"),
        further=services().cursors.write(page.after, filters),
    )
