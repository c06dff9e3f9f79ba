"""Tokens and members over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response, g
from flask.views import MethodView

from registry.accounts import actions, queries
from registry.accounts.documents import member_document, token_document
from registry.organisations.queries import get_organisation
from registry.web.api import Blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import accounts as wire
from schemas.paging import PageArguments

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1", description="Tokens, members and roles")


@blueprint.route("/tokens")
class Tokens(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.TokenListArguments, location="query")
    @blueprint.answers(200, wire.TokenPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List an organisation's tokens, without their secrets."""
        session, actor = current_session(), current_actor()
        slug = arguments.get("organisation") or actor.organisation or ""
        owner = get_organisation(session, slug)
        actor.require("organisation:manage", owner.id)
        page = queries.list_tokens(session, owner.id, after=read_cursor(arguments), limit=arguments["limit"])
        items = (orjson.dumps(token_document(token)) for token in page.items)
        return send_page(items, page.after, arguments)

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.TokenIssueSchema)
    @blueprint.answers(201, wire.TokenIssuedSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Issue a token; its secret is shown in this answer only."""
        actor = current_actor()
        owner = payload.pop("organisation", None) or actor.organisation or ""
        token, secret = actions.issue_token(current_session(), actor, organisation=owner, **payload)
        g.shows_secret = True
        response = send_bytes(orjson.dumps({**token_document(token), "token": secret}), status=201)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Location"] = f"/api/v1/tokens/{token.public_id}"
        return response


@blueprint.route("/tokens/<uuid:token_id>")
class OneToken(MethodView):
    @blueprint.needs()
    @blueprint.answers(204)
    def delete(self, token_id: UUID) -> Response:
        """Revoke a token, at once and everywhere."""
        actions.revoke_token(current_session(), current_actor(), token_id=token_id)
        return Response(status=204)


@blueprint.route("/organisations/<slug>/members")
class Members(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.MemberPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List who holds which role in an organisation."""
        session, actor = current_session(), current_actor()
        owner = get_organisation(session, slug)
        actor.require("organisation:manage", owner.id)
        members = queries.list_members(session, owner.id)
        return send_short_list(
            members, arguments, key=lambda row: (row.person.login, row.role), document=member_document
        )

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.MemberAddSchema)
    @blueprint.answers(201, wire.MemberSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Give a person a role in an organisation."""
        membership = actions.add_member(current_session(), current_actor(), organisation=slug, **payload)
        return send_bytes(orjson.dumps(member_document(membership)), status=201)


@blueprint.route("/organisations/<slug>/members/<login>")
class OneMember(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, slug: str, login: str) -> Response:
        """End all roles of a person in an organisation."""
        actions.remove_member(current_session(), current_actor(), organisation=slug, login=login)
        return Response(status=204)
