"""The catalogue page: search, facets, hits. Works without scripts; with them it follows the typing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from flask import Blueprint, Response, current_app, make_response, render_template, request
from markupsafe import Markup

from registry.kit.errors import CursorInvalid, PayloadInvalid, Refusal
from registry.kit.texts import choose
from registry.organisations.queries import names_of
from registry.search import queries
from registry.search.bounds import count_peers_running
from registry.search.choices import FIRST_FACETS, FURTHER_FACETS, SHOWN_FACETS, Choices, Option, options_of
from registry.search.engine import SearchEngine
from registry.search.highlighting import Highlighter
from registry.search.index.query import SearchResult
from registry.standards.codes import without_edition
from registry.standards.queries import standard_names
from registry.taxonomies.queries import concept_name
from registry.web.context import current_actor, current_language, current_session, services
from registry.web.labels import label
from registry.web.pages import text_in_language, wants_partial

blueprint = Blueprint("pages", __name__)

PAGE_SIZE: Final = 20
MOST_NEAR: Final = 5
MOST_ALIKE: Final = 5
LEAST_SIMILARITY: Final = 0.15
"""What shares less than this is not shown as alike: one common word is chance."""

CONCEPT_FACETS: Final = {
    "domain": "domains",
    "action": "actions",
    "connectivity": "connectivity",
    "ability": "abilities",
    "life_cycle": "life_cycle",
    "city_stage": "city_stages",
}
"""The facets whose values are concepts: facet → taxonomy."""


class Shown(NamedTuple):
    """What the page shows of a search."""

    hits: list[dict[str, Any]]
    result: SearchResult
    facets: dict[str, list[Option]]
    next: str | None


@blueprint.get("/")
def catalogue() -> Response:
    """The catalogue: what was found, and ways to narrow it. For htmx only the part below the search box."""
    choices = Choices.read(request.args.to_dict(flat=False))
    refusal: Refusal | None = None
    try:
        shown = _search(choices)
    except (PayloadInvalid, CursorInvalid) as reason:
        refusal, shown = reason, Shown([], SearchResult([], 0, {}), {}, None)
    names = _publisher_names(shown, choices)
    engine = _engine()
    if _is_miss(choices, shown.result) and refusal is None:
        current_app.extensions["registry.search.misses"].count(choices.words)
    page = render_template(
        "found.html" if wants_partial() else "catalogue.html",
        choices=choices,
        shown=shown,
        first_facets=[name for name in FIRST_FACETS if shown.facets.get(name)],
        further_facets=[name for name in FURTHER_FACETS if shown.facets.get(name)],
        refusal=refusal,
        names=names,
        marker=_marker(choices, shown),
        near=_near(engine, choices) if choices.words and not shown.hits and refusal is None else (),
        better_total=_better_total(choices, shown.result),
        value_label=lambda facet, value: _value_label(facet, value, names),
    )
    return make_response(page, refusal.status if refusal else 200)


def _search(choices: Choices) -> Shown:
    after = services().cursors.read(choices.cursor, choices.filters)
    found = _ask(choices, facets=SHOWN_FACETS, after=after, limit=PAGE_SIZE)
    facets = {
        name: options_of(_counts(choices, name, found.result), choices.chosen.get(name, ())) for name in SHOWN_FACETS
    }
    facets["standard"] = [row for row in facets["standard"] if row.is_chosen or _is_family(row.value)]
    like = count_peers_running(current_session(), current_actor(), found.ids)
    hits = [
        {**orjson.loads(document), **count, "cities_like": like.get(identity, 0)}
        for identity, (document, count) in zip(found.ids, found.items, strict=True)
    ]
    cursor = services().cursors.write(found.result.next, choices.filters)
    return Shown(hits, found.result, facets, choices.address(cursor=cursor) if cursor else None)


def _is_family(standard: str) -> bool:
    """Whether a standard is named without its year or edition: one box for all of its editions."""
    name = standard_names(current_session()).get(standard, standard)
    return without_edition(name) == name


def _counts(choices: Choices, name: str, result: SearchResult) -> Sequence[tuple[str, int]]:
    """A facet's counts. Where values of it are chosen, what choosing another one would give is counted without them."""
    if name not in choices.chosen:
        return result.facets.get(name, ())
    others = _ask(choices.without(name), facets=(name,), after=None, limit=0)
    return others.result.facets.get(name, ())


def _ask(choices: Choices, *, facets: Sequence[str], after: tuple[Any, ...] | None, limit: int) -> queries.Found:
    return queries.search_components(
        current_session(),
        _engine(),
        current_actor(),
        words=choices.words,
        filters=choices.chosen,
        sort=choices.sort,
        facets=facets,
        after=after,
        limit=limit,
    )


def _engine() -> SearchEngine:
    engine: SearchEngine = current_app.extensions["registry.search"]
    return engine


def _is_miss(choices: Choices, result: SearchResult) -> bool:
    """Whether words alone found nothing."""
    return bool(choices.words) and not choices.chosen and not choices.cursor and not result.total


def _marker(choices: Choices, shown: Shown) -> Callable[[Mapping[str, str]], Markup]:
    """Shows a text in the reader's language with the words that were looked for marked."""
    result = shown.result
    words = result.corrected if result.matching == "corrected" and result.corrected else choices.words
    if not words or not shown.hits:
        return text_in_language
    highlighter = Highlighter(words, _engine().tuning.get().lexicon)
    return lambda texts: text_in_language(texts, highlighter.mark)


def _near(engine: SearchEngine, choices: Choices) -> Sequence[str]:
    """Names that exist and resemble what was looked for in vain."""
    return queries.near_names(engine, current_actor(), choices.words, MOST_NEAR)


def _better_total(choices: Choices, result: SearchResult) -> int:
    """How many hits the better spelling has that is offered beside few hits."""
    if result.matching != "all" or not result.corrected:
        return 0
    return _ask(choices.with_words(result.corrected), facets=(), after=None, limit=0).result.total


@blueprint.app_template_global("components_like")
def components_like(full_name: str) -> list[dict[str, Any]]:
    """What the page of a component tells of those that are like it: the nearest that are near at all."""
    found = queries.similar_components(current_session(), _engine(), current_actor(), full_name, limit=MOST_ALIKE)
    return [
        {**each._asdict(), "name": f"{said['publisher']}/{said['name']}", "title": said["title"]}
        for each in found
        if each.similarity >= LEAST_SIMILARITY
        for said in (orjson.loads(each.document),)
    ]


def _publisher_names(shown: Shown, choices: Choices) -> dict[str, str]:
    """The names of all publishers on the page, in the reader's language, by slug."""
    slugs: Iterable[str] = (
        *(hit["publisher"] for hit in shown.hits),
        *(option.value for option in shown.facets.get("publisher", ())),
        *choices.chosen.get("publisher", ()),
    )
    found: Mapping[str, Mapping[str, str]] = names_of(current_session(), set(slugs))
    return {slug: choose(name, current_language()) for slug, name in found.items()}


def _value_label(facet: str, value: str, names: Mapping[str, str]) -> str:
    """A facet's value as people read it."""
    if facet == "publisher":
        return names.get(value, value)
    if facet == "standard":
        return standard_names(current_session()).get(value, value)
    if facet == "concept":
        return concept_name(current_session(), *value.partition(":")[::2], current_language())
    if facet in CONCEPT_FACETS:
        return concept_name(current_session(), CONCEPT_FACETS[facet], value, current_language())
    return label(facet, value, current_language())
