"""Evidence over HTTP: files in and out as they are, links and statements as JSON. No address is ever fetched."""

from functools import partial
from typing import Any
from uuid import UUID

import orjson
from flask import Response, request
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.adoption import actions
from registry.adoption.api.blueprint import blueprint
from registry.adoption.models import Adoption, Evidence
from registry.adoption.proof_documents import evidence_document
from registry.adoption.queries.evidence import (
    adoptions_with,
    get_evidence,
    get_evidence_file,
    get_evidenced,
    list_evidence,
)
from registry.artifacts.api.incoming import BODY, incoming_file, storage, transfers
from registry.artifacts.api.sending import as_file
from registry.artifacts.naming import OCTETS, read_media_type
from registry.web.body import takes_stream
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import evidence as wire
from schemas.paging import PageArguments

FILE = {"type": "string", "format": "binary"}


@blueprint.route("/adoptions/<uuid:adoption_id>/evidence")
class EvidenceOfAdoption(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.EvidencePageSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """List what proves an adoption, in the order of addition.

        For its bodies and their city, the publisher where it is a city or an authority, assessors, administrators.
        """
        session = current_session()
        adoption = get_evidenced(session, current_actor(), adoption_id)
        page = list_evidence(session, adoption.id, after=read_cursor(arguments), limit=arguments["limit"])
        items = [orjson.dumps(_document(session, adoption, row)) for row in page.items]
        return send_page(items, page.after, arguments)

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.EvidenceAddSchema)
    @blueprint.answers(201, wire.EvidenceRecordSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Add a link or a statement. The same content on two adoptions holds the later one for review."""
        session, actor = current_session(), current_actor()
        evidence = actions.add_evidence(session, actor, adoption_id=adoption_id, **payload)
        return _send(session, get_evidenced(session, actor, adoption_id), evidence, 201)


@blueprint.route("/adoptions/<uuid:adoption_id>/evidence/<filename>")
class EvidenceFiles(MethodView):
    @takes_stream
    @blueprint.needs("adoption:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.arguments(wire.EvidenceUploadArguments, location="query")
    @blueprint.answers(200, wire.EvidenceRecordSchema)
    @blueprint.answers(201, wire.EvidenceRecordSchema)
    def put(self, arguments: dict[str, Any], adoption_id: UUID, filename: str) -> Response:
        """Add a file as it is. With Repr-Digest it is only kept when the digest is right. The same bytes again are
        answered with 200.
        """
        media_type = read_media_type(request.headers.get("Content-Type", OCTETS))
        with incoming_file(partial(_limit, adoption_id)) as received:
            session, actor = current_session(), current_actor()
            added = actions.put_evidence_file(
                session,
                actor,
                storage(),
                adoption_id=adoption_id,
                filename=filename,
                received=received,
                media_type=media_type,
                **arguments,
            )
        adoption = get_evidenced(session, actor, adoption_id)
        return _send(session, adoption, added.evidence, 201 if added.is_new else 200)


@blueprint.route("/adoptions/<uuid:adoption_id>/evidence/<uuid:evidence_id>")
class OnePieceOfEvidence(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.EvidenceRecordSchema)
    def get(self, adoption_id: UUID, evidence_id: UUID) -> Response:
        """Read a piece of evidence."""
        session = current_session()
        adoption = get_evidenced(session, current_actor(), adoption_id)
        return _send(session, adoption, get_evidence(session, adoption, evidence_id), 200)


@blueprint.route("/adoptions/<uuid:adoption_id>/evidence/<uuid:evidence_id>/file")
class EvidenceBytes(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, FILE, content_type=OCTETS, description="The file, with Repr-Digest and Content-Disposition")
    @blueprint.alt_response(206, description="The range asked for", success=True)
    @blueprint.alt_response(307, description="A signed address in Location, good for some minutes", success=True)
    def get(self, adoption_id: UUID, evidence_id: UUID) -> Response:
        """Fetch the bytes of a piece of evidence; for those who see it. A single Range is answered."""
        found = get_evidence_file(current_session(), current_actor(), adoption_id, evidence_id)
        return as_file(found, storage(), transfers())


@blueprint.route("/adoptions/<uuid:adoption_id>/evidence/<uuid:evidence_id>/decisions")
class EvidenceDecisions(MethodView):
    @blueprint.needs("catalogue:write", "assessment:write", "platform:admin")
    @blueprint.arguments(wire.EvidenceDecisionSchema)
    @blueprint.answers(201, wire.EvidenceRecordSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID, evidence_id: UUID) -> Response:
        """Accept or reject evidence: the publisher, an assessor or an administrator, never the adopter's side.

        What is held is decided on by an assessor or an administrator.
        """
        session, actor = current_session(), current_actor()
        evidence = actions.decide_evidence(session, actor, adoption_id=adoption_id, evidence_id=evidence_id, **payload)
        return _send(session, get_evidenced(session, actor, adoption_id), evidence, 201)


def _limit(adoption_id: UUID, session: Session, length: int) -> int:
    return actions.file_limit(session, current_actor(), adoption_id, length)


def _document(session: Session, adoption: Adoption, evidence: Evidence) -> dict[str, Any]:
    same_as = None
    if evidence.status == "held" and evidence.digest is not None and current_actor().is_administrator:
        same_as = adoptions_with(session, evidence.digest, adoption.id)
    return evidence_document(adoption, evidence, same_as)


def _send(session: Session, adoption: Adoption, evidence: Evidence, status: int) -> Response:
    document = _document(session, adoption, evidence)
    response = send_bytes(orjson.dumps(document), status=status)
    if status == 201:
        response.headers["Location"] = f"/api/v1/adoptions/{document['adoption']}/evidence/{document['id']}"
    return response
