"""One scenario of a city as a page: its coverage, its opening, what entities respond; and the list of what is open."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.catalogue.queries import find_component
from registry.kit.documents import render
from registry.kit.errors import NotFound, Refusal
from registry.scenarios import actions, queries, reading
from registry.scenarios.opening_documents import response_document
from registry.scenarios.pages.blueprint import blueprint
from registry.scenarios.pages.forms import lines, texts
from registry.scenarios.pages.lists import may_change
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas import scenarios as wire

SHOWN: Final = 20
RESPONSES_SHOWN: Final = 100

Form = Mapping[str, str]


@blueprint.get("/scenarios/open")
def open_scenarios() -> str:
    """The scenarios that take responses today, for operating entities."""
    session = current_session()
    filters = {"page": "scenarios/open"}
    page = queries.list_openings(
        session, after=services().cursors.read(request.args.get("cursor"), filters), limit=SHOWN
    )
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "scenarios_open.html",
        rows=[reading.announced_shown(session, opening) for opening in page.items],
        next=url_for(".open_scenarios", cursor=cursor) if cursor else None,
    )


@blueprint.get("/organisations/<slug>/scenarios/<code>")
def city_scenario(slug: str, code: str) -> str:
    """One scenario: what it needs, which parts of its solution run, what is announced and responded."""
    return _page(slug, code, {}, None)


@blueprint.post("/organisations/<slug>/scenarios/<code>")
def done_with_scenario(slug: str, code: str) -> ResponseReturnValue:
    """Open it or end that, remove it, respond to it or decide a response; then the page again."""
    form = {key: text.strip() for key, text in request.form.items() if text.strip()}
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise NotFound(what=f"{slug}/scenarios/{code}")
    try:
        act(slug, code, form)
    except Refusal as refusal:
        current_session().rollback()
        return _page(slug, code, form, refusal), refusal.status
    if form["act"] == "remove":
        return redirect(url_for(".city_scenarios", slug=slug), code=303)
    return redirect(url_for(".city_scenario", slug=slug, code=code), code=303)


def _page(slug: str, code: str, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    city = queries.get_list_city(session, slug)
    item = queries.get_listed(session, actor, city, code)
    shown = reading.item_shown(session, actor, item)
    opening = queries.find_opening(session, item)
    responses = [] if actor.is_anonymous else queries.list_responses(
        session, actor, item, limit=RESPONSES_SHOWN
    ).items  # fmt: skip
    return render_template(
        "scenario.html",
        city=city,
        item=shown,
        tag=render(shown).etag,
        opening_tag=actions.opening_tag(session, opening, item) if opening else "",
        supply=_supply(shown),
        responses=[response_document(row) for row in responses],
        may_change=may_change(city),
        may_respond=actor.kind == "operating_entity" and actor.holds("collaboration:write"),
        has_responded=any(row.entity_id in actor.acts_for for row in responses),
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )


def _supply(shown: Mapping[str, Any]) -> dict[str, str | None]:
    """The version that could be adopted, for each part that does not run."""
    session = current_session()
    found: dict[str, str | None] = {}
    for part in shown["solution"] or ():
        component = find_component(session, part["component"]) if part["component"] else None
        if component is not None and part["state"] in {"missing", "other_version"}:
            found[part["component"]] = queries.newest_fitting(session, component, part["specifier"])
    return found


def _open(slug: str, code: str, form: Form) -> None:
    typed = {"announcement": texts(form, "announcement"), "closes_on": form.get("closes_on", "")}
    payload = load_payload(wire.OpeningMakeSchema(), typed)
    actions.open_scenario(
        current_session(),
        current_actor(),
        organisation=slug,
        code=code,
        expected_tag=form.get("opening_tag"),
        **payload,
    )


def _close(slug: str, code: str, form: Form) -> None:
    tag = form.get("opening_tag", "")
    actions.close_scenario(current_session(), current_actor(), organisation=slug, code=code, expected_tag=tag)


def _remove(slug: str, code: str, form: Form) -> None:
    payload = load_payload(wire.RemovalArguments(), {key: form[key] for key in ("reason",) if key in form})
    actions.remove_listed(
        current_session(), current_actor(), organisation=slug, code=code, expected_tag=form.get("tag", ""), **payload
    )


def _respond(slug: str, code: str, form: Form) -> None:
    typed: dict[str, Any] = {key: form[key] for key in ("offer", "price_terms") if key in form}
    payload = load_payload(wire.ScenarioRespondSchema(), {**typed, "components": lines(form, "components")})
    actions.respond(current_session(), current_actor(), organisation=slug, code=code, **payload)


def _decide(slug: str, code: str, form: Form) -> None:
    try:
        identifier = UUID(form.get("response", ""))
    except ValueError as error:
        raise NotFound(what=form.get("response", "")) from error
    typed = {key: form[key] for key in ("decision", "reason") if key in form}
    payload = load_payload(wire.ScenarioDecideSchema(), typed)
    actions.decide_response(
        current_session(), current_actor(), organisation=slug, code=code, response_id=identifier, **payload
    )


_ACTS: Final[Mapping[str, Callable[[str, str, Form], None]]] = {
    "open": _open,
    "close": _close,
    "remove": _remove,
    "respond": _respond,
    "decide": _decide,
}
