"""Calls for cases over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.cases import actions, queries
from registry.cases.api.blueprint import blueprint
from registry.cases.documents import campaign_document
from registry.cases.models import Campaign
from registry.kit.clock import today_of
from registry.kit.documents import render
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import cases as wire
from schemas.paging import PageArguments


@blueprint.route("/campaigns")
class Campaigns(MethodView):
    @blueprint.arguments(wire.CampaignListArguments, location="query")
    @blueprint.answers(200, wire.CampaignPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List calls for cases, the newest first."""
        session = current_session()
        page = queries.list_campaigns(
            session,
            status=arguments.get("status"),
            level=arguments.get("level"),
            after=read_cursor(arguments),
            limit=arguments["limit"],
        )
        today = today_of(session)
        return send_page((orjson.dumps(campaign_document(row, today)) for row in page.items), page.after, arguments)

    @blueprint.needs("platform:admin", "collaboration:write")
    @blueprint.arguments(wire.CampaignOpenSchema)
    @blueprint.answers(201, wire.CampaignSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Call for typical cases. Administrators; authorities call their own cities, below the national level."""
        return _send(actions.call_for_cases(current_session(), current_actor(), **payload), status=201)


@blueprint.route("/campaigns/<uuid:campaign_id>")
class OneCampaign(MethodView):
    @blueprint.answers(200, wire.CampaignSchema)
    def get(self, campaign_id: UUID) -> Response:
        """Read a call for cases."""
        return _send(queries.get_campaign(current_session(), campaign_id))


@blueprint.route("/campaigns/<uuid:campaign_id>/standings")
class Standings(MethodView):
    @blueprint.needs("platform:admin", "collaboration:write")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ClassStandingsPageSchema)
    def get(self, arguments: dict[str, Any], campaign_id: UUID) -> Response:
        """See how the cases of a campaign stand, each class of cities by itself. For those who select."""
        session = current_session()
        found = queries.standings(session, current_actor(), queries.get_campaign(session, campaign_id))
        return send_short_list(
            enumerate(found), arguments, key=lambda row: (row[0],), document=lambda row: _standing(*row[1])
        )


def _standing(city_class: str | None, cases: list[queries.Standing]) -> dict[str, Any]:
    return {"city_class": city_class, "cases": [row._asdict() for row in cases]}


def _send(campaign: Campaign, *, status: int = 200) -> Response:
    rendered = render(campaign_document(campaign, today_of(current_session())))
    location = f"/api/v1/campaigns/{campaign.public_id}" if status == 201 else None
    return send_document(*rendered, status=status, location=location)
