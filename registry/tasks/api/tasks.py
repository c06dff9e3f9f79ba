"""What waits for whom, over HTTP."""

from typing import Any

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.comparison.interfaces import InterfaceComparer
from registry.kit.paging import page_of
from registry.tasks import queries
from registry.tasks.api.blueprint import blueprint
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import tasks as wire


@blueprint.route("/organisations/<slug>/tasks")
class Tasks(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.TaskArguments, location="query")
    @blueprint.answers(200, wire.TaskPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what waits for an organisation and its units, the most urgent first; at most 50 of a kind.

        For those who act for it, and for administrators, whose own work stands with their own organisation.
        """
        comparer: InterfaceComparer = current_app.extensions["registry.comparison"]
        comparer.current()
        found = queries.list_tasks(current_session(), current_actor(), slug, kind=arguments.get("kind"))
        after, limit = read_cursor(arguments), arguments["limit"]
        left = [task for task in found.rows if after is None or task.place > after]
        page = page_of(left[: limit + 1], limit, key=lambda task: task.place)
        counts = orjson.dumps([counted.document() for counted in found.counts])
        documents = (orjson.dumps(task.document()) for task in page.items)
        return send_page(documents, page.after, arguments, rest=b',"counts":%b' % counts)
