"""The inbox of an organisation, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.kit.documents import render
from registry.notifications import actions, queries
from registry.notifications.api.blueprint import blueprint
from registry.notifications.documents import notice_document
from registry.notifications.following import NoticeFollower
from registry.web.conditional import send_bytes, send_document
from registry.web.context import current_actor, current_session, database
from registry.web.paging import read_cursor, send_page
from schemas import notifications as wire


@blueprint.route("/organisations/<slug>/notices")
class Notices(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.NoticeListArguments, location="query")
    @blueprint.answers(200, wire.NoticePageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Read what an organisation was told, the newest first. For those who act for it.

        `unread`, also as a header, says how many were not read: HEAD asks for that alone.
        """
        follower: NoticeFollower = current_app.extensions["registry.notifications"]
        follower.current()
        organisation = queries.require_inbox(current_session(), current_actor(), slug)
        wished = arguments.get("unread")
        page = queries.list_notices(
            current_session(),
            organisation,
            unread=None if wished is None else wished == "true",
            kind=arguments.get("kind"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        unread = queries.count_unread(database(), organisation.id)
        rows = (orjson.dumps(notice_document(row)) for row in page.items)
        response = send_page(rows, page.after, arguments, rest=b',"unread":%d' % unread)
        response.headers["Unread"] = str(unread)
        return response


@blueprint.route("/organisations/<slug>/notices/reading")
class NoticesReading(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.NoticeReadSchema)
    @blueprint.answers(200, wire.NoticesReadSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Mark a notice and all before it as read; those that came since were not seen."""
        read = actions.read_until(current_session(), current_actor(), organisation=slug, **payload)
        return send_bytes(orjson.dumps({"read": read}))


@blueprint.route("/notices/<uuid:notice_id>/reading")
class NoticeReading(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.NoticeSchema)
    def post(self, notice_id: UUID) -> Response:
        """Mark one notice as read."""
        notice = actions.read_notice(current_session(), current_actor(), notice_id=notice_id)
        return send_document(*render(notice_document(notice)))
