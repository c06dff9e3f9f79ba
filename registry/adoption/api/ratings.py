"""Ratings over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.adoption.record_documents import ratings_document, render_rating, said_document
from registry.catalogue.queries import get_component
from registry.web.conditional import expected_tag, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import ratings as wire


@blueprint.route("/adoptions/<uuid:adoption_id>/rating")
class Rating(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.RatingSchema)
    def get(self, adoption_id: UUID) -> Response:
        """Read how the body of an adoption rates the component. For cities and administrators."""
        session = current_session()
        adoption = queries.get_adoption(session, current_actor(), adoption_id)
        return send_document(*render_rating(queries.get_rating(session, adoption), adoption))

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.RatingPutSchema)
    @blueprint.alt_response(201, schema=wire.RatingSchema, description="Rated for the first time")
    @blueprint.answers(200, wire.RatingSchema)
    def put(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Rate the component of a live adoption; one rating for each adoption. The first time `If-None-Match: *`."""
        replaced = tag_to_replace()
        rating, adoption = actions.rate_adoption(
            current_session(), current_actor(), adoption_id=adoption_id, expected_tag=replaced, **payload
        )
        return send_document(*render_rating(rating, adoption), status=200 if replaced else 201)

    @blueprint.needs("adoption:write")
    @blueprint.answers(204)
    def delete(self, adoption_id: UUID) -> Response:
        """Take a rating back."""
        actions.withdraw_rating(
            current_session(), current_actor(), adoption_id=adoption_id, expected_tag=expected_tag()
        )
        return Response(status=204)


@blueprint.route("/components/<publisher>/<name>/ratings")
class ComponentRatings(MethodView):
    @blueprint.arguments(wire.RatingsArguments, location="query")
    @blueprint.answers(200, wire.RatingsSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """Read how those who run a component rate it: the Bayesian mean, the distribution, and what they say.

        Which city said it is shown to cities and administrators only.
        """
        session, actor = current_session(), current_actor()
        component = get_component(session, actor, f"{publisher}/{name}")
        ratings = queries.ratings_of(session, actor, component.id)
        after = read_cursor(arguments)
        page = queries.list_ratings(session, component.id, after=after, limit=arguments["limit"])
        shown = page.items if ratings.count is not None else []
        items = [orjson.dumps(said_document(rating, named=actor.sees_landscapes)) for rating in shown]
        rest = b"," + orjson.dumps(ratings_document(component.full_name, ratings))[1:-1]
        return send_page(items, page.after if shown else None, arguments, rest)
