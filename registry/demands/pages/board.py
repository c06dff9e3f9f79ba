"""The board as a page, and what a component's page says of those who asked for it."""

from typing import Any, Final

from flask import render_template, request, url_for

from registry.collaboration.models import Scenario
from registry.collaboration.queries import list_scenarios
from registry.demands import queries
from registry.demands.documents import demand_document
from registry.demands.pages.blueprint import blueprint
from registry.demands.queries import AskedFor
from registry.demands.vocabulary import DEMAND_STATUSES, SORTS
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.taxonomies.queries import current_taxonomies
from registry.web.context import current_actor, current_session, services

SHOWN: Final = 20
SCENARIOS_OFFERED: Final = 500


@blueprint.get("/demands")
def board() -> str:
    """What cities need and find nowhere, with filters, and how much of it there is."""
    session, actor = current_session(), current_actor()
    asked = _asked()
    filters = {"page": "demands", **asked}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_demands(session, actor, **asked, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    chosen: dict[str, Any] = {key: "true" if word is True else word for key, word in asked.items() if word}
    return render_template(
        "demands.html",
        rows=[demand_document(shown, actor) for shown in queries.show(session, actor, page.items)],
        unmet=queries.count_unmet(session),
        domains=list(current_taxonomies(session)["domains"].concepts),
        scenarios=scenarios_offered(),
        statuses=DEMAND_STATUSES,
        sorts=SORTS,
        asked=asked,
        may_post=may_post(actor),
        next=url_for(".board", **chosen, cursor=cursor) if cursor else None,
    )


@blueprint.app_template_global("asked_for")
def asked_for(component_id: int) -> AskedFor:
    """How many cities asked for a component, as far as the reader may know."""
    return queries.asked_for(current_session(), current_actor(), component_id)


def may_post(actor: Actor) -> bool:
    """Whether the reader can post demands and second those of others."""
    return actor.kind in GOVERNMENT_KINDS and actor.holds("collaboration:write")


def scenarios_offered() -> list[Scenario]:
    """The common list of scenarios, to choose one from."""
    return list_scenarios(current_session(), after=None, limit=SCENARIOS_OFFERED).items


def _asked() -> dict[str, Any]:
    """The filters of the address; words that there are none of are left out."""
    told = {key: text.strip()[:200] for key, text in request.args.items() if text.strip()}
    return {
        "q": told.get("q"),
        "organisation": told.get("organisation"),
        "domain": told.get("domain"),
        "scenario": told.get("scenario"),
        "component": told.get("component"),
        "status": told["status"] if told.get("status") in DEMAND_STATUSES else None,
        "common": True if told.get("common") == "true" else None,
        "sort": told["sort"] if told.get("sort") in SORTS else None,
    }
