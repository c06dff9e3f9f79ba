"""What the forms on a project's page do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from registry.kit.errors import NotFound, PayloadInvalid, Refusal
from registry.projects import actions
from registry.projects.pages.blueprint import blueprint
from registry.projects.pages.forms import Form, given, in_reader_language, results_of, targets_of
from registry.projects.pages.reading import project_page
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import projects as wire


@blueprint.post("/projects/<uuid:project_id>")
def acted(project_id: UUID) -> ResponseReturnValue:
    """Do what one of its forms asks, and show it again."""
    form = request.form.to_dict()
    try:
        act = _ACTS.get(form.get("act", ""))
        if act is None:
            raise NotFound(what=form.get("act", ""))
        act(project_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return project_page(project_id, form, refusal), refusal.status
    return redirect(f"/projects/{project_id}", code=303)


def _move(project_id: UUID, form: Form) -> None:
    payload = load_payload(wire.ProjectMoveSchema(), given(form, "to", "on", "note"))
    actions.move_project(current_session(), current_actor(), project_id=project_id, **payload)


def _link(project_id: UUID, form: Form) -> None:
    adoption_id = _identifier(form, "adoption")
    actions.link_adoption(current_session(), current_actor(), project_id=project_id, adoption_id=adoption_id)


def _unlink(project_id: UUID, form: Form) -> None:
    adoption_id = _identifier(form, "adoption")
    actions.unlink_adoption(current_session(), current_actor(), project_id=project_id, adoption_id=adoption_id)


def _milestone(project_id: UUID, form: Form) -> None:
    told = {**given(form, "due_on"), "title": in_reader_language(form.get("title", "").strip())}
    payload = load_payload(wire.MilestoneSetSchema(), told)
    actions.set_milestone(current_session(), current_actor(), project_id=project_id, **payload)


def _postpone(project_id: UUID, form: Form) -> None:
    payload = load_payload(wire.MilestonePostponeSchema(), given(form, "due_on", "reason"))
    place: dict[str, Any] = {"project_id": project_id, "milestone_id": _identifier(form, "milestone")}
    actions.postpone_milestone(current_session(), current_actor(), **place, **payload)


def _reach(project_id: UUID, form: Form) -> None:
    links = form.get("links", "").split()
    payload = load_payload(wire.MilestoneReachSchema(), {**given(form, "on", "evidence"), "links": links})
    place: dict[str, Any] = {"project_id": project_id, "milestone_id": _identifier(form, "milestone")}
    actions.reach_milestone(current_session(), current_actor(), **place, **payload)


def _targets(project_id: UUID, form: Form) -> None:
    payload = load_payload(wire.TargetsSetSchema(), targets_of(form))
    actions.set_targets(current_session(), current_actor(), project_id=project_id, **payload)


def _results(project_id: UUID, form: Form) -> None:
    payload = load_payload(wire.ResultsEnterSchema(), results_of(form))
    actions.enter_results(current_session(), current_actor(), project_id=project_id, **payload)


def _evaluate(project_id: UUID, form: Form) -> None:
    payload = load_payload(wire.EvaluationMakeSchema(), {**results_of(form), **given(form, "note")})
    actions.evaluate_project(current_session(), current_actor(), project_id=project_id, **payload)


def _publish(project_id: UUID, form: Form) -> None:
    actions.publish_project(current_session(), current_actor(), project_id=project_id)


def _unpublish(project_id: UUID, form: Form) -> None:
    actions.unpublish_project(current_session(), current_actor(), project_id=project_id)


def _identifier(form: Form, name: str) -> UUID:
    try:
        return UUID(form.get(name, "").strip())
    except ValueError as error:
        raise PayloadInvalid.of(f"/{name}", "须为编号（UUID）。", "An id (UUID) is needed.") from error


_ACTS: dict[str, Callable[[UUID, Form], None]] = {
    "move": _move,
    "link": _link,
    "unlink": _unlink,
    "milestone": _milestone,
    "postpone": _postpone,
    "reach": _reach,
    "targets": _targets,
    "results": _results,
    "evaluate": _evaluate,
    "publish": _publish,
    "unpublish": _unpublish,
}
