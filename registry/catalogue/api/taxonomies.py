"""Bringing an edition of a taxonomy into force: served here, where the components that use it are."""

import orjson
from flask import Response

from registry.catalogue import actions
from registry.catalogue.api.blueprint import blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import taxonomies as wire


@blueprint.route("/taxonomies/<code>/releases/<edition>/activation", methods=["POST"])
@blueprint.needs("platform:admin", "catalogue:write")
@blueprint.answers(200, wire.ActivationSchema)
def activate_taxonomy(code: str, edition: str) -> Response:
    """Bring an edition into force: it supersedes the one before, and components that use what is gone are moved."""
    activated, components = actions.activate_taxonomy(
        current_session(), current_actor(), taxonomy=code, edition=edition
    )
    answer = {
        "taxonomy": activated.taxonomy,
        "edition": activated.edition,
        "superseded": activated.superseded,
        "replaced": activated.replaced,
        "overlays": activated.overlays,
        "components": components,
    }
    return send_bytes(orjson.dumps(answer))
