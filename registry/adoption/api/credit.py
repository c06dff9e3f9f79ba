"""What adoptions are worth, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.adoption.api.blueprint import blueprint
from registry.adoption.credit_documents import account_members, credited_document, worth_document
from registry.adoption.queries.credit import account_of, credit_on
from registry.kit.documents import render
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import credit as wire


@blueprint.route("/adoptions/<uuid:adoption_id>/credit")
class AdoptionCredit(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.CreditArguments, location="query")
    @blueprint.answers(200, wire.AdoptionCreditSchema)
    def get(self, arguments: dict[str, Any], adoption_id: UUID) -> Response:
        """Read what an adoption is worth on a day, factor by factor with reasons. For cities and administrators.

        `known_at` asks what had been recorded by that instant.
        """
        worth = credit_on(current_session(), current_actor(), adoption_id, **arguments)
        return send_document(*render(worth_document(worth)))


@blueprint.route("/organisations/<slug>/credit")
class OrganisationCredit(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.AccountArguments, location="query")
    @blueprint.answers(200, wire.AccountSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List what an organisation's adoptions are worth, with the total. For cities and administrators.

        On a day (`as_of`), or on average over the days of a period (`from`, `to`, both counted).
        """
        account = account_of(
            current_session(),
            current_actor(),
            slug,
            side=arguments["side"],
            as_of=arguments.get("as_of"),
            first=arguments.get("from_"),
            last=arguments.get("to"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        items = (orjson.dumps(credited_document(row)) for row in account.page.items)
        members = orjson.dumps(account_members(account, arguments["side"]))
        return send_page(items, account.page.after, arguments, rest=b"," + members[1:-1])
