"""Bills of materials, and who ships a package, over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import orjson
from flask import Response, request
from flask.views import MethodView

from registry.artifacts.actions import check_room
from registry.artifacts.api.incoming import discarded_on_failure, scanner, storage, transfers
from registry.artifacts.errors import TransfersBusy
from registry.artifacts.naming import read_filename
from registry.artifacts.queries import find_artifact, get_sendable
from registry.artifacts.receiving import read_digest, take_in
from registry.artifacts.storage import Received
from registry.catalogue.actions.lifecycle import writable
from registry.catalogue.queries import get_component, get_version
from registry.kit.documents import tag_of
from registry.sboms import actions, queries
from registry.sboms.actions import Indexed
from registry.sboms.documents import package_document, sbom_document, shipped_document
from registry.sboms.errors import SbomTooLarge
from registry.sboms.reading import MAX_BYTES, MAX_PACKAGES, BillOfMaterials, read_sbom
from registry.web.api import Blueprint
from registry.web.body import announced_length, body_pieces, takes_stream
from registry.web.conditional import send_bytes, send_document
from registry.web.context import current_actor, current_session, database
from registry.web.errors import MediaTypeUnsupported
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import sboms as wire
from schemas.paging import PageArguments

blueprint = Blueprint("sboms", __name__, url_prefix="/api/v1", description="Bills of materials")

PLACE: Final = "/components/<publisher>/<name>/versions/<number>/sboms"
TYPES: Final = ("application/vnd.cyclonedx+json", "application/json")
BODY: Final = {
    "required": True,
    "description": "A CycloneDX document as JSON, version 1.4 to 1.7, at most 16 MiB",
    "content": {TYPES[0]: {"schema": {"type": "object"}}, TYPES[1]: {"schema": {"type": "object"}}},
}


@blueprint.route(PLACE)
class Sboms(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SbomPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """List the bills of materials of a version, with what their packages' licences mean for its own."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        version = get_version(session, component, number)
        return send_short_list(
            queries.list_sboms(session, version.id),
            arguments,
            key=lambda sbom: (sbom.id,),
            document=lambda sbom: sbom_document(sbom, component.full_name),
        )

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.SbomIndexSchema)
    @blueprint.answers(200, wire.SbomSchema)
    @blueprint.answers(201, wire.SbomSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """Read a file that is among the artifacts as a bill of materials, and index it. 200 when it was indexed before;
        its licences are then held against the component's licence of today.
        """
        full_name, actor = f"{publisher}/{name}", current_actor()
        with database().reading() as session:
            writable(session, actor, full_name)
            artifact = get_sendable(session, actor, full_name, number, payload["artifact"])
        bill = read_sbom(storage().read(artifact.digest, limit=MAX_BYTES))
        indexed = actions.index_artifact(
            current_session(), actor, component=full_name, number=number, filename=artifact.filename, bill=bill
        )
        return _send(indexed, full_name)


@blueprint.route(f"{PLACE}/<filename>")
class SbomFile(MethodView):
    @takes_stream
    @blueprint.needs("catalogue:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.answers(200, wire.SbomSchema)
    @blueprint.answers(201, wire.SbomSchema)
    def put(self, publisher: str, name: str, number: str, filename: str) -> Response:
        """Add a bill of materials to a version under a file name: it is checked, kept among the artifacts for ever, and
        its packages and licences are indexed. The same content again is answered with 200.
        """
        full_name = f"{publisher}/{name}"
        with _received(full_name, number, filename) as (received, bill):
            indexed = actions.add_sbom(
                current_session(),
                current_actor(),
                storage(),
                component=full_name,
                number=number,
                filename=filename,
                received=received,
                bill=bill,
            )
        return _send(indexed, full_name)


@blueprint.route(f"{PLACE}/<uuid:sbom_id>")
class OneSbom(MethodView):
    @blueprint.answers(200, wire.SbomSchema)
    def get(self, publisher: str, name: str, number: str, sbom_id: UUID) -> Response:
        """Read what is known of a bill of materials. The document itself is among the artifacts."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        sbom = queries.get_sbom(session, get_version(session, component, number).id, sbom_id)
        return send_bytes(orjson.dumps(sbom_document(sbom, component.full_name)))


@blueprint.route(f"{PLACE}/<uuid:sbom_id>/packages")
class SbomPackages(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.PackagePageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str, sbom_id: UUID) -> Response:
        """List the packages of a bill of materials in its order; those within others too."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        sbom = queries.get_sbom(session, get_version(session, component, number).id, sbom_id)
        page = queries.list_packages(session, sbom.id, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((orjson.dumps(package_document(row)) for row in page.items), page.after, arguments)


@blueprint.route("/packages")
class Packages(MethodView):
    @blueprint.arguments(wire.PackageSearchArguments, location="query")
    @blueprint.answers(200, wire.ShippedPackagePageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Who ships a package: the versions of components whose bills of materials list it."""
        actor = current_actor()
        found = queries.find_packages(
            current_session(),
            actor,
            **{key: arguments.get(key) for key in wire.PackageSearchArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        items = (orjson.dumps(shipped_document(row, exactly=actor.sees_landscapes)) for row in found.page.items)
        rest = b',"not_compared":' + orjson.dumps(found.not_compared)
        return send_page(items, found.page.after, arguments, rest)


@contextmanager
def _received(full_name: str, number: str, filename: str) -> Iterator[tuple[Received, BillOfMaterials]]:
    """The body of this request, read and in the storage, named by nobody; forgotten again unless it is kept.

    Who may not add it is refused before its bytes are read. No transaction is open while they are read and checked.
    """
    if request.mimetype not in TYPES:
        raise MediaTypeUnsupported(accepted=" / ".join(TYPES))
    length, declared = announced_length(), read_digest(request.headers.get("Repr-Digest"))
    _check_before(full_name, number, filename, length)
    raw = _body()
    bill = read_sbom(raw)
    received = take_in(storage(), scanner(), [raw], limit=MAX_BYTES, declared=declared)
    with discarded_on_failure(received):
        yield received, bill


def _check_before(full_name: str, number: str, filename: str, length: int) -> None:
    if length > MAX_BYTES:
        raise SbomTooLarge(bytes=MAX_BYTES, packages=MAX_PACKAGES)
    with database().reading() as session:
        component = writable(session, current_actor(), full_name)
        version = get_version(session, component, number)
        if find_artifact(session, version.id, read_filename(filename)) is None:
            check_room(session, component, version.id, length)


def _body() -> bytes:
    """The whole body: it is checked as a whole, and at most 16 MiB."""
    if not transfers().take():
        raise TransfersBusy()
    try:
        return b"".join(body_pieces())
    finally:
        transfers().leave()


def _send(indexed: Indexed, component: str) -> Response:
    body = orjson.dumps(sbom_document(indexed.sbom, component))
    place = f"/api/v1/components/{component}/versions/{indexed.sbom.version.number}/sboms/{indexed.sbom.public_id}"
    status = 201 if indexed.is_new else 200
    return send_document(body, tag_of(body), status=status, location=place if indexed.is_new else None)
