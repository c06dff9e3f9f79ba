"""The days on which the week does not hold, over HTTP."""

from datetime import date
from typing import Any, Final

import orjson
from flask import Response, request
from flask.views import MethodView

from registry.kit.errors import NotFound
from registry.web.conditional import expected_tag, send_bytes, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from registry.web.errors import MediaTypeUnsupported
from registry.web.paging import send_short_list
from registry.workdays import actions, queries
from registry.workdays.api.blueprint import blueprint
from registry.workdays.documents import render_day
from registry.workdays.models import SpecialDay
from schemas import workdays as wire

CSV_TYPES: Final = ("text/csv", "text/plain", "application/octet-stream")
BODY: Final = {
    "required": True,
    "description": "day,is_working,name_zh,name_en",
    "content": {"text/csv": {"schema": {"type": "string"}}},
}


@blueprint.route("/workdays")
class Workdays(MethodView):
    @blueprint.arguments(wire.WorkdayListArguments, location="query")
    @blueprint.answers(200, wire.WorkdayPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the days on which the week does not hold. Every other day from Monday to Friday is worked."""
        days = queries.list_days(current_session(), since=arguments.get("since"), until=arguments.get("until"))
        return send_short_list(
            days,
            arguments,
            key=lambda row: (row.day.isoformat(),),
            document=lambda row: orjson.Fragment(render_day(row).body),
        )

    @blueprint.needs("platform:admin")
    @blueprint.doc(requestBody=BODY)
    @blueprint.answers(200, wire.WorkdayImportSchema)
    def post(self) -> Response:
        """Enter the days of a whole calendar (CSV), all of them or, where a line is wrong, none."""
        if request.mimetype not in CSV_TYPES:
            raise MediaTypeUnsupported(accepted=" / ".join(CSV_TYPES))
        return send_bytes(orjson.dumps(actions.import_days(current_session(), current_actor(), raw=request.get_data())))


@blueprint.route("/workdays/<day>")
class OneWorkday(MethodView):
    @blueprint.answers(200, wire.WorkdaySchema)
    def get(self, day: str) -> Response:
        """Read a day on which the week does not hold; any other is not found."""
        return _send(queries.get_day(current_session(), _day(day)))

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.WorkdaySetSchema)
    @blueprint.answers(200, wire.WorkdaySchema)
    @blueprint.answers(201, wire.WorkdaySchema)
    def put(self, payload: dict[str, Any], day: str) -> Response:
        """Say that a day is worked or is not: `If-None-Match: *` enters it, `If-Match` changes it."""
        tag = tag_to_replace()
        special = actions.set_day(current_session(), current_actor(), day=_day(day), **payload, expected_tag=tag)
        return _send(special, status=201 if tag is None else 200)

    @blueprint.needs("platform:admin")
    @blueprint.answers(204)
    def delete(self, day: str) -> Response:
        """Let the week hold on that day again."""
        actions.remove_day(current_session(), current_actor(), day=_day(day), expected_tag=expected_tag())
        return Response(status=204)


def _day(text: str) -> date:
    """Any other spelling of a day than 2026-10-01 names nothing here."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise NotFound(what=text) from error
    if day.isoformat() != text:
        raise NotFound(what=text)
    return day


def _send(special: SpecialDay, *, status: int = 200) -> Response:
    rendered = render_day(special)
    location = f"/api/v1/workdays/{special.day.isoformat()}" if status == 201 else None
    return send_document(*rendered, status=status, location=location)
