"""Importing records of OSV over HTTP."""

from typing import Any, Final

import orjson
from flask import Response, request
from flask.views import MethodView

from registry.advisories.api.blueprint import RIGHTS, blueprint
from registry.advisories.importing import Imported, import_records
from registry.advisories.vocabulary import RESULTS
from registry.kit.positions import items_of
from registry.web.body import strict_json
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_language, current_session
from registry.web.errors import MediaTypeUnsupported
from registry.web.wording import load_payload
from schemas import advisories as wire

LINES: Final = "application/x-ndjson"
IMPORTED: Final = {
    "required": True,
    "description": "One record of OSV, a list of them, or one on each line",
    "content": {"application/json": {"schema": {}}, LINES: {"schema": {"type": "string"}}},
}
OSV: Final = wire.OsvSchema()


@blueprint.route("/advisories/imports")
class AdvisoryImports(MethodView):
    @blueprint.needs(*RIGHTS)
    @blueprint.doc(requestBody=IMPORTED)
    @blueprint.answers(200, wire.AdvisoryImportSchema)
    def post(self) -> Response:
        """Import records of the OSV schema; each is accepted or refused by itself, with lines and pointers."""
        found = list(import_records(current_session(), current_actor(), _records(), _read))
        counts = {result: sum(each.result == result for each in found) for result in RESULTS}
        return send_bytes(orjson.dumps({**counts, "records": [_told(each) for each in found]}))


def _records() -> list[tuple[int, str]]:
    """The records of the request as they are written, each with the line it begins on."""
    raw = request.get_data()
    if request.mimetype == LINES:
        lines = enumerate(raw.decode("utf-8", "surrogateescape").split("\n"), start=1)
        return [(number, line) for number, line in lines if line.strip()]
    if request.mimetype != "application/json":
        raise MediaTypeUnsupported(accepted=f"application/json / {LINES}")
    value, text = strict_json(raw), raw.decode("utf-8")
    return items_of(text) if isinstance(value, list) else [(1, text)]


def _read(text: str) -> dict[str, Any]:
    return load_payload(OSV, strict_json(text.encode("utf-8", "surrogateescape")))


def _told(imported: Imported) -> dict[str, Any]:
    language = current_language()
    return {
        "line": imported.line,
        "id": imported.identifier,
        "component": imported.component,
        "result": imported.result,
        "problems": [
            {"pointer": problem.pointer, "line": problem.line, "detail": problem.detail.in_language(language)}
            for problem in imported.problems
        ],
    }
