"""The wire keeps its promise by itself: its words are the domain's, and what is sent fits what is documented."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from marshmallow import Schema

from registry.accounts.roles import ROLES
from registry.adoption import vocabulary as adoption
from registry.advisories import vocabulary as advisories
from registry.artifacts import vocabulary as artifacts
from registry.catalogue import vocabulary as catalogue
from registry.collaboration import vocabulary as collaboration
from registry.comparison import vocabulary as comparison
from registry.directory import queries as directory
from registry.events.audience import AUDIENCES
from registry.organisations import vocabulary as organisations
from registry.publishing import vocabulary as publishing
from registry.screening import vocabulary as screening
from registry.search.index.query import SORTS
from registry.search.index.schema import FACETS
from registry.signing import vocabulary as signing
from registry.standards import vocabulary as standards
from registry.stewardship.queries import KINDS
from registry.taxonomies import models as taxonomies
from registry.web.wording import field_errors
from schemas import accounts as accounts_wire
from schemas import adoption as adoption_wire
from schemas import advisories as advisories_wire
from schemas import artifacts as artifacts_wire
from schemas import catalogue as catalogue_wire
from schemas import collaboration as collaboration_wire
from schemas import comparison as comparison_wire
from schemas import description as description_wire
from schemas import directory as directory_wire
from schemas import events as events_wire
from schemas import organisations as organisations_wire
from schemas import publishing as publishing_wire
from schemas import sboms as sboms_wire
from schemas import screening as screening_wire
from schemas import search as search_wire
from schemas import signing as signing_wire
from schemas import standards as standards_wire
from schemas import stewardship as stewardship_wire
from schemas import taxonomies as taxonomies_wire
from schemas.problem import ProblemSchema
from tests.build import Client, Registry
from tests.contract.permissions import ELSEWHERE
from tests.contract.signers import SIGNER

WORDS = [
    (
        organisations_wire,
        organisations,
        ("KINDS", "UNITS", "CITY_CLASSES", "ENTITY_TYPES", "STATUSES", "SIZE_BANDS", "GENES"),
    ),
    (
        catalogue_wire,
        catalogue,
        (
            "STATUSES",
            "YANK_REASONS",
            "PLATFORM_LAYERS",
            "EXTERNAL_KINDS",
        ),
    ),
    (
        description_wire,
        catalogue,
        (
            "KINDS",
            "COST_MODELS",
            "HOSTING",
            "DEPLOYMENTS",
            "MAINTENANCE_TYPES",
            "SHARING_SCOPES",
            "DATA_CLASSES",
            "DATA_GRADES",
            "UPDATE_CYCLES",
            "AI_USES",
            "XINCHUANG_LAYERS",
            "XINCHUANG_STATUSES",
            "PROOF_KINDS",
            "DOCUMENT_KINDS",
        ),
    ),
    (adoption_wire, adoption, ("STAGES", "MODES")),
    (comparison_wire, comparison, ("VERDICTS",)),
    (artifacts_wire, signing, ("SIGNATURE_STATES",)),
    (signing_wire, signing, ("ALGORITHMS", "KEY_STATES")),
    (artifacts_wire, artifacts, ("ROLES", "SCANS")),
    (
        advisories_wire,
        advisories,
        (
            "SEVERITIES",
            "VECTOR_TYPES",
            "RANGE_TYPES",
            "EVENT_KINDS",
            "REFERENCE_TYPES",
            "CREDIT_TYPES",
            "RESULTS",
            "WARNINGS",
        ),
    ),
    (
        collaboration_wire,
        collaboration,
        ("PAIRING_KINDS", "PAIRING_STATUSES", "FEEDBACK_KINDS", "FEEDBACK_STATUSES"),
    ),
    (stewardship_wire, catalogue, ("TRANSFER_STATUSES", "CLAIM_STATUSES", "SUPPLIES")),
    (standards_wire, standards, ("KINDS", "STATUSES", "CLAIM_STATUSES")),
    (taxonomies_wire, taxonomies, ("RELEASE_STATUSES",)),
    (publishing_wire, publishing, ("STAGES",)),
    (screening_wire, screening, ("STATUSES", "DECISIONS", "OUTCOMES", "LEVELS", "FOUND")),
]


@pytest.mark.parametrize(
    ("wire", "domain", "name"), [(wire, domain, name) for wire, domain, names in WORDS for name in names]
)
def test_the_wires_words_are_the_domains(wire: Any, domain: Any, name: str):
    assert getattr(wire, name) == getattr(domain, name)


def test_roles_audiences_sorts_and_filters_are_the_domains_too():
    assert accounts_wire.ROLES == ROLES
    assert events_wire.AUDIENCES == AUDIENCES
    assert search_wire.SORTS == SORTS
    assert set(search_wire.FILTERS) == set(FACETS)
    assert stewardship_wire.WAITING_KINDS == KINDS
    assert get_args(directory.Sort) == directory_wire.SORTS
    assert tuple(directory.FACETS) == directory_wire.FILTERS


def test_every_sentence_about_a_field_is_told_in_chinese_too():
    source = "".join(file.read_text(encoding="utf-8") for file in Path("schemas").glob("*.py"))
    sentences = set(re.findall(r'ValidationError\(f?"([^"{]+)"', source))
    for field in _fields_of_every_schema():
        sentences |= {str(sentence) for sentence in field.error_messages.values() if "{" not in str(sentence)}

    untold = [sentence for sentence in sentences if not _in_chinese(sentence)]

    assert len(sentences) > 15
    assert untold == []


def _fields_of_every_schema() -> Iterator[Any]:
    modules = (
        accounts_wire,
        adoption_wire,
        artifacts_wire,
        catalogue_wire,
        collaboration_wire,
        comparison_wire,
        description_wire,
        directory_wire,
        events_wire,
        organisations_wire,
        publishing_wire,
        sboms_wire,
        signing_wire,
        screening_wire,
        search_wire,
        standards_wire,
        stewardship_wire,
        taxonomies_wire,
    )
    for module in modules:
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Schema):
                for field in found().fields.values():
                    yield field
                    yield from filter(None, [getattr(field, "inner", None), getattr(field, "value_field", None)])


def _in_chinese(sentence: str) -> bool:
    (error,) = field_errors({"json": {"field": [sentence]}})
    return any("\u4e00" <= sign <= "\u9fff" for sign in error.detail.zh)


def fill(registry: Registry) -> dict[str, str]:
    """One of everything, and the ids that its addresses need."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    national = registry.administrator()
    national.post("/api/v1/divisions", {"code": "990000", "name": "示例省", "kind": "province"})
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})
    national.post("/api/v1/organisations/yunling/classes", {"class": "leading", "stage": {"zh": "成熟"}})
    national.post("/api/v1/organisations/haina/classes", {"class": "leading"})
    yunling.patch(
        "/api/v1/organisations/yunling",
        {
            "size_band": "medium",
            "profile": {
                "about": {"zh": "示例"},
                "links": [{"title": "门户", "url": "https://example.org"}],
                "genes": {"economy": ["制造业"]},
            },
        },
        etag=yunling.get("/api/v1/organisations/yunling").headers["ETag"],
    )
    yunling.post(
        "/api/v1/organisations/yunling/members", {"login": "wang", "display_name": "某人", "role": "publisher"}
    )
    registry.component(yunling, "maps", "1.0")
    registry.component(
        yunling,
        "parking",
        maintenance={"type": "contract", "support_until": "2028-01-01"},
        contacts=[{"name": "某组", "email": "a@example.org"}],
        environment={"os": ["Linux"]},
        features={"zh": ["找车位"]},
    )
    registry.version(
        yunling,
        "yunling/parking",
        "v1.0",
        requires=[{"component": "yunling/maps", "specifier": ">=1"}],
        platform_requirements=[{"layer": "database", "product": "openGauss", "specifier": ">=5"}],
        external_requirements=[{"name": "PostgreSQL", "purl": "pkg:generic/postgresql", "purpose": {"zh": "存储"}}],
    )
    registry.component(yunling, "rails", "1.0")
    guard = registry.client("guard", "security:admin", kind="authority")
    guard.post("/api/v1/components/yunling/rails/quarantine", {"reason": "示例"})
    yunling.call("PUT", "/api/v1/components/yunling/parking/versions/1.0/artifacts/a.zip", data=b"bytes")
    signed = _sign(yunling, "/api/v1/components/yunling/parking/versions/1.0")
    yunling.post("/api/v1/components/yunling/parking/versions/1.0/yank", {"reason": "other"})
    yunling.post(
        "/api/v1/components/yunling/maps/deprecation",
        {"reason": "replaced", "message": "再见", "successor": "yunling/parking", "sunset_on": "2027-01-01"},
    )
    identifier = registry.adoption(haina, "yunling/maps", version="1.0", scenario="示例")
    haina.post(
        f"/api/v1/adoptions/{identifier}/transitions", {"to": "approved", "evidence": ["验收", "https://example.org"]}
    )
    registry.adoption(yunling, "yunling/maps", version="1.0")
    told = {
        "summary": "Leak",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [{"ranges": [{"events": [{"introduced": "0"}]}, {"events": [{"introduced": "7"}]}]}],
        "references": [{"url": "https://example.org"}],
        "credits": [{"name": "某人", "type": "FINDER"}],
    }
    assert yunling.post("/api/v1/components/yunling/maps/advisories", told).status_code == 201
    claims = "/api/v1/components/yunling/parking/versions/1.0/conformance"
    report = {"title": "检测报告", "url": "https://example.org/1", "issued_on": "2026-02-01"}
    claim = yunling.post(claims, {"standard": "GB/T 28181", "report": report}).json["id"]
    found = {"decision": "verified", "report": report}
    registry.assessor().post(f"{claims}/{claim}/verification", found)
    builder = registry.entity()
    supplying = "/api/v1/components/yunling/maps/suppliers"
    supply = builder.post(supplying, {"services": ["deploy"], "note": {"zh": "示例"}}).json["id"]
    yunling.post("/api/v1/organisations/yunling/preparers", {"entity": "builder"})
    yunling.post("/api/v1/components/yunling/maps/transfer", {"to": "haina"})
    registry.component(haina, "rivers", "1.0")
    haina.post("/api/v1/components/haina/rivers/transfer", {"to": "yunling"})
    kept = yunling.post("/api/v1/screenings", {"title": {"zh": "停车"}, "features": ["找车位"], "keep": True})
    assert kept.json["number"] == "S-2026-000001"
    provider = national.post("/api/v1/identity-providers", {"issuer": "https://code.example"}).json["id"]
    trust = {"provider": "https://code.example", "claims": {"repository": "yunling/parking"}}
    trusted = yunling.post("/api/v1/organisations/yunling/trusted-publishers", trust).json["id"]
    staged = yunling.post("/api/v1/components/yunling/parking/staged", {"number": "3.0"})
    yunling.call("PUT", f"{staged.headers['Location']}/artifacts/a.zip", data=b"bytes")
    machines = {"provider": provider, "trusted": trusted, "staged": staged.json["id"]}
    spoken = _say_what_it_is_made_of(yunling, haina)
    return {**machines, **signed, **spoken, "claim": claim, "adoption": identifier, "supply": supply}


def _say_what_it_is_made_of(yunling: Client, haina: Client) -> dict[str, str]:
    """A bill of materials, and feedback that a version resolves."""
    bill = b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "left-pad"}]}'
    sboms, sent = "/api/v1/components/yunling/parking/versions/1.0/sboms", {"Content-Type": "application/json"}
    sbom = yunling.call("PUT", f"{sboms}/bom.cdx.json", data=bill, headers=sent).json["id"]
    said = {"component": "yunling/maps", "kind": "defect", "title": "示例", "version": "1.0", "credit": "某组"}
    feedback = haina.post("/api/v1/feedback", said).json["id"]
    yunling.post(f"/api/v1/feedback/{feedback}/resolution", {"version": "1.0", "answer": "示例"})
    return {"sbom": sbom, "feedback": feedback}


def _sign(yunling: Client, place: str) -> dict[str, str]:
    """A signature under what a version consists of, with something that is kept elsewhere."""
    yunling.post(f"{place}/references", ELSEWHERE)
    yunling.post("/api/v1/organisations/yunling/keys", SIGNER.registration("yunling"))
    signature = SIGNER.sign(yunling.get(f"{place}/manifests/1").data)
    signed = yunling.post(f"{place}/signatures", {"manifest": 1, "key": SIGNER.fingerprint, "signature": signature})
    return {"signature": signed.json["id"], "key": SIGNER.fingerprint}


READS: dict[str, type[Schema]] = {
    "organisations?facets=kind": directory_wire.OrganisationPageSchema,
    "organisations/yunling": organisations_wire.OrganisationSchema,
    "organisations/yunling/peers": organisations_wire.PeerPageSchema,
    "organisations/yunling/classes": organisations_wire.ClassAssignmentPageSchema,
    "organisations/yunling/members": accounts_wire.MemberPageSchema,
    "divisions": organisations_wire.DivisionPageSchema,
    "clusters": organisations_wire.ClusterPageSchema,
    "tokens": accounts_wire.TokenPageSchema,
    "components?facets=domain": search_wire.SearchPageSchema,
    "components/suggestions?q=智": search_wire.SuggestionsSchema,
    "components/yunling/maps/similar": search_wire.SimilarListSchema,
    "search/synonyms": search_wire.SynonymsPageSchema,
    "search/ranking": search_wire.RankingSchema,
    "components/yunling/parking": catalogue_wire.ComponentSchema,
    "components/yunling/maps": catalogue_wire.ComponentSchema,
    "components/yunling/maps/reuse": catalogue_wire.ReuseSchema,
    "components/yunling/maps/family": screening_wire.FamilySchema,
    "screenings": screening_wire.ScreeningPageSchema,
    "screenings/S-2026-000001": screening_wire.ScreeningSchema,
    "components/yunling/maps/dependency-graph?direction=needed_by": catalogue_wire.GraphSchema,
    "components/yunling/rails": catalogue_wire.ComponentSchema,
    "components/yunling/rails/quarantine": catalogue_wire.QuarantineSchema,
    "components/yunling/maps/dependents": catalogue_wire.DependentPageSchema,
    "components/yunling/parking/versions": catalogue_wire.VersionPageSchema,
    "components/yunling/parking/versions/1.0": catalogue_wire.VersionSchema,
    "components/yunling/parking/checklist": catalogue_wire.ChecklistPageSchema,
    "components/yunling/parking/quality": catalogue_wire.QualitySchema,
    "components/yunling/parking/versions/1.0/dependencies": catalogue_wire.RequirementPageSchema,
    "components/yunling/parking/versions/1.0/compare/1.0": comparison_wire.VersionComparisonSchema,
    "comparisons?component=yunling/parking&component=yunling/maps": comparison_wire.ComparisonSchema,
    "taxonomies": taxonomies_wire.TaxonomyPageSchema,
    "taxonomies/domains": taxonomies_wire.TaxonomySchema,
    "taxonomies/domains/releases": taxonomies_wire.ReleasePageSchema,
    "taxonomies/domains/releases/2024-05": taxonomies_wire.ReleaseSchema,
    "taxonomies/domains/concepts/A4": taxonomies_wire.ConceptStorySchema,
    "standards?q=28181": standards_wire.StandardPageSchema,
    "standards/gb-t-28181-2016": standards_wire.StandardSchema,
    "components/yunling/parking/versions/1.0/conformance": standards_wire.ConformancePageSchema,
    "components/yunling/parking/versions/1.0/conformance/{claim}": standards_wire.ConformanceSchema,
    "components/yunling/parking/versions/1.0/artifacts": artifacts_wire.ArtifactPageSchema,
    "components/yunling/parking/versions/1.0/manifests": artifacts_wire.ManifestSummaryPageSchema,
    "components/yunling/parking/versions/1.0/manifests/latest": artifacts_wire.ManifestSchema,
    "components/yunling/parking/versions/1.0/signatures": artifacts_wire.SignaturePageSchema,
    "components/yunling/parking/versions/1.0/signatures/{signature}": artifacts_wire.SignatureSchema,
    "organisations/yunling/keys": signing_wire.KeyPageSchema,
    "organisations/yunling/keys/{key}": signing_wire.KeySchema,
    "identity-providers": publishing_wire.ProviderPageSchema,
    "identity-providers/{provider}": publishing_wire.ProviderSchema,
    "organisations/yunling/trusted-publishers": publishing_wire.TrustedPublisherPageSchema,
    "organisations/yunling/trusted-publishers/{trusted}": publishing_wire.TrustedPublisherSchema,
    "tokens/exchange": publishing_wire.AudienceSchema,
    "organisations/yunling/staged": publishing_wire.StagedPageSchema,
    "components/yunling/parking/staged": publishing_wire.StagedPageSchema,
    "components/yunling/parking/staged/{staged}": publishing_wire.StagedSchema,
    "organisations/yunling/preparers": stewardship_wire.PreparerPageSchema,
    "organisations/builder/supplies": stewardship_wire.SupplierPageSchema,
    "components/yunling/maps/suppliers": stewardship_wire.SupplierPageSchema,
    "components/yunling/maps/suppliers/{supply}": stewardship_wire.SupplierSchema,
    "components/yunling/maps/transfer": stewardship_wire.TransferSchema,
    "reviews": stewardship_wire.WaitingPageSchema,
    "components/yunling/parking/versions/1.0/sboms": sboms_wire.SbomPageSchema,
    "components/yunling/parking/versions/1.0/sboms/{sbom}": sboms_wire.SbomSchema,
    "components/yunling/parking/versions/1.0/sboms/{sbom}/packages": sboms_wire.PackagePageSchema,
    "packages?name=left-pad": sboms_wire.ShippedPackagePageSchema,
    "feedback": collaboration_wire.FeedbackPageSchema,
    "feedback/{feedback}": collaboration_wire.FeedbackSchema,
    "components/yunling/maps/versions/1.0/release-notes": collaboration_wire.ReleaseNotesSchema,
    "adoptions": adoption_wire.AdoptionPageSchema,
    "adoptions/{adoption}": adoption_wire.AdoptionSchema,
    "organisations/yunling/updates": adoption_wire.UpdatePageSchema,
    "advisories": advisories_wire.AdvisoryPageSchema,
    "advisories/osv": advisories_wire.OsvRecordPageSchema,
    "advisories/SCA-2026-000001": advisories_wire.AdvisorySchema,
    "advisories/SCA-2026-000001/osv": advisories_wire.OsvRecordSchema,
    "components/yunling/maps/advisories": advisories_wire.AdvisoryPageSchema,
    "components/yunling/maps/versions/1.0/advisories": advisories_wire.AdvisoryPageSchema,
    "events?limit=1000": events_wire.EventPageSchema,
}


def test_everything_that_is_sent_has_exactly_the_documented_fields(registry: Registry):
    ids = fill(registry)
    yunling = registry.city("yunling")

    for path, schema in READS.items():
        answer = yunling.get(f"/api/v1/{path.format_map(ids)}")
        assert answer.status_code == 200, path
        assert schema().validate(answer.json) == {}, path


def test_a_problem_has_exactly_the_documented_fields(registry: Registry):
    yunling = registry.city("yunling")

    for answer in (registry.anyone.get("/api/v1/nothing"), yunling.post("/api/v1/components", {"x": 1})):
        assert ProblemSchema().validate(answer.json) == {}


def test_what_administrators_keep_for_search_is_answered_as_documented(registry: Registry):
    administrator = registry.administrator()
    made = administrator.post("/api/v1/search/synonyms", {"words": ["示例", "范例"], "note": "说明"})
    word = administrator.post("/api/v1/search/dictionary", {"word": "城事办"})
    counter = registry.app.extensions["registry.search.misses"]
    for _ in range(2):
        counter.count("飞艇")
    counter.flush()

    assert search_wire.SynonymsSchema().validate(made.json) == {}
    assert search_wire.WordSchema().validate(word.json) == {}
    dictionary = administrator.get("/api/v1/search/dictionary")
    assert search_wire.WordPageSchema().validate(dictionary.json) == {}
    assert search_wire.MissPageSchema().validate(administrator.get("/api/v1/search/misses").json) == {}
    assert search_wire.MissSchema().validate(administrator.get("/api/v1/search/misses/飞艇").json) == {}


def test_a_token_and_an_import_are_answered_as_documented(registry: Registry):
    yunling = registry.city("yunling")

    token = yunling.post("/api/v1/tokens", {"scopes": ["catalogue:write"]})
    headers = {"Content-Type": "application/yaml"}
    imported = yunling.call("POST", "/api/v1/publiccode", data=b"name: x", headers=headers)

    assert accounts_wire.TokenIssuedSchema().validate(token.json) == {}
    assert catalogue_wire.PubliccodeImportSchema().validate(imported.json) == {}
    assert imported.json["diagnostics"]
