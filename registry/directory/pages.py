"""The pages of organisations: finding them, and what each has to show."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson
from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.directory import queries
from registry.directory.choices import SORTS, Choices
from registry.kit.errors import CursorInvalid, PayloadInvalid, Refusal
from registry.organisations.genes import in_language
from registry.organisations.queries import (
    find_division,
    get_organisation,
    list_classes,
    names_of,
    peers_of,
    successor_of,
)
from registry.organisations.wording import sentence
from registry.search.choices import Option, options_of
from registry.search.index.query import SearchResult
from registry.web.context import current_actor, current_language, current_session, services
from registry.web.labels import label

blueprint = Blueprint("directory_pages", __name__)

PAGE_SIZE: Final = 20
PEERS_SHOWN: Final = 5
GROUPS: Final = {
    "kind": "organisation_kind",
    "class": "city_class",
    "size_band": "size_band",
    "status": "organisation_status",
}
"""The labels of a facet's values."""


class Shown(NamedTuple):
    """What the page shows of a search."""

    hits: list[dict[str, Any]]
    result: SearchResult
    facets: dict[str, list[Option]]
    next: str | None


@blueprint.get("/organisations")
def organisations() -> Response:
    """The organisations: what was found, and ways to narrow it."""
    choices = Choices.read(request.args.to_dict(flat=False))
    refusal: Refusal | None = None
    try:
        shown = _search(choices)
    except (PayloadInvalid, CursorInvalid) as reason:
        refusal, shown = reason, Shown([], SearchResult([], 0, {}), {}, None)
    page = render_template(
        "organisations.html",
        choices=choices,
        sorts=SORTS,
        shown=shown,
        refusal=refusal,
        value_label=_value_label,
        sees_landscapes=current_actor().sees_landscapes,
    )
    return make_response(page, refusal.status if refusal else 200)


def _search(choices: Choices) -> Shown:
    after = services().cursors.read(choices.cursor, choices.filters)
    found = _ask(choices, facets=tuple(queries.FACETS), after=after, limit=PAGE_SIZE)
    facets = {
        name: options_of(_counts(choices, name, found.result), choices.chosen.get(name, ())) for name in queries.FACETS
    }
    cursor = services().cursors.write(found.result.next, choices.filters)
    hits = [orjson.loads(document) for document in found.documents]
    return Shown(hits, found.result, facets, choices.address(cursor=cursor) if cursor else None)


def _counts(choices: Choices, name: str, result: SearchResult) -> Sequence[tuple[str, int]]:
    """A facet's counts. Where values of it are chosen, what choosing another one would give is counted without them."""
    if name not in choices.chosen:
        return result.facets.get(name, ())
    return _ask(choices.without(name), facets=(name,), after=None, limit=0).result.facets.get(name, ())


def _ask(choices: Choices, *, facets: Sequence[str], after: tuple[Any, ...] | None, limit: int) -> queries.Found:
    engines = queries.Engines(current_app.extensions["registry.directory"], current_app.extensions["registry.search"])
    return queries.find_organisations(
        current_session(),
        engines,
        current_actor(),
        choices.wanted,
        sort=choices.sort,
        facets=facets,
        after=after,
        limit=limit,
    )


def _value_label(facet: str, value: str) -> str:
    """A facet's value as people read it."""
    if facet == "province":
        division = find_division(current_session(), value)
        return division.name if division else value
    return label(GROUPS[facet], value, current_language())


@blueprint.get("/organisations/<slug>")
def organisation(slug: str) -> ResponseReturnValue:
    """An organisation: who it is, what it publishes and supplies, the cities like it and, for cities, what it runs."""
    session, actor = current_session(), current_actor()
    found = get_organisation(session, slug)
    successor = successor_of(session, found)
    if successor is not found:
        return redirect(f"/organisations/{successor.slug}", code=308)
    document = orjson.loads(found.document)
    engine = current_app.extensions["registry.search"]
    mentioned = {document["parent"], document["entered_by"]} - {None}
    return render_template(
        "organisation.html",
        organisation=document,
        names=names_of(session, mentioned),
        held=next((row for row in list_classes(session, found.id) if row.valid_to is None), None),
        gene_word=lambda word: in_language(word, current_language()),
        published=queries.published_by(session, engine, actor, found),
        supplied=queries.supplied_by(session, actor, found),
        run=queries.run_by(session, actor, found) if found.kind == "city" else None,
        run_by_peers=queries.run_by_peers(session, engine, actor, found),
        peers=peers_of(session, found, PEERS_SHOWN) if found.unit == "city" else [],
        reason_text=lambda reason: sentence(reason)[current_language()],
    )
