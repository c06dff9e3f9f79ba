"""Benchmarks of organisations and components over HTTP."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.cases import actions, queries
from registry.cases.api.blueprint import blueprint
from registry.cases.documents import benchmark_document
from registry.cases.models import Benchmark
from registry.catalogue.queries import get_component
from registry.kit.clock import today_of
from registry.kit.documents import render
from registry.organisations.queries import get_organisation
from registry.web.api import redirects
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import cases as wire
from schemas.paging import PageArguments


@blueprint.route("/organisations/<string:slug>/badges")
class OrganisationBadges(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.BenchmarkPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what an organisation was ever held up for, the latest first."""
        session = current_session()
        return _list(queries.benchmarks_of_organisation(session, get_organisation(session, slug).id), arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.BenchmarkGrantSchema)
    @blueprint.answers(201, wire.BenchmarkSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Hold up an organisation as a benchmark (标杆), with the reason and for a time."""
        return _send(actions.grant_benchmark(current_session(), current_actor(), organisation=slug, **payload), 201)


@blueprint.route("/components/<string:publisher>/<string:name>/badges")
class ComponentBadges(MethodView):
    @blueprint.doc(security=[{}, {"token": []}])
    @redirects(blueprint)
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.BenchmarkPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List what a component was ever held up for, the latest first."""
        session = current_session()
        component = get_component(session, current_actor(), f"{publisher}/{name}")
        return _list(queries.benchmarks_of_component(session, component.id), arguments)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.BenchmarkGrantSchema)
    @blueprint.answers(201, wire.BenchmarkSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Hold up a component as a benchmark (标杆), with the reason and for a time."""
        component = f"{publisher}/{name}"
        return _send(actions.grant_benchmark(current_session(), current_actor(), component=component, **payload), 201)


@blueprint.route("/badges/<uuid:badge_id>/revocation")
class BadgeRevocation(MethodView):
    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.BenchmarkRevokeSchema)
    @blueprint.answers(200, wire.BenchmarkSchema)
    def post(self, payload: dict[str, Any], badge_id: UUID) -> Response:
        """Revoke a benchmark before its time, with a reason that everybody reads."""
        return _send(
            actions.revoke_benchmark(current_session(), current_actor(), benchmark_id=badge_id, **payload), 200
        )


def _list(rows: Sequence[Benchmark], arguments: dict[str, Any]) -> Response:
    today = today_of(current_session())
    return send_short_list(
        rows, arguments, key=lambda row: (-row.id,), document=lambda row: benchmark_document(row, today)
    )


def _send(benchmark: Benchmark, status: int) -> Response:
    return send_document(*render(benchmark_document(benchmark, today_of(current_session()))), status=status)
