"""What versions consist of, and who signed it, over HTTP."""

import base64
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.catalogue import actions, queries
from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.manifests import MEDIA_TYPE
from registry.catalogue.models import Component, ComponentVersion, VersionSignature
from registry.catalogue.signatures import manifest_document, signature_document
from registry.kit.clock import now_of
from registry.kit.documents import render
from registry.organisations.queries import slugs_of
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import artifacts as wire
from schemas.paging import PageArguments

VERSION = "/components/<publisher>/<name>/versions/<number>"


def _asked_version(publisher: str, name: str, number: str) -> tuple[Component, ComponentVersion]:
    session = current_session()
    component = queries.get_component(session, current_actor(), f"{publisher}/{name}")
    return component, queries.get_version(session, component, number)


@blueprint.route(f"{VERSION}/manifests")
class Manifests(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ManifestSummaryPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """List the manifests of a version, the first first: what it consisted of after each change of its artifacts."""
        component, version = _asked_version(publisher, name, number)
        return send_short_list(
            queries.list_manifests(current_session(), component, version),
            arguments,
            key=lambda stated: (stated.number,),
            document=manifest_document,
        )


@blueprint.route(f"{VERSION}/manifests/<manifest>")
class OneManifest(MethodView):
    @blueprint.answers(200, wire.ManifestSchema, content_type=MEDIA_TYPE)
    def get(self, publisher: str, name: str, number: str, manifest: str) -> Response:
        """Read a manifest, or the `latest`: canonical JSON, byte for byte what is signed."""
        component, version = _asked_version(publisher, name, number)
        stated = queries.get_manifest(current_session(), component, version, manifest)
        response = send_document(stated.content, f'"{stated.digest[:32]}"', content_type=MEDIA_TYPE)
        digest = base64.b64encode(bytes.fromhex(stated.digest)).decode()
        response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
        return response


@blueprint.route(f"{VERSION}/signatures")
class Signatures(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SignaturePageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """List the signatures over a version's manifests, as they are judged now."""
        session = current_session()
        _, version = _asked_version(publisher, name, number)
        found, now = queries.list_signatures(session, version.id), now_of(session)
        slugs = slugs_of(session, {row.key.organisation_id for row in found})
        return send_short_list(
            found,
            arguments,
            key=lambda row: (row.id,),
            document=lambda row: signature_document(row, slugs[row.key.organisation_id], now),
        )

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.SignSchema)
    @blueprint.answers(201, wire.SignatureSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """Sign a manifest with a key of the publisher: over its bytes as downloaded. Verified at once, or refused."""
        session = current_session()
        accepted = actions.sign_version(
            session, current_actor(), component=f"{publisher}/{name}", number=number, **payload
        )
        place = f"/api/v1/components/{publisher}/{name}/versions/{number}/signatures/{accepted.public_id}"
        return _send_signature(accepted, location=place)


@blueprint.route(f"{VERSION}/signatures/<uuid:signature_id>")
class OneSignature(MethodView):
    @blueprint.answers(200, wire.SignatureSchema)
    def get(self, publisher: str, name: str, number: str, signature_id: UUID) -> Response:
        """Read a signature, as it is judged now."""
        _, version = _asked_version(publisher, name, number)
        return _send_signature(queries.get_signature(current_session(), version.id, signature_id))


def _send_signature(row: VersionSignature, *, location: str | None = None) -> Response:
    session = current_session()
    slug = slugs_of(session, {row.key.organisation_id})[row.key.organisation_id]
    document = render(signature_document(row, slug, now_of(session)))
    return send_document(*document, status=201 if location else 200, location=location)
