"""Entering webhooks, reading, changing and removing them, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response, g
from flask.views import MethodView

from registry.kit.documents import render
from registry.organisations.queries import get_in_force, get_organisation
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from registry.webhooks import actions, queries
from registry.webhooks.api.blueprint import answered_meanwhile, blueprint, deliverer, judged
from registry.webhooks.documents import webhook_document
from registry.webhooks.models import Webhook
from schemas import webhooks as wire


def send(webhook: Webhook) -> Response:
    return send_document(*render(webhook_document(webhook)))


def send_secret(webhook: Webhook, status: int) -> Response:
    """The webhook with its present secret, this once."""
    g.shows_secret = True
    response = send_bytes(
        orjson.dumps({**webhook_document(webhook), "secret": deliverer().present_secret(webhook)}), status=status
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/webhooks")
class Webhooks(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.WebhookListArguments, location="query")
    @blueprint.answers(200, wire.WebhookPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List an organisation's webhooks, without their secrets."""
        session, actor = current_session(), current_actor()
        owner = get_organisation(session, arguments.get("organisation") or actor.organisation or "")
        actor.require("organisation:manage", owner.id)
        found = queries.list_webhooks(session, owner.id)
        return send_short_list(found, arguments, key=lambda row: (row.id,), document=webhook_document)

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.WebhookAddSchema)
    @blueprint.answers(201, wire.WebhookSecretSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Have an organisation's events sent to an address, from the next one on; the secret is shown this once."""
        actor = current_actor()
        slug = payload.pop("organisation", None) or actor.organisation or ""
        actor.require("organisation:manage", get_in_force(current_session(), slug).id)
        place = judged(payload.pop("url"))
        if (earlier := answered_meanwhile()) is not None:
            return earlier
        webhook = actions.add_webhook(current_session(), actor, organisation=slug, place=place, **payload)
        response = send_secret(webhook, 201)
        response.headers["Location"] = f"/api/v1/webhooks/{webhook.public_id}"
        return response


@blueprint.route("/webhooks/<uuid:webhook_id>")
class OneWebhook(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(200, wire.WebhookSchema)
    def get(self, webhook_id: UUID) -> Response:
        """Read a webhook, without its secret."""
        return send(queries.get_webhook(current_session(), current_actor(), webhook_id))

    @blueprint.needs("organisation:manage")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.WebhookSchema)
    def patch(self, webhook_id: UUID) -> Response:
        """Change its address, types or label, for whatever has not been delivered yet."""
        tag = expected_tag()
        actor = current_actor()
        webhook = queries.get_webhook(current_session(), actor, webhook_id)
        payload = merge_patch.load(wire.WebhookPatchSchema(), actions.present(webhook))
        url = payload.pop("url")
        # An address that stays is not looked up: types can be changed while a resolver is out.
        place = None if url == webhook.url else judged(url)
        changed = actions.change_webhook(
            current_session(), actor, webhook_id=webhook_id, expected=tag, place=place, **payload
        )
        return send(changed)

    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, webhook_id: UUID) -> Response:
        """Send it nothing more."""
        actions.remove_webhook(current_session(), current_actor(), webhook_id=webhook_id)
        return Response(status=204)
