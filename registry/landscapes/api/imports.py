"""Bringing a landscape in over HTTP."""

from functools import partial
from typing import Any
from uuid import UUID

import orjson
from flask import Response, current_app
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.artifacts.api.incoming import BODY, incoming_file, storage
from registry.artifacts.errors import ArtifactTooLarge
from registry.artifacts.naming import read_filename
from registry.landscapes import actions
from registry.landscapes.actions.importing import importing_body
from registry.landscapes.api.blueprint import blueprint
from registry.landscapes.documents import import_document
from registry.landscapes.following import LandscapeImporter
from registry.landscapes.models import LandscapeImport
from registry.landscapes.queries.imports import get_import
from registry.landscapes.reading import FILE_MAX
from registry.web.body import takes_stream
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import landscapes as wire


def importer() -> LandscapeImporter:
    """What works through imports in this application."""
    found: LandscapeImporter = current_app.extensions["registry.landscapes"]
    return found


@blueprint.route("/organisations/<slug>/landscape/imports/<filename>")
class LandscapeImports(MethodView):
    @takes_stream
    @blueprint.needs("adoption:write")
    @blueprint.doc(requestBody=BODY)
    @blueprint.arguments(wire.ImportArguments, location="query")
    @blueprint.answers(202, wire.ImportSchema)
    def put(self, arguments: dict[str, Any], slug: str, filename: str) -> Response:
        """Bring in a table of what runs where: CSV (UTF-8 or GB18030) or XLSX. It is worked through afterwards; the
        address of its progress is in Location. A row that is there already changes nothing.
        """
        with incoming_file(partial(_limit, slug, filename)) as received:
            row = actions.accept_import(
                current_session(),
                current_actor(),
                storage(),
                organisation=slug,
                filename=filename,
                received=received,
                is_dry_run=arguments["dry_run"],
            )
        response = _send(row, status=202)
        response.headers["Location"] = f"/api/v1/landscape-imports/{row.public_id}"
        return response


@blueprint.route("/landscape-imports/<uuid:import_id>")
class OneLandscapeImport(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.ImportSchema)
    def get(self, import_id: UUID) -> Response:
        """Say how far an import is. For those who act for its body, and administrators."""
        get_import(current_session(), current_actor(), import_id)
        importer().current()
        # Asked anew, of this moment: where nobody else works through imports, that has just been done.
        current_session().rollback()
        return _send(get_import(current_session(), current_actor(), import_id))


def _limit(slug: str, filename: str, session: Session, length: int) -> int:
    importing_body(session, current_actor(), slug)
    read_filename(filename)
    if length > FILE_MAX:
        raise ArtifactTooLarge(limit=FILE_MAX)
    return FILE_MAX


def _send(row: LandscapeImport, status: int = 200) -> Response:
    return send_bytes(orjson.dumps(import_document(row, row.organisation.slug)), status=status)
