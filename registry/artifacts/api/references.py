"""Artifacts that are kept elsewhere, and those that the law takes out, over HTTP."""

from typing import Any
from urllib.parse import quote

from flask import Response
from flask.views import MethodView

from registry.artifacts.actions.referencing import refer_to
from registry.artifacts.actions.removing import remove_by_law
from registry.artifacts.api.blueprint import blueprint
from registry.artifacts.api.incoming import storage
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from schemas import artifacts as wire

VERSION = "/components/<publisher>/<name>/versions/<number>"


@blueprint.route(f"{VERSION}/references")
class References(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ReferenceSchema)
    @blueprint.answers(201, wire.ArtifactSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """Name an artifact that is kept elsewhere, with the digest of what is there. Nothing is fetched.

        `location` is an OCI image with its digest, a git tag with its commit, a package URL with its version, or an
        https address. It stands among the artifacts and in the next manifest.
        """
        component = f"{publisher}/{name}"
        artifact = refer_to(current_session(), current_actor(), component=component, number=number, **payload)
        place = f"/api/v1/components/{component}/versions/{number}/artifacts/{quote(artifact.filename)}"
        return send_document(artifact.document, artifact.etag, status=201, location=place)


@blueprint.route(f"{VERSION}/artifacts/<filename>/removal")
class Removal(MethodView):
    @blueprint.needs("security:admin")
    @blueprint.arguments(wire.RemovalSchema)
    @blueprint.answers(200, wire.ArtifactSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, number: str, filename: str) -> Response:
        """Remove the bytes of an artifact where the law asks for it: everywhere they are, and for good.

        Its name and its digest stay, with the reason; whoever fetches it is told (451). For security administrators.
        """
        artifact = remove_by_law(
            current_session(),
            current_actor(),
            storage(),
            component=f"{publisher}/{name}",
            number=number,
            filename=filename,
            **payload,
        )
        return send_document(artifact.document, artifact.etag)
