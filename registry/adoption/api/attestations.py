"""Signs of life over HTTP: keys, nonces, attestations."""

import base64
from typing import Any
from uuid import UUID

import orjson
from flask import Response, g
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.actions import require_holder
from registry.adoption.api.blueprint import blueprint
from registry.adoption.liveness import ALGORITHM
from registry.adoption.proof_documents import attestation_document, key_document
from registry.adoption.queries.liveness import list_attestations, list_keys
from registry.kit.clock import format_instant
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session, services
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import attestations as wire
from schemas.paging import PageArguments


@blueprint.route("/adoptions/<uuid:adoption_id>/keys")
class AttestationKeys(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.AttestationKeyPageSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """List the keys of an adoption by number, without what they sign with: for whoever holds it."""
        session, actor = current_session(), current_actor()
        adoption = queries.get_adoption(session, actor, adoption_id)
        require_holder(actor, adoption)
        keys = list_keys(session, adoption.id)
        return send_short_list(keys, arguments, key=lambda row: (row.number,), document=key_document)

    @blueprint.needs("adoption:write")
    @blueprint.answers(201, wire.AttestationKeyIssuedSchema)
    def post(self, adoption_id: UUID) -> Response:
        """Get a key for the deployment to sign with. It is shown in this answer only and revokes the one before."""
        session, actor = current_session(), current_actor()
        key, signs = actions.renew_key(session, actor, adoption_id=adoption_id, secret=services().settings.secret)
        g.shows_secret = True
        shown = {"key": base64.b64encode(signs).decode(), "algorithm": ALGORITHM}
        return _kept_nowhere({**key_document(key), **shown})


@blueprint.route("/adoptions/<uuid:adoption_id>/nonces")
class AttestationNonces(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.NonceAskSchema)
    @blueprint.answers(201, wire.NonceSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Get a nonce to sign: good for one answer, within 15 minutes, or 30 days where it is carried offline."""
        challenge = actions.give_nonce(current_session(), current_actor(), adoption_id=adoption_id, **payload)
        return _kept_nowhere(
            {
                "nonce": challenge.nonce,
                "expires_at": format_instant(challenge.expires_at),
                "key_number": challenge.key_number,
            }
        )


@blueprint.route("/adoptions/<uuid:adoption_id>/attestations")
class Attestations(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.AttestationPageSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """List the signs of life of an adoption, the newest first: for those who see its evidence."""
        page = list_attestations(
            current_session(), current_actor(), adoption_id, after=read_cursor(arguments), limit=arguments["limit"]
        )
        items = (orjson.dumps(attestation_document(str(adoption_id), row)) for row in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.AttestationMakeSchema)
    @blueprint.answers(201, wire.AttestationSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Give a sign of life: a signed nonce, or the word of a named person, which is weaker."""
        session, actor = current_session(), current_actor()
        if "statement" in payload:
            attestation = actions.attest_by_statement(session, actor, adoption_id=adoption_id, **payload)
        else:
            secret = services().settings.secret
            attestation = actions.attest_by_signature(session, actor, adoption_id=adoption_id, secret=secret, **payload)
        return send_bytes(orjson.dumps(attestation_document(str(adoption_id), attestation)), status=201)


def _kept_nowhere(document: dict[str, Any]) -> Response:
    response = send_bytes(orjson.dumps(document), status=201)
    response.headers["Cache-Control"] = "no-store"
    return response
