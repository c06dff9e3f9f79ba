"""Where a version came from, over HTTP."""

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component, get_version
from registry.kit.errors import NotFound
from registry.publishing import queries
from registry.publishing.api.blueprint import blueprint
from registry.publishing.documents import origin_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import publishing as wire


@blueprint.route("/components/<publisher>/<name>/versions/<number>/origin")
class VersionOrigin(MethodView):
    @blueprint.answers(200, wire.OriginSchema)
    def get(self, publisher: str, name: str, number: str) -> Response:
        """Read which machine made a version, as its identity provider said; 404 for one published with a token."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        version = get_version(session, component, number)
        origin = queries.find_origin(session, version.id)
        if origin is None:
            raise NotFound(what=f"{component.full_name} {version.number} origin")
        return send_bytes(orjson.dumps(origin_document(origin, component.full_name, version.number)))
