"""Cases by the class of their city, and the calls for them."""

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for

from registry.cases import queries
from registry.cases.models import Case
from registry.cases.pages.blueprint import blueprint
from registry.cases.terms import campaign_status
from registry.cases.vocabulary import CASE_LEVELS, CASE_STATUSES
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.organisations.vocabulary import CITY_CLASSES
from registry.web.context import current_actor, current_session, services

SHOWN = 30


@blueprint.get("/cases")
def cases() -> str:
    """The selected cases, and for those concerned their own and what they judge, each class by itself."""
    actor = current_actor()
    chosen = _chosen()
    filters = {"page": "cases", **chosen}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_cases(current_session(), actor, **chosen, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    rows = sorted(page.items, key=lambda case: (_rank(case), -case.id))
    return render_template(
        "cases.html",
        groups=[(word, list(found)) for word, found in groupby(rows, key=lambda case: case.city_class)],
        chosen=chosen,
        with_choice=lambda name, word: {key: kept for key, kept in {**chosen, name: word}.items() if kept},
        classes=CITY_CLASSES,
        levels=CASE_LEVELS,
        statuses=CASE_STATUSES,
        may_write=actor.kind == "city" and actor.holds("collaboration:write"),
        is_signed_in=not actor.is_anonymous,
        next=url_for(".cases", cursor=cursor, **chosen) if cursor else None,
    )


@blueprint.get("/campaigns")
def campaigns() -> str:
    """Every call for cases, the newest first."""
    session, actor = current_session(), current_actor()
    after = services().cursors.read(request.args.get("cursor"), {"page": "campaigns"})
    page = queries.list_campaigns(session, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, {"page": "campaigns"})
    today = today_of(session)
    return render_template(
        "campaigns.html",
        campaigns=[(row, campaign_status(row.opens_on, row.closes_on, today)) for row in page.items],
        levels=CASE_LEVELS,
        may_call=may_call(actor),
        typed={},
        refusal=None,
        errors={},
        next=url_for(".campaigns", cursor=cursor) if cursor else None,
    )


@blueprint.get("/campaigns/<uuid:campaign_id>")
def campaign(campaign_id: UUID) -> str:
    """One call; for those who select, how its cases stand, each class by itself."""
    session, actor = current_session(), current_actor()
    found = queries.get_campaign(session, campaign_id)
    judging = actor.is_administrator or (found.organiser_id in actor.acts_for and actor.holds("collaboration:write"))
    return render_template(
        "campaign.html",
        campaign=found,
        status=campaign_status(found.opens_on, found.closes_on, today_of(session)),
        standings=queries.standings(session, actor, found) if judging else None,
        may_write=actor.kind == "city" and actor.holds("collaboration:write"),
    )


def may_call(actor: Actor) -> bool:
    """Whether the caller may call for cases, for showing the form."""
    return actor.is_administrator or (actor.kind == "authority" and actor.holds("collaboration:write"))


def _chosen() -> dict[str, Any]:
    words = {"city_class": CITY_CLASSES, "level": CASE_LEVELS, "status": CASE_STATUSES}
    asked = {name: request.args.get(name) for name in words}
    return {name: asked[name] if asked[name] in known else None for name, known in words.items()}


def _rank(case: Case) -> int:
    return CITY_CLASSES.index(case.city_class) if case.city_class else len(CITY_CLASSES)
