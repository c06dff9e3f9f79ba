"""The weights of the ranking, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.kit.documents import tag_of
from registry.search import actions, queries
from registry.search.api.blueprint import blueprint
from registry.search.documents import ranking_document
from registry.search.models import SearchSettings
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from schemas import search as wire


@blueprint.route("/search/ranking")
class Ranking(MethodView):
    @blueprint.answers(200, wire.RankingSchema)
    def get(self) -> Response:
        """Read the weights in force. Anybody may: the ranking is neutral, and open to be checked."""
        return _send(queries.get_settings(current_session()))

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.WeightsSchema)
    @blueprint.answers(200, wire.RankingSchema)
    def put(self, payload: dict[str, Any]) -> Response:
        """Weigh the ranking otherwise; a weight that is not named is the neutral one. Needs no indexing."""
        tag = expected_tag()
        return _send(actions.set_weights(current_session(), current_actor(), weights=payload, expected_tag=tag))

    @blueprint.needs("platform:admin")
    @blueprint.answers(200, wire.RankingSchema)
    def delete(self) -> Response:
        """Return to the neutral weights."""
        return _send(actions.reset_weights(current_session(), current_actor(), expected_tag=expected_tag()))


def _send(settings: SearchSettings) -> Response:
    body = ranking_document(settings)
    return send_document(body, tag_of(body))
