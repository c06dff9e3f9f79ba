"""Taxonomies over HTTP. Bringing an edition into force is the catalogue's, which moves what refers to it."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from registry.taxonomies import actions, queries
from registry.taxonomies.documents import (
    concept_document,
    release_document,
    render_release,
    render_taxonomy,
    taxonomy_document,
)
from registry.taxonomies.models import Taxonomy, TaxonomyRelease
from registry.web import merge_patch
from registry.web.api import Blueprint
from registry.web.conditional import expected_tag, send_bytes, send_document
from registry.web.context import current_actor, current_session
from registry.web.paging import send_short_list
from schemas import taxonomies as wire
from schemas.paging import PageArguments

blueprint = Blueprint("taxonomies", __name__, url_prefix="/api/v1", description="What components are classed by")


@blueprint.route("/taxonomies")
class Taxonomies(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.TaxonomyPageSchema)
    def get(self, arguments: dict[str, Any]) -> Response:
        """List the taxonomies with the concepts in force and where they come from."""
        session = current_session()
        current = queries.current_taxonomies(session)
        return send_short_list(
            queries.list_all(session),
            arguments,
            key=lambda taxonomy: (taxonomy.code,),
            document=lambda taxonomy: orjson.loads(render_taxonomy(taxonomy, current.get(taxonomy.code)).body),
        )

    @blueprint.needs("platform:admin", "catalogue:write")
    @blueprint.arguments(wire.TaxonomyFoundSchema)
    @blueprint.answers(201, wire.TaxonomySchema)
    def post(self, payload: dict[str, Any]) -> Response:
        """Enter a taxonomy: administrators a national one, a province's authority an overlay upon one (`base`)."""
        taxonomy = actions.found_taxonomy(current_session(), current_actor(), **payload)
        return _send_taxonomy(taxonomy, status=201)


@blueprint.route("/taxonomies/<code>")
class OneTaxonomy(MethodView):
    @blueprint.arguments(wire.TaxonomyArguments, location="query")
    @blueprint.answers(200, wire.TaxonomySchema)
    def get(self, arguments: dict[str, Any], code: str) -> Response:
        """Read a taxonomy in the edition in force, or in another one."""
        session = current_session()
        taxonomy = queries.get_taxonomy(session, code)
        edition: str | None = arguments.get("edition")
        if edition is None:
            return _send_taxonomy(taxonomy)
        release = queries.get_release(session, taxonomy, edition)
        concepts = queries.read_concepts(session, release.id)
        return send_bytes(orjson.dumps(taxonomy_document(taxonomy, edition, concepts)))

    @blueprint.needs("platform:admin", "catalogue:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.TaxonomySchema)
    def patch(self, code: str) -> Response:
        """Change a taxonomy's name or source. Its concepts change by editions."""
        session = current_session()
        found = queries.get_taxonomy(session, code)
        present = {"name": found.name, "source": found.source}
        changes = merge_patch.load(wire.TaxonomyDescribeSchema(), present)
        tag = expected_tag()
        taxonomy = actions.describe_taxonomy(session, current_actor(), taxonomy=code, **changes, expected_tag=tag)
        return _send_taxonomy(taxonomy)


@blueprint.route("/taxonomies/<code>/releases")
class Releases(MethodView):
    @blueprint.arguments(PageArguments, location="query")
    @blueprint.answers(200, wire.ReleasePageSchema)
    def get(self, arguments: dict[str, Any], code: str) -> Response:
        """List the editions of a taxonomy, in the order they were made, drafts among them."""
        session = current_session()
        taxonomy = queries.get_taxonomy(session, code)
        return send_short_list(
            queries.list_releases(session, taxonomy),
            arguments,
            key=lambda row: (row.release.id,),
            document=lambda row: release_document(taxonomy, row.release, row.concepts),
        )

    @blueprint.needs("platform:admin", "catalogue:write")
    @blueprint.arguments(wire.ReleaseDraftSchema)
    @blueprint.answers(201, wire.ReleaseSchema)
    def post(self, payload: dict[str, Any], code: str) -> Response:
        """Draft an edition: its concepts, and what replaces those that are gone. It changes nothing yet."""
        session = current_session()
        release = actions.draft_release(session, current_actor(), taxonomy=code, **payload)
        return _send_release(queries.get_taxonomy(session, code), release, status=201)


@blueprint.route("/taxonomies/<code>/releases/<edition>")
class OneRelease(MethodView):
    @blueprint.answers(200, wire.ReleaseSchema)
    def get(self, code: str, edition: str) -> Response:
        """Read an edition."""
        session = current_session()
        taxonomy = queries.get_taxonomy(session, code)
        return _send_release(taxonomy, queries.get_release(session, taxonomy, edition))

    @blueprint.needs("platform:admin", "catalogue:write")
    @blueprint.doc(requestBody=merge_patch.DOCUMENTED)
    @blueprint.answers(200, wire.ReleaseSchema)
    def patch(self, code: str, edition: str) -> Response:
        """Change a draft. What has been released never changes."""
        session = current_session()
        taxonomy = queries.get_taxonomy(session, code)
        found = queries.get_release(session, taxonomy, edition)
        concepts = [concept._asdict() for concept in queries.read_concepts(session, found.id).values()]
        present = {"notes": found.notes, "replaced": found.replaced, "concepts": concepts}
        changes = merge_patch.load(wire.ReleaseReviseSchema(), present)
        release = actions.revise_release(
            session, current_actor(), taxonomy=code, edition=edition, **changes, expected_tag=expected_tag()
        )
        return _send_release(taxonomy, release)

    @blueprint.needs("platform:admin", "catalogue:write")
    @blueprint.answers(204)
    def delete(self, code: str, edition: str) -> Response:
        """Throw a draft away."""
        tag = expected_tag()
        actions.discard_release(current_session(), current_actor(), taxonomy=code, edition=edition, expected_tag=tag)
        return Response(status=204)


@blueprint.route("/taxonomies/<code>/concepts/<concept>")
class OneConcept(MethodView):
    @blueprint.answers(200, wire.ConceptStorySchema)
    def get(self, code: str, concept: str) -> Response:
        """Read a concept: what it means, where it stands, since which edition, what took its place when it is gone."""
        return send_bytes(orjson.dumps(concept_document(queries.get_concept(current_session(), code, concept))))


def _send_taxonomy(taxonomy: Taxonomy, *, status: int = 200) -> Response:
    current = queries.current_taxonomies(current_session()).get(taxonomy.code)
    body, etag = render_taxonomy(taxonomy, current)
    location = f"/api/v1/taxonomies/{taxonomy.code}" if status == 201 else None
    return send_document(body, etag, status=status, location=location)


def _send_release(taxonomy: Taxonomy, release: TaxonomyRelease, *, status: int = 200) -> Response:
    body, etag = render_release(taxonomy, release, queries.read_concepts(current_session(), release.id))
    location = f"/api/v1/taxonomies/{taxonomy.code}/releases/{release.edition}" if status == 201 else None
    return send_document(body, etag, status=status, location=location)
