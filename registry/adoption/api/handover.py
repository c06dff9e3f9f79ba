"""Passing an adoption to another body over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response

from registry.adoption.actions.handing_over import hand_over
from registry.adoption.api.blueprint import blueprint
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from schemas import adoption as adoption_wire
from schemas import landscapes as wire


@blueprint.route("/adoptions/<uuid:adoption_id>/handover", methods=["POST"])
@blueprint.needs("platform:admin")
@blueprint.arguments(wire.HandoverSchema)
@blueprint.answers(200, adoption_wire.AdoptionSchema)
def hand_over_adoption(payload: dict[str, Any], adoption_id: UUID) -> Response:
    """Make an adoption another body's with its whole history: after a split, or where it was entered for the wrong
    one. For administrators.
    """
    adoption = hand_over(current_session(), current_actor(), adoption_id=adoption_id, **payload)
    return send_document(adoption.document, adoption.etag)
