"""Identity providers, trusted publishers and the exchange of their tokens, over HTTP."""

from typing import Any
from uuid import UUID

import orjson
from flask import Response, g
from flask.views import MethodView

from registry.organisations.queries import get_organisation
from registry.publishing import actions, queries
from registry.publishing.api.blueprint import blueprint, provider_keys
from registry.publishing.documents import machine_token_document, provider_document, trusted_document
from registry.publishing.errors import AudienceUnset
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session, database, services
from registry.web.paging import send_short_list
from schemas import publishing as wire
from schemas.paging import PageArguments


@blueprint.route("/identity-providers")
class Providers(MethodView):
    @blueprint.needs()
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ProviderPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the OpenID providers whose word on machines is believed."""
        found = queries.list_providers(current_session())
        return send_short_list(found, arguments, key=lambda row: (row.issuer,), document=provider_document)

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ProviderAddSchema)
    @blueprint.answers(201, wire.ProviderSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Believe an OpenID provider, named by its issuer."""
        provider = actions.add_provider(
            current_session(), current_actor(), loopback=provider_keys().loopback, **payload
        )
        response = send_bytes(orjson.dumps(provider_document(provider)), status=201)
        response.headers["Location"] = f"/api/v1/identity-providers/{provider.public_id}"
        return response


@blueprint.route("/identity-providers/<uuid:provider_id>")
class OneProvider(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.ProviderSchema)
    def get(self, provider_id: UUID) -> Response:
        """Read an identity provider."""
        return send_bytes(orjson.dumps(provider_document(queries.get_provider(current_session(), provider_id))))

    @blueprint.needs("platform:admin")
    @blueprint.answers(204)
    def delete(self, provider_id: UUID) -> Response:
        """Believe an identity provider no more; what was published on its word stays."""
        actions.remove_provider(current_session(), current_actor(), provider_id=provider_id)
        return Response(status=204)


@blueprint.route("/organisations/<slug>/trusted-publishers")
class TrustedPublishers(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.TrustedPublisherPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List the machines that an organisation lets publish."""
        session = current_session()
        owner = get_organisation(session, slug)
        current_actor().require("organisation:manage", owner.id)
        found = queries.list_trusted(session, owner.id)
        return send_short_list(found, arguments, key=lambda row: (row.id,), document=trusted_document)

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.TrustSchema)
    @blueprint.answers(201, wire.TrustedPublisherSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Let a machine publish: what it makes waits for a person's approval unless `stages_only` is false."""
        trusted = actions.trust_publisher(current_session(), current_actor(), organisation=slug, **payload)
        response = send_bytes(orjson.dumps(trusted_document(trusted)), status=201)
        response.headers["Location"] = f"/api/v1/organisations/{slug}/trusted-publishers/{trusted.public_id}"
        return response


@blueprint.route("/organisations/<slug>/trusted-publishers/<uuid:publisher_id>")
class OneTrustedPublisher(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(200, wire.TrustedPublisherSchema)
    def get(self, slug: str, publisher_id: UUID) -> Response:
        """Read a machine that an organisation lets publish."""
        session = current_session()
        owner = get_organisation(session, slug)
        current_actor().require("organisation:manage", owner.id)
        return send_bytes(orjson.dumps(trusted_document(queries.get_trusted(session, owner, publisher_id))))

    @blueprint.needs("organisation:manage")
    @blueprint.answers(204)
    def delete(self, slug: str, publisher_id: UUID) -> Response:
        """Trust a machine no more; the tokens it has end at once."""
        actions.distrust_publisher(current_session(), current_actor(), organisation=slug, publisher_id=publisher_id)
        return Response(status=204)


@blueprint.route("/tokens/exchange")
class Exchange(MethodView):
    @blueprint.answers(200, wire.AudienceSchema)
    def get(self) -> Response:
        """Read whom an identity token must be made for, so that it can be exchanged here."""
        return send_bytes(orjson.dumps({"audience": _audience(), "minutes": actions.TOKEN_MINUTES}))

    @blueprint.doc(security=[{}])
    @blueprint.arguments(wire.ExchangeSchema)
    @blueprint.answers(201, wire.MachineTokenSchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Exchange a job's identity token, once, for a token of this registry that lasts some minutes."""
        # Its issuer may have to be asked for keys: nobody should wait for this request's transaction meanwhile. That
        # gives an Idempotency-Key free too, and an identity token is good for one exchange anyway.
        current_session().rollback()
        with database().reading() as reading:
            claims = actions.believe(
                reading, provider_keys(), database().clock, token=payload["token"], audience=_audience()
            )
        token, secret = actions.exchange(current_session(), organisation=payload["organisation"], claims=claims)
        g.shows_secret = True
        response = send_bytes(orjson.dumps(machine_token_document(token, secret)), status=201)
        response.headers["Cache-Control"] = "no-store"
        return response


def _audience() -> str:
    audience = services().settings.audience
    if audience is None:
        raise AudienceUnset()
    return audience
