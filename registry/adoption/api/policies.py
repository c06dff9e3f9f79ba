"""What a body asks of what it takes into use, over HTTP."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.adoption import actions, queries
from registry.adoption.api.blueprint import blueprint
from registry.web.conditional import send_bytes, send_document, tag_to_replace
from registry.web.context import current_actor, current_session
from schemas import policies as wire


@blueprint.route("/organisations/<slug>/policy")
class OnePolicy(MethodView):
    @blueprint.needs()
    @blueprint.answers(200, wire.AdoptionPolicySchema)
    def get(self, slug: str) -> Response:
        """Read what an organisation asks of what it takes into use. For it, its city's bodies and administrators."""
        policy = queries.get_policy(current_session(), current_actor(), slug)
        return send_document(policy.document, policy.etag)

    @blueprint.needs("organisation:manage")
    @blueprint.arguments(wire.AdoptionRulesSchema)
    @blueprint.answers(200, wire.AdoptionPolicySchema)
    def put(self, payload: dict[str, Any], slug: str) -> Response:
        """State the policy anew: it is checked whenever something is taken into use from now on."""
        tag = tag_to_replace()
        policy = actions.state_policy(
            current_session(), current_actor(), organisation=slug, rules=payload, expected_tag=tag
        )
        return send_document(policy.document, policy.etag, status=201 if tag is None else 200)


@blueprint.route("/organisations/<slug>/policy/checks")
class PolicyChecks(MethodView):
    @blueprint.needs()
    @blueprint.arguments(wire.PolicyCheckSchema)
    @blueprint.answers(200, wire.FindingsSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Ask what the policy that holds for an organisation says of a component at a version. Nothing is written."""
        checked = queries.check_policy(current_session(), current_actor(), slug, **payload)
        said = {
            "policy_of": checked.policy_of,
            "findings": [finding.document() for finding in checked.findings],
        }
        return send_bytes(orjson.dumps(said))
