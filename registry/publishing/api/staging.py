"""Releases that wait for a person, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.catalogue.queries import get_component
from registry.organisations.queries import get_organisation
from registry.publishing import actions, queries
from registry.publishing.api.blueprint import blueprint
from registry.publishing.models import StagedVersion
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import publishing as wire

STAGED = "/components/<publisher>/<name>/staged"


def _send(staged: StagedVersion, *, status: int = 200, location: str | None = None) -> Response:
    return send_document(staged.document, staged.etag, status=status, location=location)


def _send_list(arguments: dict[str, Any], **among: Any) -> Response:
    page = queries.list_staged(
        current_session(),
        current_actor(),
        **among,
        status=arguments.get("status"),
        after=read_cursor(arguments),
        limit=arguments["limit"],
    )
    return send_page((staged.document for staged in page.items), page.after, arguments)


@blueprint.route(STAGED)
class StagedVersions(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.StagedListArguments, location="query")
    @blueprint.answers(200, wire.StagedPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List what was staged of a component, the newest first. For its publisher's own people."""
        session, actor = current_session(), current_actor()
        component = get_component(session, actor, f"{publisher}/{name}")
        actor.require_party(component.publisher_id)
        return _send_list(arguments, component_id=component.id)

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.StageSchema)
    @blueprint.answers(201, wire.StagedSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Stage a version: it is checked as if it were published, and waits a week for a person's approval."""
        full_name = f"{publisher}/{name}"
        staged = actions.stage_version(current_session(), current_actor(), component=full_name, **payload)
        return _send(staged, status=201, location=f"/api/v1/components/{full_name}/staged/{staged.public_id}")


@blueprint.route("/organisations/<slug>/staged")
class StagedOfOrganisation(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.StagedListArguments, location="query")
    @blueprint.answers(200, wire.StagedPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what was staged of an organisation's components, the newest first. For its own people."""
        owner = get_organisation(current_session(), slug)
        current_actor().require_party(owner.id)
        return _send_list(arguments, publishers={owner.id})


@blueprint.route(f"{STAGED}/<uuid:staged_id>")
class OneStagedVersion(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.StagedSchema)
    def get(self, publisher: str, name: str, staged_id: UUID) -> Response:
        """Read what was staged. For its publisher's own people."""
        return _send(queries.get_staged(current_session(), current_actor(), f"{publisher}/{name}", staged_id))


@blueprint.route(f"{STAGED}/<uuid:staged_id>/approval")
class StagedApproval(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.ApprovalSchema)
    @blueprint.answers(201, wire.StagedSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, staged_id: UUID) -> Response:
        """Publish what waits, with its files and its origin. A person other than who staged it."""
        full_name = f"{publisher}/{name}"
        staged = actions.approve_staged(
            current_session(), current_actor(), component=full_name, staged_id=staged_id, **payload
        )
        return _send(staged, status=201, location=f"/api/v1/components/{full_name}/versions/{staged.number}")


@blueprint.route(f"{STAGED}/<uuid:staged_id>/rejection")
class StagedRejection(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.RejectionSchema)
    @blueprint.answers(201, wire.StagedSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, staged_id: UUID) -> Response:
        """Let it wait no more, with reasons; its number stays free."""
        staged = actions.reject_staged(
            current_session(), current_actor(), component=f"{publisher}/{name}", staged_id=staged_id, **payload
        )
        return _send(staged, status=201)
