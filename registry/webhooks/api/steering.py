"""Rotating, enabling, trying and replaying, and what was delivered, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response
from flask.views import MethodView

from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.paging import read_cursor, send_page
from registry.webhooks import actions, queries
from registry.webhooks.api.blueprint import blueprint, deliverer
from registry.webhooks.api.entering import send, send_secret
from registry.webhooks.documents import delivery_document, progress_document, replay_document
from schemas import webhooks as wire
from schemas.paging import PageArguments

ONE = "/webhooks/<uuid:webhook_id>"


@blueprint.route(f"{ONE}/rotation")
class WebhookRotation(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(201, wire.WebhookSecretSchema)
    def post(self, webhook_id: UUID) -> Response:
        """Make a new secret, shown this once; the one before signs too for 24 hours."""
        return send_secret(actions.rotate_secret(current_session(), current_actor(), webhook_id=webhook_id), 201)


@blueprint.route(f"{ONE}/enabling")
class WebhookEnabling(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.EnablingSchema)
    @blueprint.answers(200, wire.WebhookSchema)
    def post(self, payload: dict[str, Any], webhook_id: UUID) -> Response:
        """Go on at once from where it stood, or from the next event on. One that is failing is tried at once too."""
        return send(
            actions.enable_webhook(
                current_session(), current_actor(), webhook_id=webhook_id, from_now=payload["start"] == "now"
            )
        )


@blueprint.route(f"{ONE}/trial")
class WebhookTrial(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(202, wire.WebhookTrialSchema)
    def post(self, webhook_id: UUID) -> Response:
        """Have a message of type webhook.trial sent, which is no event; what was answered stands in its deliveries."""
        message_id = actions.request_trial(current_session(), current_actor(), webhook_id=webhook_id)
        response = send_bytes(orjson.dumps({"id": str(message_id)}), status=202)
        response.headers["Location"] = f"/api/v1/webhooks/{webhook_id}/deliveries"
        return response


@blueprint.route(f"{ONE}/replays")
class WebhookReplays(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.ReplayAskSchema)
    @blueprint.answers(201, wire.WebhookReplaySchema)
    def post(self, payload: dict[str, Any], webhook_id: UUID) -> Response:
        """Have a stretch of events sent again, with the webhook-id of the first time and `webhook-replay: true`."""
        replay = actions.request_replay(current_session(), current_actor(), webhook_id=webhook_id, **payload)
        response = send_bytes(orjson.dumps(replay_document(replay)), status=201)
        response.headers["Location"] = f"/api/v1/webhooks/{webhook_id}/progress"
        return response


@blueprint.route(f"{ONE}/progress")
class WebhookProgress(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(200, wire.WebhookProgressSchema)
    def get(self, webhook_id: UUID) -> Response:
        """Read how far it came, what it is to have next, and when."""
        session = current_session()
        webhook = queries.get_webhook(session, current_actor(), webhook_id)
        head, waits = deliverer().planner.outlook(session, webhook)
        replay = queries.find_latest_replay(session, webhook.id)
        return send_bytes(orjson.dumps(progress_document(webhook, waits, replay, head)))


@blueprint.route(f"{ONE}/deliveries")
class WebhookDeliveries(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.WebhookDeliveryPageSchema)
    def get(self, arguments: dict[str, Any], webhook_id: UUID) -> Response:
        """List what was sent to it in the last 30 days, the latest attempt first."""
        session = current_session()
        webhook = queries.get_webhook(session, current_actor(), webhook_id)
        page = queries.list_deliveries(session, webhook.id, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((orjson.dumps(delivery_document(row)) for row in page.items), page.after, arguments)
