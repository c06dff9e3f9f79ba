"""Files of versions over HTTP: in and out as they are, never whole in memory."""

from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Response, request
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.artifacts import actions, queries
from registry.artifacts.actions import Added
from registry.artifacts.api.blueprint import blueprint
from registry.artifacts.api.incoming import BODY, incoming_file, storage, transfers
from registry.artifacts.api.sending import as_file
from registry.artifacts.errors import ArtifactTooLarge
from registry.artifacts.naming import OCTETS, read_filename, read_media_type
from registry.artifacts.queries import get_sendable
from registry.artifacts.receiving import write_digest
from registry.catalogue.actions.lifecycle import writable
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_component, get_version
from registry.kit.policy import policy_of
from registry.web.body import takes_stream
from registry.web.conditional import JSON, Document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import artifacts as wire
from schemas.paging import PageArguments

FILE = {"type": "string", "format": "binary"}


@blueprint.route("/components/<publisher>/<name>/versions/<number>/artifacts")
class Artifacts(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ArtifactPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """List what a version consists of, in the order of addition; what was removed stays listed."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        version = get_version(session, component, number)
        page = queries.list_documents(session, version.id, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((document for _, document in page.items), page.after, arguments)


@blueprint.route("/components/<publisher>/<name>/versions/<number>/artifacts/<filename>")
class ArtifactFile(MethodView):
    @blueprint.answers(200, FILE, content_type=OCTETS, description="The file, with Repr-Digest and Content-Disposition")
    @blueprint.alt_response(206, description="The range asked for", success=True)
    @blueprint.alt_response(307, description="A signed address in Location, good for some minutes", success=True)
    def get(self, publisher: str, name: str, number: str, filename: str) -> Response:
        """Fetch a file. Its tag is its digest; a single Range is answered. Yanked versions are fetched as well."""
        session, actor = current_session(), current_actor()
        artifact = get_sendable(session, actor, f"{publisher}/{name}", number, filename)
        return as_file(artifact, storage(), transfers())

    @takes_stream
    @blueprint.needs("catalogue:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.arguments(wire.ArtifactUploadArguments, location="query")
    @blueprint.answers(200, wire.ArtifactSchema)
    @blueprint.answers(201, wire.ArtifactSchema)
    def put(self, arguments: dict[str, Any], publisher: str, name: str, number: str, filename: str) -> Response:
        """Add a file to a version, for ever. With Repr-Digest it is only kept when the digest is right. The same bytes
        again are answered with 200.
        """
        full_name, media_type = f"{publisher}/{name}", read_media_type(request.headers.get("Content-Type", OCTETS))
        with incoming_file(partial(_check_before, full_name, number, filename)) as received:
            added = actions.put_file(
                current_session(),
                current_actor(),
                storage(),
                component=full_name,
                number=number,
                filename=filename,
                received=received,
                media_type=media_type,
                role=arguments.get("role"),
            )
        return _send_entered(added, full_name)


def _check_before(full_name: str, number: str, filename: str, session: Session, length: int) -> int:
    """How many bytes a file may have. Everything that can be known before its bytes are there is refused here."""
    component = writable(session, current_actor(), full_name)
    require_usable(component)
    version = get_version(session, component, number)
    present = queries.find_artifact(session, version.id, read_filename(filename))
    limit = policy_of(session).artifact_bytes_max
    if length > limit:
        raise ArtifactTooLarge(limit=limit)
    if present is None:
        actions.check_room(session, component, version.id, length)
    return limit


def address_of(full_name: str, number: str, filename: str) -> str:
    return f"/api/v1/components/{full_name}/versions/{number}/artifacts/{quote(filename, safe='')}"


def _send_entered(added: Added, full_name: str) -> Response:
    artifact = added.artifact
    headers = [
        ("ETag", artifact.etag),
        ("Content-Type", JSON),
        ("Content-Length", str(len(artifact.document))),
        # Of the file, as it was received.
        ("Repr-Digest", write_digest(artifact.digest)),
    ]
    if added.is_new:
        headers.append(("Location", address_of(full_name, added.number, artifact.filename)))
    return Document([artifact.document], 201 if added.is_new else 200, headers)
