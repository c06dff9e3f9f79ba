"""A city's scenarios as pages: the list with what is covered, adding one, changing one."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.collaboration.queries import list_scenarios
from registry.kit.documents import render
from registry.kit.errors import Refusal
from registry.organisations.models import Organisation
from registry.scenarios import actions, queries, reading
from registry.scenarios.pages.blueprint import blueprint
from registry.scenarios.pages.forms import item_payload, typed_of
from registry.scenarios.vocabulary import LIST_STATUSES, PRIORITIES
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas.scenarios import ListedScenarioAddSchema, ListedScenarioChangeSchema

MOST_CHOICES = 500


@blueprint.get("/organisations/<slug>/scenarios")
def city_scenarios(slug: str) -> ResponseReturnValue:
    """What a city has to get done, and how much of it is covered, as far as the reader may see."""
    session, actor = current_session(), current_actor()
    city = queries.get_list_city(session, slug)
    if city.slug != slug:
        return redirect(url_for(".city_scenarios", slug=city.slug), code=308)
    items = reading.items_shown(session, actor, queries.list_listed(session, actor, city))
    return render_template(
        "scenarios.html",
        city=city,
        items=sorted(items, key=lambda item: (not item["is_featured"], item["code"])),
        coverage=reading.coverage_shown(session, actor, city, None) if actor.sees_landscapes else None,
        may_change=may_change(city),
    )


@blueprint.get("/organisations/<slug>/new-scenario")
def new_scenario(slug: str) -> str:
    """The form for one more scenario."""
    return _form(queries.get_list_city(current_session(), slug), None, request.args.to_dict(), None, "")


@blueprint.post("/organisations/<slug>/new-scenario")
def added_scenario(slug: str) -> ResponseReturnValue:
    """Add it and show it, or the form again with what needs correction."""
    typed = request.form.to_dict()
    session, actor = current_session(), current_actor()
    try:
        payload = load_payload(ListedScenarioAddSchema(), item_payload(typed, is_new=True))
        item = actions.list_scenario(session, actor, organisation=slug, **payload)
        return redirect(url_for(".city_scenario", slug=slug, code=item.code), code=303)
    except Refusal as refusal:
        session.rollback()
        return _form(queries.get_list_city(session, slug), None, typed, refusal, ""), refusal.status


@blueprint.get("/organisations/<slug>/scenarios/<code>/edit")
def edit_scenario(slug: str, code: str) -> str:
    """The form with what an item says."""
    session, actor = current_session(), current_actor()
    city = queries.get_list_city(session, slug)
    shown = reading.item_shown(session, actor, queries.get_listed(session, actor, city, code))
    if not may_change(city):
        return _form(city, shown, {}, None, "")
    return _form(city, shown, typed_of(shown), None, render(shown).etag)


@blueprint.post("/organisations/<slug>/scenarios/<code>/edit")
def changed_scenario(slug: str, code: str) -> ResponseReturnValue:
    """Change an item, or the form again with what needs correction."""
    typed = request.form.to_dict()
    session, actor = current_session(), current_actor()
    try:
        payload = load_payload(ListedScenarioChangeSchema(), item_payload(typed, is_new=False))
        actions.change_listed(
            session, actor, organisation=slug, code=code, expected_tag=typed.get("tag", ""), **payload
        )
        return redirect(url_for(".city_scenario", slug=slug, code=code), code=303)
    except Refusal as refusal:
        session.rollback()
        city = queries.get_list_city(session, slug)
        shown = reading.item_shown(session, actor, queries.get_listed(session, actor, city, code))
        return _form(city, shown, typed, refusal, render(shown).etag), refusal.status


@blueprint.app_template_global("has_scenario_list")
def has_scenario_list(slug: str) -> bool:
    """Whether a city has, or may begin, a list that the reader may look at."""
    session, actor = current_session(), current_actor()
    try:
        city = queries.get_list_city(session, slug)
    except Refusal:
        return False
    return city.slug == slug and (actor.sees_landscapes or bool(queries.list_listed(session, actor, city)))


def may_change(city: Organisation) -> bool:
    """Whether the reader may change the list of this city."""
    actor = current_actor()
    return actor.holds("collaboration:write") and (city.id in actor.acts_for or actor.is_administrator)


def _form(
    city: Organisation, shown: Mapping[str, Any] | None, typed: Mapping[str, str], refusal: Refusal | None, tag: str
) -> str:
    session = current_session()
    return render_template(
        "scenario_form.html",
        city=city,
        shown=shown,
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        tag=tag,
        may_change=may_change(city),
        is_signed_in=not current_actor().is_anonymous,
        priorities=PRIORITIES,
        statuses=LIST_STATUSES,
        choices=[] if shown else list_scenarios(session, after=None, limit=MOST_CHOICES).items,
    )
