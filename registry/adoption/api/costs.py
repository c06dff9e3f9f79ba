"""Costs and savings over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView
from sqlalchemy.orm import Session

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.adoption.models import AdoptionCost
from registry.adoption.record_documents import render_cost, savings_document
from registry.kit.documents import Rendered, render
from registry.web.conditional import send_bytes, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from schemas import costs as wire


@blueprint.route("/adoptions/<uuid:adoption_id>/cost")
class Cost(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.CostSchema)
    def get(self, adoption_id: UUID) -> Response:
        """Read what an adoption costs and saves. For cities, administrators and, for verifying, assessors."""
        session = current_session()
        adoption = queries.get_adoption(session, current_actor(), adoption_id, to_assess=True)
        return send_document(*_rendered(session, queries.get_cost(session, adoption)))

    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.CostPutSchema)
    @blueprint.alt_response(201, schema=wire.CostSchema, description="Said for the first time")
    @blueprint.answers(200, wire.CostSchema)
    def put(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Say what an adoption costs against its baseline; a correction is verified anew. First `If-None-Match: *`."""
        session, replaced = current_session(), tag_to_replace()
        cost = actions.state_cost(session, current_actor(), adoption_id=adoption_id, expected_tag=replaced, **payload)
        return send_document(*_rendered(session, cost), status=200 if replaced else 201)


@blueprint.route("/adoptions/<uuid:adoption_id>/cost/decisions")
class CostDecisions(MethodView):
    @blueprint.needs("assessment:write", "platform:admin")
    @blueprint.arguments(wire.CostDecisionSchema)
    @blueprint.answers(201, wire.CostSchema)
    def post(self, payload: dict[str, Any], adoption_id: UUID) -> Response:
        """Verify or reject a cost: an assessor or an administrator, never the adopter's own side."""
        session = current_session()
        cost = actions.decide_cost(session, current_actor(), adoption_id=adoption_id, **payload)
        return send_document(*_rendered(session, cost), status=201)


@blueprint.route("/organisations/<slug>/savings")
class Savings(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.SavingsSchema)
    def get(self, slug: str) -> Response:
        """Read what a city saves by what it uses, as a range with its inputs. For cities and administrators."""
        standings = queries.list_savings(current_session(), current_actor(), slug)
        return send_bytes(render(savings_document(slug, standings)).body)


def _rendered(session: Session, cost: AdoptionCost) -> Rendered:
    earlier = queries.list_earlier_costs(session, cost.adoption)
    return render_cost(queries.standing_of(session, cost), earlier)
