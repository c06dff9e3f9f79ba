"""What is done with one item of an application besides deciding it, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from registry.applications import actions
from registry.applications.api.blueprint import blueprint
from registry.applications.api.sending import send_application
from registry.web.context import current_actor, current_session
from schemas import applications as wire

PLACE = "/applications/<uuid:application_id>/items/<int:item>"


@blueprint.route(f"{PLACE}/delegation")
class Delegation(MethodView):
    @blueprint.needs("adoption:write", "catalogue:write")
    @blueprint.arguments(wire.DelegationSchema)
    @blueprint.answers(200, wire.ApplicationSchema)
    def post(self, payload: dict[str, Any], application_id: UUID, item: int) -> Response:
        """Ask a member of the deciding organisation to decide the open step."""
        return send_application(
            actions.delegate_step(
                current_session(), current_actor(), application_id=application_id, item=item, **payload
            )
        )


@blueprint.route(f"{PLACE}/resubmission")
class Resubmission(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ResubmissionSchema)
    @blueprint.answers(200, wire.ApplicationSchema)
    def post(self, payload: dict[str, Any], application_id: UUID, item: int) -> Response:
        """Hand a returned item in again, with changes; its route begins anew, what was decided stays on record."""
        return send_application(
            actions.resubmit_item(
                current_session(), current_actor(), application_id=application_id, item=item, **payload
            )
        )


@blueprint.route(f"{PLACE}/withdrawal")
class ItemWithdrawal(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.ItemWithdrawalSchema)
    @blueprint.answers(200, wire.ApplicationSchema)
    def post(self, payload: dict[str, Any], application_id: UUID, item: int) -> Response:
        """Take back an item that is not decided yet."""
        return send_application(
            actions.withdraw_item(
                current_session(), current_actor(), application_id=application_id, item=item, **payload
            )
        )


@blueprint.route(f"{PLACE}/trial")
class Trial(MethodView):
    @blueprint.needs("adoption:write")
    @blueprint.arguments(wire.TrialResultSchema)
    @blueprint.answers(200, wire.ApplicationSchema)
    def post(self, payload: dict[str, Any], application_id: UUID, item: int) -> Response:
        """Record what came of a trial: it passed and is live, it failed and ends, or it is extended."""
        return send_application(
            actions.end_trial(current_session(), current_actor(), application_id=application_id, item=item, **payload)
        )
