"""What adopters say of components, as pages: the list, the form, and the publisher's answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.catalogue.queries import get_component, list_versions
from registry.collaboration import actions, queries
from registry.collaboration.models import Feedback
from registry.collaboration.pages.blueprint import blueprint
from registry.collaboration.queries import FeedbackCount
from registry.collaboration.vocabulary import FEEDBACK_KINDS, FEEDBACK_STATUSES
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas import collaboration as wire

SHOWN: Final = 20
VERSIONS_OFFERED: Final = 20

Form = Mapping[str, str]


@blueprint.get("/components/<publisher>/<name>/feedback")
def feedback(publisher: str, name: str) -> str:
    """What was said of a component, the newest first, with the form to say something."""
    return _page(f"{publisher}/{name}", {}, None)


@blueprint.post("/components/<publisher>/<name>/feedback")
def said(publisher: str, name: str) -> ResponseReturnValue:
    """Do what one of the page's forms asks, and show the page again."""
    full_name, form = f"{publisher}/{name}", _filled(request.form.to_dict())
    try:
        found = _act(current_session(), current_actor(), full_name, form)
    except Refusal as refusal:
        current_session().rollback()
        return _page(full_name, form, refusal), refusal.status
    place = url_for(".feedback", publisher=publisher, name=name, _anchor=f"feedback-{found.public_id}")
    return redirect(place, code=303)


@blueprint.app_template_global("feedback_count")
def feedback_count(component_id: int) -> FeedbackCount:
    """How much was said of a component, and how much of it is open."""
    return queries.count_feedback(current_session(), component_id)


@blueprint.app_template_global("resolved_in")
def resolved_in(version_id: int) -> list[Feedback]:
    """What a version resolves."""
    return queries.list_resolved_in(current_session(), [version_id]).get(version_id, [])


def _page(full_name: str, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    component = get_component(session, actor, full_name)
    status = request.args.get("status")
    asked = {
        "component": component.full_name,
        "status": status if status in FEEDBACK_STATUSES else None,
    }
    filters = {"page": "feedback", **asked}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_feedback(session, actor, **asked, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    publisher, name = component.full_name.split("/")
    return render_template(
        "feedback.html",
        component=component,
        rows=page.items,
        kinds=FEEDBACK_KINDS,
        statuses=FEEDBACK_STATUSES,
        status=asked["status"],
        numbers=[row[0] for row in list_versions(session, component.id, limit=VERSIONS_OFFERED).items],
        may_say=actor.organisation_id is not None and actor.holds("collaboration:write"),
        may_answer=queries.may_answer(actor, component),
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        next=url_for(".feedback", publisher=publisher, name=name, status=asked["status"], cursor=cursor)
        if cursor
        else None,
    )


def _filled(form: Form) -> dict[str, str]:
    """The form in the words of the API: what was left empty is left out."""
    plain = {field: text.replace("\r\n", "\n").strip() for field, text in form.items() if field != "csrf_token"}
    return {field: text for field, text in plain.items() if text}


def _act(session: Session, actor: Actor, component: str, form: Form) -> Feedback:
    """Raises NotFound for a form that is none of the page's."""
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise NotFound(what=form.get("act", ""))
    return act(session, actor, component, {field: text for field, text in form.items() if field != "act"})


def _say(session: Session, actor: Actor, component: str, form: Form) -> Feedback:
    payload = load_payload(wire.FeedbackOpenSchema(), {**form, "component": component})
    return actions.open_feedback(session, actor, **payload)


def _resolve(session: Session, actor: Actor, component: str, form: Form) -> Feedback:
    return actions.resolve_feedback(session, actor, **_answer(wire.FeedbackResolveSchema(), form))


def _decline(session: Session, actor: Actor, component: str, form: Form) -> Feedback:
    without_version = {field: text for field, text in form.items() if field != "version"}
    return actions.decline_feedback(session, actor, **_answer(wire.FeedbackDeclineSchema(), without_version))


def _reopen(session: Session, actor: Actor, component: str, form: Form) -> Feedback:
    return actions.reopen_feedback(
        session, actor, feedback_id=_identifier(form), closed_as=form.get("closed_as", "resolved")
    )


_ACTS: Final[Mapping[str, Callable[[Session, Actor, str, Form], Feedback]]] = {
    "say": _say,
    "resolve": _resolve,
    "decline": _decline,
    "reopen": _reopen,
}
"""What the page's buttons do, by their names."""


def _answer(schema: Any, form: Form) -> dict[str, Any]:
    payload = load_payload(schema, {field: text for field, text in form.items() if field != "feedback"})
    return {"feedback_id": _identifier(form), **payload}


def _identifier(form: Form) -> UUID:
    try:
        return UUID(form.get("feedback", ""))
    except ValueError as error:
        raise NotFound(what=form.get("feedback", "")) from error
