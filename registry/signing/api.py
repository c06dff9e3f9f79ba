"""Keys that organisations sign with, over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.kit.clock import now_of
from registry.kit.documents import render
from registry.organisations.queries import get_organisation
from registry.signing import actions, queries
from registry.signing.documents import key_document
from registry.signing.models import SigningKey
from registry.web.api import Blueprint
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import signing as wire
from schemas.paging import PageArguments

blueprint = Blueprint("signing", __name__, url_prefix="/api/v1", description="Keys that organisations sign with")


def _send(key: SigningKey, slug: str, *, status: int = 200) -> Response:
    location = f"/api/v1/organisations/{slug}/keys/{key.fingerprint}" if status == 201 else None
    return send_document(*render(key_document(key, slug, now_of(current_session()))), status=status, location=location)


@blueprint.route("/organisations/<slug>/keys")
class Keys(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.KeyPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List every key an organisation ever had, the newest first. Keys are public."""
        session = current_session()
        organisation = get_organisation(session, slug)
        return send_short_list(
            queries.list_keys(session, organisation.id),
            arguments,
            key=lambda row: (-row.id,),
            document=lambda row: key_document(row, organisation.slug, now_of(session)),
        )

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.KeyAddSchema)
    @blueprint.answers(201, wire.KeySchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Register a public key; whoever registers it proves to hold the private one. That one never comes here."""
        key = actions.add_key(current_session(), current_actor(), organisation=slug, **payload)
        return _send(key, slug, status=201)


@blueprint.route("/organisations/<slug>/keys/<fingerprint>")
class OneKey(MethodView):
    @blueprint.answers(200, wire.KeySchema)
    def get(self, slug: str, fingerprint: str) -> Response:
        """Read a key, with what has become of it."""
        session = current_session()
        return _send(queries.get_key(session, get_organisation(session, slug), fingerprint), slug)


@blueprint.route("/organisations/<slug>/keys/<fingerprint>/retirement")
class KeyRetirement(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(200, wire.KeySchema)
    def post(self, slug: str, fingerprint: str) -> Response:
        """Let a key sign nothing more; what it signed stays good."""
        key = actions.retire_key(current_session(), current_actor(), organisation=slug, fingerprint=fingerprint)
        return _send(key, slug)

    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, slug: str, fingerprint: str) -> Response:
        """Let a retired key sign again."""
        actions.withdraw_retirement(current_session(), current_actor(), organisation=slug, fingerprint=fingerprint)
        return Response(status=204)


@blueprint.route("/organisations/<slug>/keys/<fingerprint>/revocation")
class KeyRevocation(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.KeyRevokeSchema)
    @blueprint.answers(200, wire.KeySchema)
    def post(self, payload: dict[str, Any], slug: str, fingerprint: str) -> Response:
        """Say that a key cannot be trusted since a moment: what it signed from then on counts for nothing. For good."""
        key = actions.revoke_key(
            current_session(), current_actor(), organisation=slug, fingerprint=fingerprint, **payload
        )
        return _send(key, slug)
