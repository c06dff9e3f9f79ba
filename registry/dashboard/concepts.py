"""The pages that explain what components are classed by: every taxonomy, and every concept of it with who uses it."""

from typing import Any, Final

import orjson
from flask import Blueprint, current_app, render_template

from registry.kit.actor import Actor
from registry.search.engine import SearchEngine
from registry.search.queries import search_components
from registry.taxonomies import queries
from registry.taxonomies.queries import ConceptStory
from registry.web.context import current_actor, current_session

blueprint = Blueprint("concepts", __name__)

HITS_SHOWN: Final = 5

_FACETS: Final = {"domains": "domain", "actions": "action", "abilities": "ability", "city_stages": "city_stage"}
"""The filters of the catalogue that are not called as their taxonomy is."""


@blueprint.get("/taxonomies")
def taxonomies() -> str:
    """Every taxonomy in force with its concepts, overlays below what they lie upon."""
    current = queries.current_taxonomies(current_session())
    national = [taxonomy for taxonomy in current.values() if taxonomy.base is None]
    overlays = {
        taxonomy.code: [overlay for overlay in current.values() if overlay.base == taxonomy.code]
        for taxonomy in national
    }
    return render_template("taxonomies.html", national=national, overlays=overlays)


@blueprint.get("/taxonomies/<taxonomy>/<code>")
def concept(taxonomy: str, code: str) -> str:
    """One concept: what it means, where it stands, what took its place when it is gone, and which components use it."""
    story = queries.get_concept(current_session(), taxonomy, code)
    facet, value = _filter_for(story)
    total, hits = (0, []) if story.gone_in else _used_by(current_actor(), facet, value)
    return render_template("concept.html", story=story, facet=facet, value=value, total=total, hits=hits)


def _filter_for(story: ConceptStory) -> tuple[str, str]:
    """The filter of the catalogue that finds what uses a concept."""
    field = story.taxonomy.field
    if field is None:
        return "concept", f"{story.taxonomy.code}:{story.concept.code}"
    return _FACETS.get(field, field), story.concept.code


def _used_by(actor: Actor, facet: str, value: str) -> tuple[int, list[dict[str, Any]]]:
    """How many components use it, and the first of them."""
    engine: SearchEngine = current_app.extensions["registry.search"]
    found = search_components(
        current_session(), engine, actor, filters={facet: [value]}, sort="adopters", limit=HITS_SHOWN
    )
    return found.result.total, [orjson.loads(document) for document, _ in found.items]
