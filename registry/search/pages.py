"""The catalogue page: search, facets, hits. Works without scripts; with them it follows the typing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from flask import Blueprint, Response, current_app, make_response, render_template, request

from registry.kit.actor import ANONYMOUS
from registry.kit.errors import CursorInvalid, PayloadInvalid, Refusal
from registry.kit.texts import choose
from registry.organisations.queries import names_of
from registry.search import queries
from registry.search.choices import SHOWN_FACETS, Choices, Option, options_of
from registry.search.index.query import SearchResult
from registry.taxonomies.queries import concept_name
from registry.web.context import current_language, current_session, services
from registry.web.labels import label
from registry.web.pages import wants_partial

blueprint = Blueprint("pages", __name__)

PAGE_SIZE: Final = 20


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
    page = render_template(
        "found.html" if wants_partial() else "catalogue.html",
        choices=choices,
        shown=shown,
        refusal=refusal,
        names=names,
        value_label=lambda facet, value: _value_label(facet, value, names),
    )
    return make_response(page, refusal.status if refusal else 200)


def _search(choices: Choices) -> Shown:
    after = services().cursors.read(choices.cursor, choices.filters)
    found = _ask(choices, facets=SHOWN_FACETS, after=after, limit=PAGE_SIZE)
    facets = {
        name: options_of(_counts(choices, name, found.result), choices.chosen.get(name, ())) for name in SHOWN_FACETS
    }
    hits = [{**orjson.loads(document), **count} for document, count in found.items]
    cursor = services().cursors.write(found.result.next, choices.filters)
    return Shown(hits, found.result, facets, choices.address(cursor=cursor) if cursor else None)


def _counts(choices: Choices, name: str, result: SearchResult) -> Sequence[tuple[str, int]]:
    """A facet's counts. Where values of it are chosen, what choosing another one would give is counted without them."""
    if name not in choices.chosen:
        return result.facets.get(name, ())
    others = _ask(choices.without(name), facets=(name,), after=None, limit=0)
    return others.result.facets.get(name, ())


def _ask(choices: Choices, *, facets: Sequence[str], after: tuple[Any, ...] | None, limit: int) -> queries.Found:
    return queries.search_components(
        current_session(),
        current_app.extensions["registry.search"],
        ANONYMOUS,
        words=choices.words,
        filters=choices.chosen,
        sort=choices.sort,
        facets=facets,
        after=after,
        limit=limit,
    )


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
    if facet in {"domain", "action"}:
        return concept_name(current_session(), f"{facet}s", value, current_language())
    return label(facet, value, current_language())
