"""Reviews, selection and promotion over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.cases import actions
from registry.cases.api.blueprint import blueprint
from registry.cases.api.sending import send_case
from registry.cases.documents import promotion_document, review_document
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from schemas import cases as wire

PLACE = "/cases/<uuid:case_id>"


@blueprint.route(f"{PLACE}/reviews")
class Reviews(MethodView):
    @blueprint.needs("assessment:write", "platform:admin")
    @blueprint.arguments(wire.CaseReviewMakeSchema)
    @blueprint.answers(201, wire.CaseReviewSchema)
    def post(self, payload: dict[str, Any], case_id: UUID) -> Response:
        """Score a case by the criteria, or stand back, as an assessor or administrator of another side."""
        case = actions.review_case(current_session(), current_actor(), case_id=case_id, **payload)
        return send_bytes(orjson.dumps(review_document(case.reviews[-1])), status=201)


@blueprint.route(f"{PLACE}/selection")
class Selection(MethodView):
    @blueprint.needs("platform:admin", "collaboration:write")
    @blueprint.arguments(wire.CaseDecideSchema)
    @blueprint.answers(200, wire.CaseSchema)
    def post(self, payload: dict[str, Any], case_id: UUID) -> Response:
        """Select a case or decline it, with reasons, once the campaign has closed. A selected case is public."""
        return send_case(actions.decide_case(current_session(), current_actor(), case_id=case_id, **payload))


@blueprint.route(f"{PLACE}/promotions")
class Promotions(MethodView):
    @blueprint.needs("platform:admin", "collaboration:write")
    @blueprint.arguments(wire.PromotionMakeSchema)
    @blueprint.answers(201, wire.PromotionSchema)
    def post(self, payload: dict[str, Any], case_id: UUID) -> Response:
        """Record how a selected case was spread: an award, publicity, a lecture."""
        case = actions.promote_case(current_session(), current_actor(), case_id=case_id, **payload)
        return send_bytes(orjson.dumps(promotion_document(case.promotions[-1])), status=201)
