"""What paired cities do, what is paid for it, and how it ends, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.collaboration import actions, queries
from registry.collaboration.api.blueprint import blueprint
from registry.collaboration.models import Pairing, PairingActivity
from registry.collaboration.pairing_documents import activity_document, funding_document, pairing_detail
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from schemas import pairings as wire

ACTIVITY = "/pairings/<uuid:pairing_id>/activities/<uuid:activity_id>"


def send_pairing(pairing: Pairing) -> Response:
    """A pairing with how far it has come."""
    session = current_session()
    document = pairing_detail(pairing, queries.progress_of(session, pairing), queries.completions_of(session, pairing))
    return send_bytes(orjson.dumps(document))


def _document(activity: PairingActivity, pairing: Pairing) -> bytes:
    named = queries.sees_component(current_session(), current_actor(), activity)
    return orjson.dumps(activity_document(activity, pairing, names_component=named))


def _send(activity: PairingActivity, pairing_id: UUID, *, status: int = 200) -> Response:
    pairing = queries.get_pairing(current_session(), current_actor(), pairing_id)
    response = send_bytes(_document(activity, pairing), status=status)
    if status == 201:
        response.headers["Location"] = f"/api/v1/pairings/{pairing_id}/activities/{activity.public_id}"
    return response


@blueprint.route("/pairings/<uuid:pairing_id>/activities")
class Activities(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.PairingPartArguments, location="query")
    @blueprint.answers(200, wire.ActivityPageSchema)
    def get(self, arguments: dict[str, Any], pairing_id: UUID) -> Response:
        """List the activities of a pairing, the newest first."""
        session = current_session()
        pairing = queries.get_pairing(session, current_actor(), pairing_id)
        page = queries.list_activities(session, pairing, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((_document(row, pairing) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ActivityPlanSchema)
    @blueprint.answers(201, wire.ActivitySchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID) -> Response:
        """Plan an activity of a pairing in force, as one of its two cities."""
        activity = actions.plan_activity(current_session(), current_actor(), pairing_id=pairing_id, **payload)
        return _send(activity, pairing_id, status=201)


@blueprint.route(ACTIVITY)
class OneActivity(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.ActivitySchema)
    def get(self, pairing_id: UUID, activity_id: UUID) -> Response:
        """Read an activity."""
        session = current_session()
        pairing = queries.get_pairing(session, current_actor(), pairing_id)
        return _send(queries.get_activity(session, pairing, activity_id), pairing_id)


@blueprint.route(f"{ACTIVITY}/evidence")
class ActivityEvidence(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ActivityProofSchema)
    @blueprint.answers(200, wire.ActivitySchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID, activity_id: UUID) -> Response:
        """Prove an activity: what is needed follows from its kind. Both sides confirm it (anew) afterwards."""
        activity = actions.prove_activity(
            current_session(), current_actor(), pairing_id=pairing_id, activity_id=activity_id, **payload
        )
        return _send(activity, pairing_id)


@blueprint.route(f"{ACTIVITY}/confirmations")
class ActivityConfirmations(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.answers(200, wire.ActivitySchema)
    def post(self, pairing_id: UUID, activity_id: UUID) -> Response:
        """Confirm for one's own city that it was so; nobody does for another, not even administrators."""
        activity = actions.confirm_activity(
            current_session(), current_actor(), pairing_id=pairing_id, activity_id=activity_id
        )
        return _send(activity, pairing_id)


@blueprint.route(f"{ACTIVITY}/results")
class ActivityResults(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ActivityResultSchema)
    @blueprint.answers(200, wire.ActivitySchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID, activity_id: UUID) -> Response:
        """Say what came of it, 90 days after both sides confirmed it at the earliest."""
        activity = actions.tell_result(
            current_session(), current_actor(), pairing_id=pairing_id, activity_id=activity_id, **payload
        )
        return _send(activity, pairing_id)


@blueprint.route(f"{ACTIVITY}/cancellation")
class ActivityCancellation(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.ActivityCancelSchema)
    @blueprint.answers(200, wire.ActivitySchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID, activity_id: UUID) -> Response:
        """Give an activity up, with a reason. It is kept."""
        activity = actions.cancel_activity(
            current_session(), current_actor(), pairing_id=pairing_id, activity_id=activity_id, **payload
        )
        return _send(activity, pairing_id)


@blueprint.route("/pairings/<uuid:pairing_id>/funding")
class Funding(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.arguments(wire.PairingPartArguments, location="query")
    @blueprint.answers(200, wire.FundingPageSchema)
    def get(self, arguments: dict[str, Any], pairing_id: UUID) -> Response:
        """List what was committed for a pairing, the newest first."""
        session = current_session()
        pairing = queries.get_pairing(session, current_actor(), pairing_id)
        page = queries.list_funding(session, pairing, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((orjson.dumps(funding_document(row)) for row in page.items), page.after, arguments)

    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.FundingCommitSchema)
    @blueprint.answers(201, wire.FundingSchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID) -> Response:
        """Commit money for a pairing in force, as one of its two cities."""
        funding = actions.commit_funding(current_session(), current_actor(), pairing_id=pairing_id, **payload)
        response = send_bytes(orjson.dumps(funding_document(funding)), status=201)
        response.headers["Location"] = f"/api/v1/pairings/{pairing_id}/funding"
        return response


@blueprint.route("/pairings/<uuid:pairing_id>/completion")
class PairingEnd(MethodView):
    @blueprint.needs("collaboration:write")
    @blueprint.arguments(wire.PairingCompleteSchema)
    @blueprint.answers(200, wire.PairingDetailSchema)
    def post(self, payload: dict[str, Any], pairing_id: UUID) -> Response:
        """Say for one's own city that the pairing is completed; it is once both do."""
        return send_pairing(
            actions.complete_pairing(current_session(), current_actor(), pairing_id=pairing_id, **payload)
        )


@blueprint.route("/clusters/<slug>/exchange")
class ClusterExchange(MethodView):
    @blueprint.doc(security=[{"token": []}])
    @blueprint.answers(200, wire.ClusterExchangeSchema)
    def get(self, slug: str) -> Response:
        """What the cities of a cluster run of one another's. For cities and administrators."""
        found = queries.exchange_within(current_session(), current_actor(), slug)
        pairs = [pair._asdict() for pair in found.pairs]
        return send_bytes(orjson.dumps({**found._asdict(), "adoptions": found.adoptions, "pairs": pairs}))
