"""Checking what is about to be published."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue import actions
from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.documents import checklist_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import catalogue as wire


@blueprint.route("/checks")
class Checks(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.CheckSchema)
    @blueprint.answers(200, wire.CheckedSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Check a component and a version of it as if they were published; nothing is changed.

        Takes what registering takes, with what publishing a version takes under `version`. Answers what would be there
        and the checklist, or the refusal that publishing would meet.
        """
        found = actions.check_publication(
            current_session(),
            current_actor(),
            publisher=payload.pop("publisher"),
            name=payload.pop("name"),
            version=payload.pop("version", None),
            details=payload,
        )
        return send_bytes(
            orjson.dumps(
                {
                    "component": found.component,
                    "is_new": found.is_new,
                    "status": found.status,
                    "version": {"number": found.number, "manifest": found.manifest} if found.number else None,
                    "quality": found.quality,
                    "checklist": [checklist_document(item) for item in found.checklist],
                    "warnings": [
                        {"pointer": warning.pointer, "detail": warning.detail._asdict()} for warning in found.warnings
                    ],
                }
            )
        )
