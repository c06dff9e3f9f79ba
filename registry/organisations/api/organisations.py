"""An organisation: what it is, its classes, the cities like it."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.kit.documents import render
from registry.organisations import actions, queries
from registry.organisations.api.blueprint import blueprint
from registry.organisations.documents import class_document, peer_document
from registry.organisations.models import Organisation
from registry.web import merge_patch
from registry.web.api import redirects
from registry.web.conditional import expected_tag, send_bytes, send_document, send_elsewhere
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import organisations as wire
from schemas.paging import PageArguments

PEERS_SHOWN = 100


def send_organisation(organisation: Organisation, *, status: int = 200) -> Response:
    location = f"/api/v1/organisations/{organisation.slug}" if status == 201 else None
    return send_document(organisation.document, organisation.etag, status=status, location=location)


@blueprint.route("/organisations", methods=["POST"])
@blueprint.needs("platform:admin", "organisation:manage")
@blueprint.arguments(wire.OrganisationRegisterSchema)
@blueprint.answers(201, wire.OrganisationSchema)
def register_organisation(payload: dict[str, Any]) -> Response:
    """Register an organisation: administrators any, a city the units below it."""
    city_class = payload.pop("class_", None)
    organisation = actions.register_organisation(current_session(), current_actor(), city_class=city_class, **payload)
    return send_organisation(organisation, status=201)


@blueprint.route("/organisations/<slug>")
class OneOrganisation(MethodView):
    @blueprint.answers(200, wire.OrganisationSchema)
    @redirects(blueprint)
    def get(self, slug: str) -> Response:
        """Read an organisation. One that was merged leads to its successor."""
        session = current_session()
        organisation = queries.get_organisation(session, slug)
        successor = queries.successor_of(session, organisation)
        if successor is not organisation:
            return send_elsewhere(f"/api/v1/organisations/{successor.slug}")
        return send_organisation(organisation)

    @blueprint.needs("organisation:manage", "platform:admin")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.OrganisationSchema)
    def patch(self, slug: str) -> Response:
        """Change name, profile and size band (administrators: division and credit code too), by JSON merge patch."""
        session = current_session()
        present = _describable(queries.get_organisation(session, slug))
        described = merge_patch.load(wire.OrganisationDescribeSchema(), present)
        organisation = actions.describe_organisation(
            session, current_actor(), slug=slug, expected_tag=expected_tag(), **described
        )
        return send_organisation(organisation)


def _describable(organisation: Organisation) -> dict[str, Any]:
    """What a patch may change, as it stands."""
    fields = ("name", "size_band", "profile", "division_code", "uscc")
    present = {field: getattr(organisation, field) for field in fields}
    return {field: value for field, value in present.items() if value is not None}


@blueprint.route("/organisations/<slug>/classes")
class Classes(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ClassAssignmentPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List the classes a city has been in, the latest first."""
        session = current_session()
        organisation = queries.get_organisation(session, slug)
        held = queries.list_classes(session, organisation.id)
        return send_short_list(
            held, arguments, key=lambda row: (-row.valid_from.toordinal(), -row.id), document=class_document
        )

    @blueprint.needs("platform:admin")
    @blueprint.arguments(wire.ClassAssignSchema)
    @blueprint.answers(201, wire.ClassAssignmentSchema)
    def post(self, payload: dict[str, Any], slug: str) -> Response:
        """Put a city into a class, with the three factors and the evidence."""
        assignment = actions.assign_class(
            current_session(),
            current_actor(),
            slug=slug,
            city_class=payload.pop("class_"),
            **payload,
        )
        return send_bytes(render(class_document(assignment)).body, status=201)


@blueprint.route("/organisations/<slug>/peers")
class Peers(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.PeerPageSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """List the cities most like one, the likest first, with the reasons: by what everybody may read."""
        session = current_session()
        peers = queries.peers_of(session, queries.get_city(session, slug), PEERS_SHOWN)
        return send_short_list(
            peers, arguments, key=lambda peer: (-float(peer.likeness.similarity), peer.slug), document=peer_document
        )
