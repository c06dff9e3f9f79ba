"""Who runs a component, what cities ask one another about it, and the reports they lend, as pages."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.collaboration import actions, queries
from registry.collaboration.pages.blueprint import blueprint
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, Refusal
from registry.organisations.wording import sentence
from registry.web.context import current_actor, current_language, current_session, services
from registry.web.wording import load_payload
from schemas import peers as wire

SHOWN: Final = 20
REPORTS_SHOWN: Final = 50

Form = Mapping[str, str]
Act = Callable[[Session, Actor, str, dict[str, str]], None]


@blueprint.get("/components/<publisher>/<name>/peers")
def peers(publisher: str, name: str) -> str:
    """The cities that run a component, those like the reader's first, with what one may ask them; the reports on it."""
    return _peers(f"{publisher}/{name}", {}, None)


@blueprint.post("/components/<publisher>/<name>/peers")
def asked_peers(publisher: str, name: str) -> ResponseReturnValue:
    """Ask a city, or for a report; then the page again."""
    full_name = f"{publisher}/{name}"
    form = {key: text.strip() for key, text in request.form.items() if key != "csrf_token" and text.strip()}
    act = _ACTS.get(form.pop("act", ""))
    if act is None:
        raise NotFound(what=full_name)
    try:
        act(current_session(), current_actor(), full_name, form)
    except Refusal as refusal:
        current_session().rollback()
        return _peers(full_name, form, refusal), refusal.status
    return redirect(url_for(".questions") if "to" in form else url_for(".peers", publisher=publisher, name=name), 303)


@blueprint.get("/peer-questions")
def questions() -> str:
    """What the reader's city asked and was asked, with the answers."""
    return _questions({}, None)


@blueprint.post("/peer-questions")
def answered_question() -> ResponseReturnValue:
    """Answer a question, or decline to."""
    form = {key: text.strip() for key, text in request.form.items() if key != "csrf_token"}
    try:
        _answer(current_session(), current_actor(), form)
    except Refusal as refusal:
        current_session().rollback()
        return _questions(form, refusal), refusal.status
    return redirect(url_for(".questions"), code=303)


@blueprint.app_template_global("may_see_landscapes")
def may_see_landscapes() -> bool:
    """Whether the reader may know what runs where."""
    return current_actor().sees_landscapes


def _peers(full_name: str, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    component: Component = get_component(session, actor, full_name)
    return render_template(
        "peers.html",
        component=component,
        running=queries.list_running_peers(session, actor, component.id),
        reports=queries.list_reports(session, actor, component.full_name, limit=REPORTS_SHOWN).items,
        times=queries.response_times(session, component.id),
        own=actor.acts_for,
        reason_text=lambda reason: sentence(reason)[current_language()],
        may_ask=actor.organisation_id is not None and actor.holds("collaboration:write"),
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )


def _questions(typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    filters = {"page": "peer-questions"}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_questions(session, actor, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "peer_questions.html",
        rows=page.items,
        own=actor.acts_for,
        may_answer=actor.holds("collaboration:write"),
        typed=typed,
        refusal=refusal,
        next=url_for(".questions", cursor=cursor) if cursor else None,
    )


def _ask(session: Session, actor: Actor, component: str, form: dict[str, str]) -> None:
    actions.ask_peer(session, actor, **load_payload(wire.QuestionAskSchema(), {**form, "component": component}))


def _ask_for_report(session: Session, actor: Actor, component: str, form: dict[str, str]) -> None:
    identifier = _identifier(form.pop("report", ""))
    actions.request_report(session, actor, report_id=identifier, **load_payload(wire.ReportRequestSchema(), form))


_ACTS: Final[Mapping[str, Act]] = {"ask": _ask, "request": _ask_for_report}


def _answer(session: Session, actor: Actor, form: dict[str, Any]) -> None:
    identifier = _identifier(form.get("question", ""))
    if form.get("act") == "decline":
        actions.decline_question(session, actor, question_id=identifier)
    else:
        payload = load_payload(wire.QuestionAnswerSchema(), {"answer": form.get("answer", "")})
        actions.answer_question(session, actor, question_id=identifier, **payload)


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error
