"""One project as a page, and a new one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.kit.clock import today_of
from registry.kit.errors import Refusal, TokenRequired
from registry.projects import actions, queries
from registry.projects.models import Project
from registry.projects.pages.blueprint import blueprint
from registry.projects.pages.forms import entered
from registry.projects.vocabulary import DIRECTIONS, FUNDING_SOURCES, PROJECT_KINDS, REUSE_CHOICES, UNDER_WAY
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import projects as wire

Form = Mapping[str, str]


@blueprint.get("/projects/new")
def new_project() -> str:
    """The form for entering one."""
    if current_actor().is_anonymous:
        raise TokenRequired()
    return _new_page({}, None)


@blueprint.post("/projects/new")
def enter() -> ResponseReturnValue:
    """Enter a project, then show it."""
    form = request.form.to_dict()
    try:
        payload = load_payload(wire.ProjectEnterSchema(), entered(form, request.form.getlist("funding_sources")))
        made = actions.enter_project(current_session(), current_actor(), **payload)
    except Refusal as refusal:
        current_session().rollback()
        return _new_page(form, refusal), refusal.status
    return redirect(f"/projects/{made.public_id}", code=303)


@blueprint.get("/projects/<uuid:project_id>")
def project(project_id: UUID) -> str:
    """A project as far as the reader sees it, with the forms of whoever may act."""
    return project_page(project_id, {}, None)


def project_page(project_id: UUID, typed: Form, refusal: Refusal | None) -> str:
    """The page, with what was typed and why that was refused."""
    session, actor = current_session(), current_actor()
    found = queries.get_project(session, actor, project_id)
    return render_template(
        "project.html",
        project=queries.document_for(session, actor, found),
        city=found.organisation,
        today=today_of(session),
        sees_whole=queries.sees_whole(actor),
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        directions=DIRECTIONS,
        **_rights(found),
    )


def _rights(found: Project) -> dict[str, Any]:
    session, actor = current_session(), current_actor()
    own = actor.holds("collaboration:write") and found.organisation_id in actor.acts_for
    measured = found.status == "finished" and found.targets and found.results
    return {
        "may_act": own and found.status in UNDER_WAY,
        "may_enter_results": own and found.status == "finished" and bool(found.targets),
        "may_publish": own and found.status != "cancelled",
        "may_evaluate": bool(measured) and actions.may_evaluate(session, actor, found),
    }


def _new_page(form: Form, refusal: Refusal | None) -> str:
    actor = current_actor()
    return render_template(
        "project_new.html",
        typed=form,
        chosen=request.form.getlist("funding_sources"),
        organisation=form.get("organisation") or actor.organisation or "",
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        kinds=PROJECT_KINDS,
        sources=FUNDING_SOURCES,
        choices=REUSE_CHOICES,
    )
