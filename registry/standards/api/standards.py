"""The catalogue of standards over HTTP."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.standards import actions, queries
from registry.standards.api.blueprint import blueprint
from registry.standards.models import Standard
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import standards as wire


@blueprint.route("/standards")
class Standards(MethodView):
    @blueprint.arguments(wire.StandardListArguments, location="query")
    @blueprint.answers(200, wire.StandardPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List standards; `q` is looked for in codes, in any spelling, titles, scopes and issuers."""
        page = queries.list_standards(
            current_session(),
            words=arguments.get("q"),
            **{name: arguments.get(name) for name in wire.StandardListArguments.FILTERS},
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        return send_page((standard.document for standard in page.items), page.after, arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.StandardEnterSchema)
    @blueprint.answers(201, wire.StandardSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Enter a standard. Its address is made of its code: `GB/T 33356-2022` is `gb-t-33356-2022`."""
        return _send(actions.enter_standard(current_session(), current_actor(), **payload), status=201)


@blueprint.route("/standards/<slug>")
class OneStandard(MethodView):
    @blueprint.answers(200, wire.StandardSchema)
    def get(self, slug: str) -> Response:
        """Read a standard with what replaced it."""
        return _send(queries.get_standard(current_session(), slug))

    @blueprint.needs("platform:admin")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.StandardSchema)
    def patch(self, slug: str) -> Response:
        """Change what is said of a standard. Its code stays."""
        session = current_session()
        schema = wire.StandardDescribeSchema()
        changes = merge_patch.load(schema, _present(queries.get_standard(session, slug), schema))
        tag = expected_tag()
        return _send(actions.describe_standard(session, current_actor(), slug=slug, **changes, expected_tag=tag))


def _present(standard: Standard, schema: wire.StandardDescribeSchema) -> dict[str, Any]:
    """What is said of a standard as it would be sent; what is not known is left out."""
    said = schema.dump(standard)
    return {name: value for name, value in said.items() if value not in (None, {}, "")}


def _send(standard: Standard, *, status: int = 200) -> Response:
    location = f"/api/v1/standards/{standard.slug}" if status == 201 else None
    return send_document(standard.document, standard.etag, status=status, location=location)
