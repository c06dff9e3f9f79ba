"""Drafts of organisations that are missing, and their approval. Merging moves adoptions: see `registry.landscapes`."""

from typing import Any

from flask import Response

from registry.organisations import actions
from registry.organisations.api.blueprint import blueprint
from registry.organisations.api.organisations import send_organisation
from registry.web.context import current_actor, current_session
from schemas import organisations as wire


@blueprint.route("/organisations/drafts", methods=["POST"])
@blueprint.needs()
@blueprint.arguments(wire.OrganisationDraftSchema)
@blueprint.answers(201, wire.OrganisationSchema)
def draft_organisation(payload: dict[str, Any]) -> Response:
    """Enter an organisation that is missing, as a draft that everybody sees."""
    return send_organisation(actions.draft_organisation(current_session(), current_actor(), **payload), status=201)


@blueprint.route("/organisations/<slug>/approval", methods=["POST"])
@blueprint.needs("platform:admin")
@blueprint.answers(200, wire.OrganisationSchema)
def approve_organisation(slug: str) -> Response:
    """Approve a draft: it is registered, and its owner takes it over with the first token issued to it."""
    return send_organisation(actions.approve_organisation(current_session(), current_actor(), slug=slug))
