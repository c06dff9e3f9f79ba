"""Advisories over HTTP: publish, read, change, withdraw."""

from collections.abc import Callable
from typing import Any, Final

import orjson
from flask import Response
from flask.views import MethodView

from registry.advisories import actions, queries
from registry.advisories.api.blueprint import RIGHTS, blueprint
from registry.advisories.documents import advisory_document, osv_document, present_of, render_advisory
from registry.advisories.models import Advisory
from registry.catalogue.queries import get_component, get_version
from registry.kit.paging import Page
from registry.web.api import redirects
from registry.web.conditional import expected_tag, send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.merge_patch import DOCUMENTED, load
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import advisories as wire
from schemas.paging import PageArguments

CHANGE: Final = wire.AdvisoryWriteSchema()


@blueprint.route("/components/<string:publisher>/<string:name>/advisories")
class ComponentAdvisories(MethodView):
    @redirects(blueprint)
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.AdvisoryPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List what is wrong with a component, the newest first; withdrawn ones too."""
        component = get_component(current_session(), current_actor(), f"{publisher}/{name}")
        return _send_list(arguments, advisory_document, component=component.full_name)

    @redirects(blueprint)
    @blueprint.needs(*RIGHTS)
    @blueprint.arguments(wire.AdvisoryWriteSchema)
    @blueprint.answers(201, wire.AdvisorySchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Publish an advisory: for the publisher and security administrators. It is numbered here."""
        advisory = actions.publish_advisory(
            current_session(), current_actor(), component=f"{publisher}/{name}", **payload
        )
        return _send(advisory, status=201, location=f"/api/v1/advisories/{advisory.identifier}")


@blueprint.route("/components/<string:publisher>/<string:name>/versions/<string:number>/advisories")
class VersionAdvisories(MethodView):
    @redirects(blueprint)
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.AdvisoryPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """List the advisories in force that affect a version, the gravest first."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        found = queries.list_affecting(session, get_version(session, component, number))
        versions = queries.versions_of(session, (component.id,))[component.id]
        return send_short_list(
            enumerate(found),
            arguments,
            key=lambda row: (row[0],),
            document=lambda row: advisory_document(row[1], versions),
        )


@blueprint.route("/advisories")
class Advisories(MethodView):
    @blueprint.arguments(wire.AdvisoryListArguments, location="query")
    @blueprint.answers(200, wire.AdvisoryPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List advisories, the newest first; `since` leaves those that were changed since."""
        return _send_list(arguments, advisory_document, **_filters(arguments))


@blueprint.route("/advisories/osv")
class OsvRecords(MethodView):
    @blueprint.arguments(wire.AdvisoryListArguments, location="query")
    @blueprint.answers(200, wire.OsvRecordPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the same as records of the OSV schema."""
        return _send_list(arguments, osv_document, **_filters(arguments))


@blueprint.route("/advisories/<string:advisory_number>")
class OneAdvisory(MethodView):
    @blueprint.answers(200, wire.AdvisorySchema)
    def get(self, advisory_number: str) -> Response:
        """Read an advisory, with exactly the published versions that it affects."""
        return _send(queries.get_advisory(current_session(), current_actor(), advisory_number))

    @blueprint.needs(*RIGHTS)
    @blueprint.doc(requestBody=DOCUMENTED)
    @blueprint.answers(200, wire.AdvisorySchema)
    def patch(self, advisory_number: str) -> Response:
        """Change what an advisory tells."""
        session, actor, tag = current_session(), current_actor(), expected_tag()
        advisory = queries.get_advisory(session, actor, advisory_number)
        told = load(CHANGE, present_of(advisory))
        return _send(actions.update_advisory(session, actor, identifier=advisory_number, expected_tag=tag, told=told))


@blueprint.route("/advisories/<string:advisory_number>/osv")
class OneOsvRecord(MethodView):
    @blueprint.answers(200, wire.OsvRecordSchema)
    def get(self, advisory_number: str) -> Response:
        """Read an advisory as a record of the OSV schema, 1.7; its list of versions is filled in."""
        session = current_session()
        advisory = queries.get_advisory(session, current_actor(), advisory_number)
        versions = queries.versions_of(session, (advisory.component_id,))[advisory.component_id]
        return send_bytes(orjson.dumps(osv_document(advisory, versions)))


@blueprint.route("/advisories/<string:advisory_number>/withdrawal")
class AdvisoryWithdrawal(MethodView):
    @blueprint.needs(*RIGHTS)
    @blueprint.arguments(wire.WithdrawalSchema)
    @blueprint.answers(200, wire.AdvisorySchema)
    def post(self, payload: dict[str, Any], advisory_number: str) -> Response:
        """Withdraw an advisory: it stays readable, and nobody is warned by it any more."""
        return _send(
            actions.withdraw_advisory(
                current_session(), current_actor(), identifier=advisory_number, reason=payload["reason"]
            )
        )


def _filters(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: arguments.get(name) for name in wire.AdvisoryListArguments.FILTERS}


def _send(advisory: Advisory, **options: Any) -> Response:
    versions = queries.versions_of(current_session(), (advisory.component_id,))[advisory.component_id]
    rendered = render_advisory(advisory, versions)
    return send_document(rendered.body, rendered.etag, **options)


def _send_list(arguments: dict[str, Any], document: Callable[..., Any], **filters: Any) -> Response:
    session = current_session()
    page: Page[Advisory] = queries.list_advisories(
        session, current_actor(), **filters, after=read_cursor(arguments), limit=arguments["limit"]
    )
    versions = queries.versions_of(session, {advisory.component_id for advisory in page.items})
    items = (orjson.dumps(document(advisory, versions[advisory.component_id])) for advisory in page.items)
    return send_page(items, page.after, arguments)
