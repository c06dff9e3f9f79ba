"""The ways by which an organisation is sent its notices, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response, current_app
from flask.views import MethodView

from registry.kit.documents import render
from registry.notifications import actions, queries
from registry.notifications.api.blueprint import blueprint
from registry.notifications.documents import message_document, subscription_document
from registry.notifications.errors import CodeWrong
from registry.notifications.models import Subscription
from registry.organisations.queries import get_organisation
from registry.web import merge_patch
from registry.web.conditional import expected_tag, send_document
from registry.web.context import current_actor, current_session, services
from registry.web.paging import read_cursor, send_page, send_short_list
from schemas import notifications as wire
from schemas.paging import PageArguments

PREFERENCES = ("language", "kinds", "urgency", "digest", "is_active")


def _send(row: Subscription, *, status: int = 200) -> Response:
    place = f"/api/v1/subscriptions/{row.public_id}" if status == 201 else None
    return send_document(*render(subscription_document(row)), status=status, location=place)


@blueprint.route("/organisations/<slug>/subscriptions")
class Subscriptions(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.SubscriptionPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List the subscriptions of an organisation. Addresses are personal: for who manages the organisation."""
        session, actor = current_session(), current_actor()
        organisation = get_organisation(session, slug)
        actor.require("organisation:manage", organisation.id)
        return send_short_list(
            queries.list_subscriptions(session, organisation.id),
            arguments,
            key=lambda row: (row.id,),
            document=subscription_document,
        )

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.SubscribeSchema)
    @blueprint.answers(201, wire.SubscriptionSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Ask for notices at an address. A code is sent there; nothing else is before the code has come back here."""
        available = current_app.extensions["registry.notifications.messages"].channels
        row = actions.subscribe(current_session(), current_actor(), available=available, organisation=slug, **payload)
        return _send(row, status=201)


@blueprint.route("/subscriptions/<uuid:subscription_id>")
class OneSubscription(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(200, wire.SubscriptionSchema)
    def get(self, subscription_id: UUID) -> Response:
        """Read a subscription, with what failed last."""
        return _send(queries.get_subscription(current_session(), current_actor(), subscription_id))

    @blueprint.needs("organisation:manage")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.SubscriptionSchema)
    def patch(self, subscription_id: UUID) -> Response:
        """Change what is sent and how often, pause it or resume it; by JSON merge patch (RFC 7396)."""
        session, actor = current_session(), current_actor()
        present = subscription_document(queries.get_subscription(session, actor, subscription_id))
        wished = merge_patch.load(wire.SubscriptionChangeSchema(), {key: present[key] for key in PREFERENCES})
        return _send(
            actions.change_subscription(
                session, actor, subscription_id=subscription_id, **wished, expected_tag=expected_tag()
            )
        )

    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, subscription_id: UUID) -> Response:
        """End a subscription; the address is gone."""
        actions.remove_subscription(current_session(), current_actor(), subscription_id=subscription_id)
        return Response(status=204)


@blueprint.route("/subscriptions/<uuid:subscription_id>/confirmation")
class SubscriptionConfirmation(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.SubscriptionConfirmSchema)
    @blueprint.answers(200, wire.SubscriptionSchema)
    def post(self, payload: dict[str, Any], subscription_id: UUID) -> Response:
        """Confirm an address by the code that was sent there: from the next notice on it is sent them."""
        session = current_session()
        row, left = actions.confirm(
            session,
            current_actor(),
            secret=services().settings.secret,
            subscription_id=subscription_id,
            **payload,
        )
        if row.confirmed_at is None:
            # The attempt stays counted although it is refused.
            session.commit()
            raise CodeWrong(left=left)
        return _send(row)


@blueprint.route("/subscriptions/<uuid:subscription_id>/messages")
class Messages(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.MessagePageSchema)
    def get(self, arguments: dict[str, Any], subscription_id: UUID) -> Response:
        """Read what became of the messages of a subscription in the last ninety days, the newest first."""
        session = current_session()
        row = queries.get_subscription(session, current_actor(), subscription_id)
        page = queries.list_messages(session, row.id, after=read_cursor(arguments), limit=arguments["limit"])
        return send_page((orjson.dumps(message_document(each)) for each in page.items), page.after, arguments)


@blueprint.route("/unsubscriptions/<token>")
class Unsubscription(MethodView):
    @blueprint.doc(security=[{}])
    @blueprint.answers(204)
    def post(self, token: str) -> Response:
        """End the subscription that a message's own link names (RFC 8058): mail programs post here, without a token."""
        actions.unsubscribe(current_session(), secret=services().settings.secret, token=token)
        return Response(status=204)
