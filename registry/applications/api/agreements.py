"""Agreements over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.applications import actions, queries
from registry.applications.api.blueprint import blueprint
from registry.applications.models import Agreement
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import applications as wire
from schemas.paging import PageArguments


@blueprint.route("/agreements")
class Agreements(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.AgreementPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the versions of the agreement, the latest first."""
        return send_short_list(
            queries.list_agreements(current_session()),
            arguments,
            key=lambda row: (-row.number,),
            document=lambda row: orjson.Fragment(row.document),
        )

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.AgreementPublishSchema)
    @blueprint.answers(201, wire.AgreementSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Publish another version, in force from a day on. It never changes; what was accepted stays accepted."""
        agreement = actions.publish_agreement(current_session(), current_actor(), **payload)
        return _send(agreement, status=201, location=f"/api/v1/agreements/{agreement.number}")


@blueprint.route("/agreements/<int:number>")
class OneAgreement(MethodView):
    @blueprint.answers(200, wire.AgreementSchema)
    def get(self, number: int) -> Response:
        """Read a version of the agreement: the duties of both sides, the notice before delisting, disputes."""
        return _send(queries.get_agreement(current_session(), number))


@blueprint.route("/agreements/current")
class CurrentAgreement(MethodView):
    @blueprint.answers(200, wire.AgreementSchema)
    def get(self) -> Response:
        """Read the version in force today, which an application has to accept."""
        return _send(queries.agreement_in_force(current_session()))


def _send(agreement: Agreement, *, status: int = 200, location: str | None = None) -> Response:
    return send_document(agreement.document, agreement.etag, status=status, location=location)
