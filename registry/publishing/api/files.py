"""Files of releases that wait for a person, over HTTP: in as they are, never whole in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import Response, current_app, request
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.artifacts.errors import ArtifactTooLarge, TransfersBusy
from registry.artifacts.naming import OCTETS, read_filename, read_media_type
from registry.artifacts.receiving import read_digest, take_in, write_digest
from registry.artifacts.storage import Received, Storage
from registry.kit.policy import policy_of
from registry.publishing import actions, queries
from registry.publishing.api.blueprint import blueprint
from registry.web.body import announced_length, body_pieces, takes_stream
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session, database
from registry.web.transfers import Transfers
from schemas import publishing as wire
from schemas.artifacts import ArtifactUploadArguments

BODY = {
    "required": True,
    "description": "The file as it is; its type in Content-Type",
    "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
}


def storage() -> Storage:
    found: Storage = current_app.extensions["registry.artifacts"]
    return found


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
        with _received(full_name, staged_id, filename) as received:
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


@contextmanager
def _received(full_name: str, staged_id: UUID, filename: str) -> Iterator[Received]:
    """The body of this request in the storage, named by nobody; forgotten again unless it is kept.

    Who may not put the file is refused before its bytes are read. No transaction is open while they come in.
    """
    length, declared = announced_length(), read_digest(request.headers.get("Repr-Digest"))
    with database().reading() as session:
        limit = _check_before(session, full_name, staged_id, filename, length)
    transfers: Transfers = current_app.extensions["registry.transfers"]
    if not transfers.take():
        raise TransfersBusy()
    try:
        scanner = current_app.extensions["registry.scanner"]
        received = take_in(storage(), scanner, body_pieces(), limit=limit, declared=declared)
    finally:
        transfers.leave()
    try:
        yield received
    except BaseException:
        storage().discard(received)
        raise


def _check_before(session: Session, full_name: str, staged_id: UUID, filename: str, length: int) -> int:
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
