"""Versions over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.catalogue import actions, queries
from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.models import ComponentVersion
from registry.kit.errors import PayloadInvalid
from registry.web.api import redirects
from registry.web.conditional import send_document, send_elsewhere
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import catalogue as wire
from schemas.paging import PageArguments


def address_of(full_name: str, number: str) -> str:
    return f"/api/v1/components/{full_name}/versions/{number}"


def send_version(version: ComponentVersion, *, location: str | None = None) -> Response:
    status = 201 if location else 200
    return send_document(version.document, version.etag, status=status, location=location)


@blueprint.route("/components/<publisher>/<name>/versions")
class Versions(MethodView):
    @blueprint.arguments(wire.VersionListArguments, location="query")
    @blueprint.answers(200, wire.VersionPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """List versions, the greatest first; `specifier` as in `>=1.2,<2`."""
        session = current_session()
        component = queries.get_component(session, current_actor(), f"{publisher}/{name}")
        try:
            page = queries.list_versions(
                session,
                component.id,
                specifier=arguments.get("specifier"),
                prereleases=arguments["prereleases"] == "true",
                yanked=arguments["yanked"] == "true",
                after=read_cursor(arguments),
                limit=arguments["limit"],
            )
        except ValueError as error:
            raise PayloadInvalid.of(
                "/specifier", "须为版本约束，例如 >=1.2,<2。", "Must be a specifier such as >=1.2,<2."
            ) from error
        return send_page((document for _, _, document in page.items), page.after, arguments)

    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.VersionPublishSchema)
    @blueprint.answers(201, wire.VersionSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str) -> Response:
        """Publish a version. It never changes; the first one submits the component for listing."""
        full_name = f"{publisher}/{name}"
        version = actions.publish_version(current_session(), current_actor(), component=full_name, **payload)
        return send_version(version, location=address_of(full_name, version.number))


@blueprint.route("/components/<publisher>/<name>/versions/<number>")
class OneVersion(MethodView):
    @blueprint.answers(200, wire.VersionSchema)
    @redirects(blueprint)
    def get(self, publisher: str, name: str, number: str) -> Response:
        """Read a version; `latest` is the greatest stable one not yanked. Other spellings lead to the canonical one."""
        session, full_name = current_session(), f"{publisher}/{name}"
        component = queries.get_component(session, current_actor(), full_name)
        version = queries.get_version(session, component, number)
        if number not in {version.number, "latest"}:
            return send_elsewhere(address_of(full_name, version.number))
        return send_version(version)


@blueprint.route("/components/<publisher>/<name>/versions/<number>/yank")
class Yank(MethodView):
    @blueprint.needs("catalogue:write")
    @blueprint.arguments(wire.YankSchema)
    @blueprint.answers(200, wire.VersionSchema)
    def post(self, payload: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """Yank a version: nobody newly adopts it, who runs it keeps it."""
        version = actions.yank_version(
            current_session(),
            current_actor(),
            component=f"{publisher}/{name}",
            number=number,
            **payload,
        )
        return send_version(version)

    @blueprint.needs("catalogue:write")
    @blueprint.answers(204)
    def delete(self, publisher: str, name: str, number: str) -> Response:
        """Take a yank back."""
        actions.withdraw_yank(current_session(), current_actor(), component=f"{publisher}/{name}", number=number)
        return Response(status=204)


@blueprint.route("/components/<publisher>/<name>/versions/<number>/dependencies")
class Dependencies(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.RequirementPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """What a version requires of other components, by their names."""
        session = current_session()
        component = queries.get_component(session, current_actor(), f"{publisher}/{name}")
        version = queries.get_version(session, component, number)
        return send_short_list(
            queries.list_requirements(session, version.id),
            arguments,
            key=lambda row: (row.component.full_name,),
            document=lambda row: {"component": row.component.full_name, "specifier": row.specifier},
        )


@blueprint.route("/components/<publisher>/<name>/versions/<number>/dependents")
class VersionDependents(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.DependentPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str, number: str) -> Response:
        """Which versions of other components would take this version for what they require."""
        session, actor = current_session(), current_actor()
        component = queries.get_component(session, actor, f"{publisher}/{name}")
        version = queries.get_version(session, component, number)
        page = queries.list_dependents(
            session,
            actor,
            component.id,
            number=version.number,
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        items = (orjson.dumps(dependent._asdict()) for _, dependent in page.items)
        return send_page(items, page.after, arguments)


@blueprint.route("/components/<publisher>/<name>/dependents")
class Dependents(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.DependentPageSchema)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """Which versions of other components require this one."""
        session, actor = current_session(), current_actor()
        component = queries.get_component(session, actor, f"{publisher}/{name}")
        page = queries.list_dependents(
            session, actor, component.id, after=read_cursor(arguments), limit=arguments["limit"]
        )
        items = (orjson.dumps(dependent._asdict()) for _, dependent in page.items)
        return send_page(items, page.after, arguments)
