"""Release notes over HTTP: what a version says of itself, with what adopters reported and it resolves."""

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component, get_version
from registry.collaboration import queries
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.documents import release_notes_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import collaboration as wire


@blueprint.route("/components/<publisher>/<name>/versions/<number>/release-notes")
class ReleaseNotes(MethodView):
    @blueprint.answers(200, wire.ReleaseNotesSchema)
    def get(self, publisher: str, name: str, number: str) -> Response:
        """Read the release notes of a version: its own notes, what it resolves, and whom it thanks for reporting it."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        version = get_version(session, component, number)
        resolved = queries.list_resolved_in(session, [version.id]).get(version.id, [])
        return send_bytes(orjson.dumps(release_notes_document(component, version, resolved)))
