"""Files of releases that wait for a person, over HTTP: in as they are, never whole in memory."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.artifacts.api.incoming import BODY, incoming_file, storage
from registry.artifacts.errors import ArtifactTooLarge
from registry.artifacts.naming import OCTETS, read_filename, read_media_type
from registry.artifacts.receiving import write_digest
from registry.kit.policy import policy_of
from registry.publishing import actions, queries
from registry.publishing.api.blueprint import blueprint
from registry.web.body import takes_stream
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from schemas import publishing as wire
from schemas.artifacts import ArtifactUploadArguments


@blueprint.route("/components/<publisher>/<name>/staged/<uuid:staged_id>/artifacts/<filename>")
class StagedFile(MethodView):
    @takes_stream
    @blueprint.needs("catalogue:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.arguments(ArtifactUploadArguments, location="query")
    @blueprint.answers(200, wire.StagedSchema)
    @blueprint.answers(201, wire.StagedSchema)
    def put(self, arguments: dict[str, Any], publisher: str, name: str, staged_id: UUID, filename: str) -> Response:
        """Put a file to a version that waits; with Repr-Digest only when the digest is right. The same bytes again are
        answered with 200.
        """
        full_name, media_type = f"{publisher}/{name}", read_media_type(request.headers.get("Content-Type", OCTETS))
        with incoming_file(partial(_check_before, full_name, staged_id, filename)) as received:
            artifact, is_new = actions.add_staged_file(
                current_session(),
                current_actor(),
                storage(),
                component=full_name,
                staged_id=staged_id,
                filename=filename,
                received=received,
                media_type=media_type,
                role=arguments.get("role"),
            )
        staged = queries.get_staged(current_session(), current_actor(), full_name, staged_id)
        response = send_document(staged.document, staged.etag, status=201 if is_new else 200)
        response.headers["Repr-Digest"] = write_digest(artifact.blob_digest)
        return response


def _check_before(full_name: str, staged_id: UUID, filename: str, session: Session, length: int) -> int:
    """How many bytes a file may have; what can be known before its bytes are there is refused here."""
    limit = policy_of(session).artifact_bytes_max
    if length > limit:
        raise ArtifactTooLarge(limit=limit)
    actions.require_room(
        session,
        current_actor(),
        component=full_name,
        staged_id=staged_id,
        filename=read_filename(filename),
        size=length,
    )
    return limit
