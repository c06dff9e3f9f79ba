"""A city's roadmap as a page: a table and a timeline."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from registry.kit.clock import today_of
from registry.kit.documents import render
from registry.kit.errors import Refusal
from registry.kit.texts import choose
from registry.scenarios import actions, queries, reading
from registry.scenarios.pages.blueprint import blueprint
from registry.scenarios.pages.forms import roadmap_payload, typed_roadmap
from registry.scenarios.pages.lists import may_change
from registry.scenarios.timeline import Bar, Words, draw
from registry.scenarios.vocabulary import ROADMAP_STATUSES
from registry.web.context import current_actor, current_language, current_session
from registry.web.labels import label
from registry.web.wording import load_payload
from schemas.scenarios import RoadmapPlanSchema

_TITLE = {"zh": "{city}的路线图", "en": "The roadmap of {city}"}
_SAID = {
    "zh": "每行为一项计划采用：圆环为计划日期，圆点为上线日期，虚线为今天。共 {count} 项。",
    "en": "A line for each planned adoption: a ring where it is planned, a disc where it went live; dashed is today. "
    "{count} in all.",
}


@blueprint.get("/organisations/<slug>/roadmap")
def roadmap(slug: str) -> str:
    """What a city means to run by when, and where it stands."""
    return _page(slug, None)


@blueprint.post("/organisations/<slug>/roadmap")
def planned_roadmap(slug: str) -> ResponseReturnValue:
    """Plan anew; then the page, or the form again with what needs correction."""
    form = request.form.to_dict()
    try:
        payload = load_payload(RoadmapPlanSchema(), roadmap_payload(form))
        actions.plan_roadmap(
            current_session(), current_actor(), organisation=slug, expected_tag=form.get("tag", ""), **payload
        )
        return redirect(url_for(".roadmap", slug=slug), code=303)
    except Refusal as refusal:
        current_session().rollback()
        return _page(slug, refusal), refusal.status


def _page(slug: str, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    city = queries.get_list_city(session, slug)
    shown = reading.roadmap_shown(session, actor, city)
    drawing = _drawing(shown["items"], choose(city.name, current_language()), today_of(session))
    return render_template(
        "roadmap.html",
        city=city,
        items=shown["items"],
        drawing=Markup(drawing),  # noqa: S704 — made by ourselves, every text escaped
        tag=render(shown).etag,
        typed=request.form.get("items") if refusal else typed_roadmap(shown["items"]),
        may_change=may_change(city),
        refusal=refusal,
    )


def _drawing(items: list[Mapping[str, Any]], city: str, today: date) -> str:
    language = current_language()
    words = Words(
        title=_TITLE[language].format(city=city),
        description=_SAID[language].format(count=len(items)),
        statuses={status: label("roadmap_status", status, language) for status in ROADMAP_STATUSES},
    )
    return draw([_bar(row, language) for row in items], today, words)


def _bar(row: Mapping[str, Any], language: str) -> Bar:
    name = choose(row["name"], language) + (f" · {row['component'].split('/')[1]}" if row["component"] else "")
    first, planned = date.fromisoformat(row["first_planned_on"]), date.fromisoformat(row["planned_on"])
    reached = date.fromisoformat(row["reached_on"]) if row["reached_on"] else None
    return Bar(name, row["status"], first, planned, reached)
