"""Merging organisations over HTTP."""

from typing import Any

from flask import Response

from registry.landscapes import actions
from registry.landscapes.api.blueprint import blueprint
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from schemas import organisations as wire


@blueprint.route("/organisations/<slug>/merge", methods=["POST"])
@blueprint.needs("platform:admin")
@blueprint.arguments(wire.OrganisationMergeSchema)
@blueprint.answers(200, wire.OrganisationSchema)
def merge_organisation(payload: dict[str, Any], slug: str) -> Response:
    """Merge an organisation into another: its address leads to the successor, its tokens end, and its adoptions go
    along with their history.
    """
    merged = actions.merge_bodies(current_session(), current_actor(), slug=slug, **payload)
    return send_document(merged.document, merged.etag)
