"""The upgrade inbox over HTTP."""

from typing import Any

from flask import Response, current_app
from flask.views import MethodView

from registry.adoption import queries
from registry.adoption.api.blueprint import blueprint
from registry.adoption.documents import update_document
from registry.comparison.interfaces import InterfaceComparer
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import adoption as wire
from schemas.paging import PageArguments


@blueprint.route("/organisations/<slug>/updates")
class Updates(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.UpdatePageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what an organisation runs that is yanked, deprecated, of unknown version or behind, with what to do.

        For those who act for it, and for administrators.
        """
        comparer: InterfaceComparer = current_app.extensions["registry.comparison"]
        comparer.current()
        return send_short_list(
            queries.list_updates(current_session(), current_actor(), slug),
            arguments,
            key=lambda row: (row[0].component, str(row[0].adoption)),
            document=lambda row: update_document(*row),
        )
