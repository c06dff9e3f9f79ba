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
from registry.applications import vocabulary as applications
from registry.artifacts import vocabulary as artifacts
from registry.cases import vocabulary as cases
from registry.catalogue import vocabulary as catalogue
from registry.collaboration import vocabulary as collaboration
from registry.comparison import vocabulary as comparison
from registry.demands import vocabulary as demands
from registry.directory import queries as directory
from registry.events.audience import AUDIENCES
from registry.kit import money
from registry.kit.clock import now_of
from registry.landscapes import vocabulary as landscapes
from registry.notifications import rules as notice_rules
from registry.notifications import vocabulary as notifications
from registry.organisations import vocabulary as organisations
from registry.organisations.queries import get_organisation
from registry.projects import reuse_first
from registry.projects import vocabulary as projects
from registry.publishing import vocabulary as publishing
from registry.safeguards import vocabulary as safeguards
from registry.safeguards.models import Flag, FlagParty
from registry.scenarios import vocabulary as scenarios
from registry.screening import vocabulary as screening
from registry.search.index.query import SORTS
from registry.search.index.schema import FACETS
from registry.services import vocabulary as services
from registry.signing import vocabulary as signing
from registry.standards import vocabulary as standards
from registry.stewardship.queries import KINDS
from registry.tasks import vocabulary as tasks
from registry.taxonomies import models as taxonomies
from registry.web.wording import field_errors
from registry.webhooks import vocabulary as webhooks
from schemas import accounts as accounts_wire
from schemas import adoption as adoption_wire
from schemas import adoption_record as adoption_record_wire
from schemas import advisories as advisories_wire
from schemas import applications as applications_wire
from schemas import artifacts as artifacts_wire
from schemas import attestations as attestations_wire
from schemas import cases as cases_wire
from schemas import catalogue as catalogue_wire
from schemas import claims as claims_wire
from schemas import collaboration as collaboration_wire
from schemas import comparison as comparison_wire
from schemas import costs as costs_wire
from schemas import credit as credit_wire
from schemas import deals as deals_wire
from schemas import demands as demands_wire
from schemas import description as description_wire
from schemas import diagnosis as diagnosis_wire
from schemas import directory as directory_wire
from schemas import events as events_wire
from schemas import evidence as evidence_wire
from schemas import figures as figures_wire
from schemas import gaps as gaps_wire
from schemas import landscapes as landscapes_wire
from schemas import notifications as notifications_wire
from schemas import organisations as organisations_wire
from schemas import pairings as pairings_wire
from schemas import policies as policies_wire
from schemas import projects as projects_wire
from schemas import publishing as publishing_wire
from schemas import ratings as ratings_wire
from schemas import safeguards as safeguards_wire
from schemas import sboms as sboms_wire
from schemas import scenarios as scenarios_wire
from schemas import screening as screening_wire
from schemas import search as search_wire
from schemas import services as services_wire
from schemas import signing as signing_wire
from schemas import standards as standards_wire
from schemas import statistics as statistics_wire
from schemas import statistics_files as statistics_files_wire
from schemas import statistics_reports as statistics_reports_wire
from schemas import stewardship as stewardship_wire
from schemas import tasks as tasks_wire
from schemas import taxonomies as taxonomies_wire
from schemas import updates as updates_wire
from schemas import usage as usage_wire
from schemas import webhooks as webhooks_wire
from schemas import workdays as workdays_wire
from schemas.problem import ProblemSchema
from tests.build import Client, Registry
from tests.contract.permissions import (
    BADGE,
    CAMPAIGN,
    CASE_TOLD,
    ELSEWHERE,
    PROJECT_TOLD,
    RESULTS,
    SCORES,
    SELECTED,
    TARGET,
    TEXTS,
)
from tests.contract.signers import SIGNER
from tests.notices_scene import subscribe, tell

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
        projects_wire,
        projects,
        ("PROJECT_KINDS", "PROJECT_STATUSES", "FUNDING_SOURCES", "REUSE_CHOICES", "DIRECTIONS"),
    ),
    (projects_wire, reuse_first, ("REASONS",)),
    (
        cases_wire,
        cases,
        (
            "CASE_LEVELS",
            "CASE_STATUSES",
            "CAMPAIGN_STATUSES",
            "CRITERIA",
            "CASE_DECISIONS",
            "PROMOTION_KINDS",
            "BENCHMARK_KINDS",
            "BENCHMARK_STATUSES",
        ),
    ),
    (cases_wire, organisations, ("CITY_CLASSES",)),
    (safeguards_wire, safeguards, ("GAMES", "FLAG_STATUSES", "APPEAL_STATUSES")),
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
    (landscapes_wire, adoption, ("STAGES", "MODES", "LEVELS")),
    (landscapes_wire, landscapes, ("IMPORT_STATUSES", "ROW_OUTCOMES")),
    (landscapes_wire, catalogue, ("KINDS",)),
    (policies_wire, advisories, ("SEVERITIES",)),
    (policies_wire, catalogue, ("YANK_REASONS",)),
    (updates_wire, advisories, ("SEVERITIES",)),
    (tasks_wire, tasks, ("KINDS", "URGENCIES")),
    (adoption_record_wire, adoption, ("LEVELS", "CONTRIBUTIONS")),
    (adoption_record_wire, money, ("CURRENCIES",)),
    (usage_wire, adoption, ("USAGE_SOURCES",)),
    (evidence_wire, adoption, ("EVIDENCE_KINDS", "EVIDENCE_STATUSES", "CONFIRMERS", "VERDICTS")),
    (attestations_wire, adoption, ("ATTESTATION_METHODS", "USAGE_BUCKETS")),
    (claims_wire, adoption, ("CLAIM_STATUSES", "RUNNING", "MODES")),
    (costs_wire, adoption, ("BASELINE_KINDS", "COST_STATUSES")),
    (
        applications_wire,
        applications,
        ("APPLICATION_STATUSES", "ITEM_STATUSES", "STEP_KINDS", "STEP_STATUSES", "DECISIONS", "TRIAL_RESULTS"),
    ),
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
    (
        scenarios_wire,
        scenarios,
        (
            "PRIORITIES",
            "LIST_STATUSES",
            "PART_STATES",
            "COVERAGE_STATES",
            "RESPONSE_STATUSES",
            "RESPONSE_DECISIONS",
            "ROADMAP_STATUSES",
            "COUNTED_FOR",
        ),
    ),
    (demands_wire, demands, ("DEMAND_STATUSES", "OFFER_STATUSES", "SORTS")),
    (pairings_wire, collaboration, ("ACTIVITY_KINDS", "ACTIVITY_DIRECTIONS", "ACTIVITY_STATUSES", "PAIRING_SIDES")),
    (services_wire, services, ("SERVICE_KINDS", "PURCHASE_STATUSES")),
    (stewardship_wire, catalogue, ("TRANSFER_STATUSES", "CLAIM_STATUSES", "SUPPLIES")),
    (standards_wire, standards, ("KINDS", "STATUSES", "CLAIM_STATUSES")),
    (taxonomies_wire, taxonomies, ("RELEASE_STATUSES",)),
    (publishing_wire, publishing, ("STAGES",)),
    (
        webhooks_wire,
        webhooks,
        ("WEBHOOK_STATUSES", "DISABLED_REASONS", "DELIVERY_KINDS", "OUTCOMES", "FAILURES", "REPLAY_STATUSES"),
    ),
    (notifications_wire, notice_rules, ("KINDS",)),
    (
        notifications_wire,
        notifications,
        ("CHANNELS", "URGENCIES", "DIGESTS", "MESSAGE_STATUSES", "SUBSCRIPTION_STATUSES", "LANGUAGES"),
    ),
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
        adoption_record_wire,
        adoption_wire,
        applications_wire,
        artifacts_wire,
        attestations_wire,
        catalogue_wire,
        claims_wire,
        collaboration_wire,
        comparison_wire,
        costs_wire,
        demands_wire,
        projects_wire,
        cases_wire,
        scenarios_wire,
        description_wire,
        directory_wire,
        events_wire,
        evidence_wire,
        organisations_wire,
        pairings_wire,
        publishing_wire,
        ratings_wire,
        sboms_wire,
        services_wire,
        signing_wire,
        screening_wire,
        search_wire,
        standards_wire,
        stewardship_wire,
        policies_wire,
        tasks_wire,
        updates_wire,
        taxonomies_wire,
        usage_wire,
        workdays_wire,
        webhooks_wire,
        notifications_wire,
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
    hook = yunling.post("/api/v1/webhooks", {"url": "http://127.0.0.1:9/hook", "types": ["webhook.*"]}).json["id"]
    yunling.post(f"/api/v1/webhooks/{hook}/replays", {"after": 0})
    registry.app.extensions["registry.webhooks"].deliver_due()
    tell(registry, "yunling")
    rules = {"cool_down_days": 0, "yank_reasons": ["security"], "due_days": {"high": 20}}
    yunling.call("PUT", "/api/v1/organisations/yunling/policy", rules, headers={"If-None-Match": "*"})
    subscription = str(subscribe(registry, "yunling", "duty"))
    machines = {
        "subscription": subscription,
        "webhook": hook,
        "provider": provider,
        "trusted": trusted,
        "staged": staged.json["id"],
    }
    used = _record_use(registry)
    proved = {**_prove(registry, used), "used": used, "flag": _flag(registry)}
    spoken = {
        **_list_baths(registry, yunling),
        **_say_what_it_is_made_of(yunling, haina),
        **proved,
        **_ask_for_maps(yunling, haina),
        **_tell_of_work(registry),
    }
    spoken |= {"import": _bring_in_a_landscape(yunling), **_work_together(registry, used)}
    lack = {"problem": "security", "title": "示例", "domain": "A7", "severity": "low", "basis": "示例"}
    gap = yunling.post("/api/v1/organisations/yunling/gaps", {**lack, "due_on": "2099-12-31"}).get_json()["id"]
    return {
        "gap": gap,
        "application": _apply(registry),
        **machines,
        **signed,
        **spoken,
        "claim": claim,
        "adoption": identifier,
        "supply": supply,
    }


def _record_use(registry: Registry) -> str:
    """An adoption of which everything is recorded, part of it twice."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    used = registry.adoption(haina, registry.component(yunling, "benches", "1.0"), "approved", "live")
    place, first = f"/api/v1/adoptions/{used}", {"If-None-Match": "*"}
    record = {
        "departments": ["城管局"],
        "levels": ["city"],
        "contributions": ["process"],
        "legacy_systems": [{"name": "旧平台", "interface": "REST", "standard": "RFC 6749"}],
        "responsibilities": [{"duty": "值守", "party": "builder", "kind": "负责"}],
        "sla": {"availability_percent": 99.5, "response_hours": 2},
        "environment": {"network": "政务外网"},
        "handover": {"on": "2026-03-01", "from": "某方", "to": "某方", "note": "示例"},
    }
    assert haina.patch(place, record, etag=haina.get(place).headers["ETag"]).status_code == 200
    haina.call("PUT", f"{place}/contract", {"supplier": "haina", "options": ["续期"]}, headers=first)
    cost = {"baseline": "9.00", "actual": "1.00", "currency": "CNY", "baseline_kind": "award", "evidence": ["公告"]}
    told = haina.call("PUT", f"{place}/cost", cost, headers=first)
    haina.call("PUT", f"{place}/cost", {**cost, "actual": "2.00"}, headers={"If-Match": told.headers["ETag"]})
    registry.assessor().post(f"{place}/cost/decisions", {"decision": "verify"})
    haina.call("PUT", f"{place}/rating", {"stars": 5, "comment": "好用"}, headers=first)
    haina.post(f"{place}/usage", {"days": [{"day": "2026-03-02", "calls": 1}]})
    haina.post(f"{place}/reports", {"from": "2026-02-01", "to": "2026-02-28", "summary": "平稳", "figures": {"a": 1}})
    return used


def _prove(registry: Registry, used: str) -> dict[str, str]:
    """Evidence that was decided on and some that is held, a word, one that was taken back, and a sign of life."""
    yunling, haina, assessor = registry.city("yunling"), registry.city("haina"), registry.assessor()
    place = f"/api/v1/adoptions/{used}"
    piece = haina.call("PUT", f"{place}/evidence/a.pdf?kind=acceptance&title=x", data=b"proof").json["id"]
    assert (
        assessor.post(f"{place}/evidence/{piece}/decisions", {"decision": "accept", "note": "示例"}).status_code == 201
    )
    haina.post(f"{place}/evidence", {"kind": "link", "url": "https://example.org"})
    bizhou = registry.city("bizhou")
    copied = f"/api/v1/adoptions/{registry.adoption(bizhou, 'yunling/benches', 'approved', 'live')}/evidence"
    bizhou.call("PUT", f"{copied}/b.pdf", data=b"again"), haina.call("PUT", f"{place}/evidence/b.pdf", data=b"again")
    word = assessor.post(f"{place}/confirmations", {"version": "1.0", "note": "示例"}).json["id"]
    assessor.post(f"{place}/confirmations/{word}/withdrawal", {"reason": "示例"})
    yunling.post(f"{place}/confirmations", {})
    haina.post(f"{place}/attestations", {"statement": "在用", "stated_by": "某人", "version": "1.0"})
    return {"evidence": piece}


def _flag(registry: Registry) -> str:
    """A flag that concerns a city, upheld and appealed against; its id."""
    with registry.database.writing() as session:
        signals = [{"code": "score", "score": 2.0}]
        records = [{"kind": "component", "id": "yunling/parking"}]
        seen = {"signals": signals, "records": records, "suggested_factor": 0.72}
        flag = Flag(game="adoption_ring", fingerprint="example", raised_at=now_of(session), **seen)
        cities = [get_organisation(session, slug) for slug in ("haina", "yunling")]
        flag.parties, flag.discounts, flag.appeals = [FlagParty(organisation=city) for city in cities], [], []
        session.add(flag)
        session.flush()
        place = f"/api/v1/flags/{flag.public_id}"
    registry.administrator().post(f"{place}/decisions", {"decision": "uphold", "reason": "示例"})
    registry.city("yunling").post(f"{place}/appeals", {"text": "示例"})
    return place.removeprefix("/api/v1/flags/")


def _apply(registry: Registry) -> str:
    """An application of which one item is tried and one was returned, and a day that is free."""
    yunling, national = registry.city("yunling"), registry.administrator()
    free = {"is_working": False, "name": {"zh": "国庆节"}}
    assert national.post("/api/v1/reports", {"month": "2026-01"}).status_code == 201
    national.call("PUT", "/api/v1/workdays/2026-10-01", free, headers={"If-None-Match": "*"})
    names = [registry.component(yunling, name, "1.0") for name in ("ponds", "bins")]
    configuration = {"environment": {"network": "政务外网"}, "handover": {"on": "2026-03-01", "to": "某方"}}
    item = {"mode": "new", "version": "1.0", "trial_days": 9, "configuration": configuration}
    body = {"applicant": "yunling", "purpose": "示例", "agreement": 1, "accepted_by": "某人"}
    items = [{"component": name, **item} for name in names]
    handed_in = registry.client("yunling", "adoption:write").post("/api/v1/applications", {**body, "items": items})
    place = handed_in.headers["Location"]
    for number, decision in ((1, "approve"), (2, "return")):
        told = {"item": number, "decision": decision, "note": "示例"}
        assert yunling.post(f"{place}/decisions", told).status_code == 200
    foreseen = yunling.post("/api/v1/applications/preview", {"applicant": "yunling", "items": items[1:]})
    assert applications_wire.ApplicationForeseenSchema().validate(foreseen.json) == {}
    return str(handed_in.json["id"])


def _bring_in_a_landscape(yunling: Client) -> str:
    """A table with a row that cannot be taken; what it vouches for."""
    place = "/api/v1/organisations/yunling"
    sent = yunling.call("PUT", f"{place}/landscape/imports/first.csv", data=b"component\nyunling/none\n")
    assert landscapes_wire.ImportSchema().validate(sent.json) == {}
    certified = yunling.post(f"{place}/certifications", {"certified_by": "示例"})
    assert landscapes_wire.CertificationSchema().validate(certified.json) == {}
    identifier: str = yunling.get(sent.headers["Location"]).json["id"]
    return identifier


def _say_what_it_is_made_of(yunling: Client, haina: Client) -> dict[str, str]:
    """A bill of materials, and feedback that a version resolves."""
    bill = b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "left-pad"}]}'
    sboms, sent = "/api/v1/components/yunling/parking/versions/1.0/sboms", {"Content-Type": "application/json"}
    sbom = yunling.call("PUT", f"{sboms}/bom.cdx.json", data=bill, headers=sent).json["id"]
    said = {"component": "yunling/maps", "kind": "defect", "title": "示例", "version": "1.0", "credit": "某组"}
    feedback = haina.post("/api/v1/feedback", said).json["id"]
    yunling.post(f"/api/v1/feedback/{feedback}/resolution", {"version": "1.0", "answer": "示例"})
    return {"sbom": sbom, "feedback": feedback}


def _list_baths(registry: Registry, yunling: Client) -> dict[str, str]:
    """A scenario of a city with a solution that runs in part, opened and responded to; a roadmap; one removed."""
    place = "/api/v1/organisations/yunling/scenarios"
    said = {"name": {"zh": "示例"}, "needs": {"zh": "示例"}}
    registry.component(yunling, "rota", "1.0", kind="dataset_spec")
    data = [{"name": "示例", "holder": "示例", "source": "yunling/rota"}, {"name": "示例", "holder": "示例"}]
    parts = [{"component": "yunling/maps", "specifier": ">=1"}, {"component": "yunling/rota"}]
    made = yunling.post(place, {"code": "baths", **said, "solution": parts, "data_items": data, "due_on": "2099-01-01"})
    assert made.status_code == 201
    yunling.post(place, {"code": "gone", **said})
    tag = {"If-Match": yunling.get(f"{place}/gone").headers["ETag"]}
    assert yunling.call("DELETE", f"{place}/gone?reason=x", headers=tag).status_code == 204
    opened = {"announcement": {"zh": "示例"}, "closes_on": "2099-01-01"}
    yunling.call("PUT", f"{place}/baths/opening", opened, headers={"If-None-Match": "*"})
    firm = registry.client("respondent", "collaboration:write", kind="operating_entity")
    response = firm.post(f"{place}/baths/responses", {"offer": "示例", "components": ["yunling/maps"]}).json["id"]
    yunling.post(f"{place}/baths/responses/{response}/decisions", {"decision": "shortlist", "reason": "示例"})
    road = "/api/v1/organisations/yunling/roadmap"
    plan = {"items": [{"scenario": "baths", "component": "yunling/maps", "planned_on": "2099-01-01"}]}
    tag = {"If-Match": yunling.get(road).headers["ETag"]}
    assert yunling.call("PUT", road, plan, headers=tag).status_code == 200
    return {"response": response}


def _tell_of_work(registry: Registry) -> dict[str, str]:
    """A project that was evaluated, a case that was selected, a campaign, and two benchmarks."""
    yunling, national, assessor = registry.city("yunling"), registry.administrator(), registry.assessor()
    number = yunling.post("/api/v1/screenings", {"title": {"zh": "示例"}, "keep": True}).json["number"]
    told = {**PROJECT_TOLD, "organisation": "yunling", "screening": number, "budget": {"amount": "9.00"}}
    place = yunling.post("/api/v1/projects", told).headers["Location"]
    due = yunling.post(f"{place}/milestones", {"title": TEXTS, "due_on": "2026-01-05"}).json["id"]
    late = {"due_on": "2026-01-06", "reason": "示例"}
    moved = yunling.post(f"{place}/milestones/{due}/postponements", late)
    assert projects_wire.MilestoneSchema().validate(moved.json) == {}
    yunling.call("PUT", f"{place}/targets", {"targets": [TARGET]})
    ended = yunling.post("/api/v1/projects", told).headers["Location"]
    yunling.call("PUT", f"{ended}/targets", {"targets": [TARGET]})
    for status in ("running", "finished"):
        yunling.post(f"{ended}/transitions", {"to": status})
    yunling.call("PUT", f"{ended}/results", RESULTS)
    evaluated = assessor.post(f"{ended}/evaluations", {})
    assert projects_wire.EvaluationSchema().validate(evaluated.json) == {}
    campaign = national.post("/api/v1/campaigns", CAMPAIGN).json["id"]
    case = yunling.post("/api/v1/cases", {**CASE_TOLD, "organisation": "yunling", "components": ["yunling/maps"]})
    at = case.headers["Location"]
    yunling.post(f"{at}/submission")
    assert cases_wire.CaseReviewSchema().validate(assessor.post(f"{at}/reviews", {"scores": SCORES}).json) == {}
    national.post(f"{at}/selection", SELECTED)
    spread = national.post(f"{at}/promotions", {"kind": "award", "on": "2026-03-02", "note": "示例", "award": "示例"})
    assert cases_wire.PromotionSchema().validate(spread.json) == {}
    for held in ("organisations/yunling", "components/yunling/maps"):
        national.post(f"/api/v1/{held}/badges", BADGE)
    standings = national.get(f"/api/v1/campaigns/{campaign}/standings")
    assert cases_wire.ClassStandingsPageSchema().validate(standings.json) == {}
    return {"project": ended.rsplit("/", 1)[1], "campaign": campaign, "case": case.json["id"]}


def _ask_for_maps(yunling: Client, haina: Client) -> dict[str, str]:
    """A demand that a city seconds and a component fulfils; what is answered to posting it."""
    asked = {"title": {"zh": "示例"}, "domains": ["A4"], "needed_by": "2099-01-01"}
    posted = yunling.post("/api/v1/demands", asked)
    assert demands_wire.DemandPostedSchema().validate(posted.json) == {}
    place = posted.headers["Location"]
    first = {"If-None-Match": "*"}
    assert haina.call("PUT", f"{place}/seconds/haina", json={"note": "示例"}, headers=first).status_code == 201
    offer = haina.post(f"{place}/fulfilment", {"component": "yunling/maps", "note": "示例"})
    yunling.post(f"{offer.headers['Location']}/answer", {"accepted": True, "note": "示例"})
    return {"demand": posted.json["id"], "offer": offer.json["id"]}


def _work_together(registry: Registry, used: str) -> dict[str, str]:
    """A pairing with a proved activity and money, a service that was bought and rated, a joint purchase taken up."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    builder = registry.client("builder", "collaboration:write", kind="operating_entity")
    proposal = {"helper": "yunling", "helped": "haina", "kind": "pairing", "starts_on": "2026-01-01"}
    place = yunling.post("/api/v1/pairings", proposal).headers["Location"]
    haina.post(f"{place}/answer", {"accepted": True})
    plan = {"kind": "investment", "direction": "technology", "title": {"zh": "示例"}, "planned_on": "2026-03-01"}
    activity = yunling.post(f"{place}/activities", {**plan, "adoption": used}).headers["Location"]
    paper = [{"title": "合同", "url": "https://example.org/1"}]
    term = {"from": "2026-01-01", "to": "2026-12-31"}
    yunling.post(f"{activity}/evidence", {"amount": "9.00", "currency": "CNY", "documents": paper})
    for city in (yunling, haina):
        city.post(f"{activity}/confirmations")
    haina.post(f"{place}/funding", {"amount": "9.00", "currency": "CNY", "source": "示例", **term})
    offer = {"entity": "builder", "kinds": ["training"], "description": {"zh": "示例"}, "regions": ["990000"]}
    service = builder.post("/api/v1/components/yunling/benches/services", offer).headers["Location"]
    contract = f"/api/v1/adoptions/{used}/contract"
    tag = {"If-Match": haina.get(contract).headers["ETag"]}
    haina.call("PUT", contract, {"supplier": "builder", "options": ["续期"]}, headers=tag)
    rated = haina.call("PUT", f"{service}/rating", {"stars": 4}, headers={"If-None-Match": "*"})
    assert services_wire.ServiceRateSchema().validate(rated.json) == {}
    call = {"title": {"zh": "示例"}, "organiser": "yunling", "component": "yunling/benches", "closes_on": "2026-03-31"}
    purchase = yunling.post("/api/v1/purchases", call).headers["Location"]
    haina.call("PUT", f"{purchase}/members/haina")
    yunling.post(f"{purchase}/closing", {})
    agreed = yunling.post(f"{purchase}/agreements", {"supplier": "builder", "price": "9", **term})
    taken = haina.post(f"{purchase}/agreements/{agreed.json['agreements'][0]['id']}/call-offs", {"adoption": used})
    assert taken.status_code == 201, taken.get_data(as_text=True)
    names = {"pairing": place, "activity": activity, "service": service, "purchase": purchase}
    return {name: address.split("/")[-1] for name, address in names.items()}


def _sign(yunling: Client, place: str) -> dict[str, str]:
    """A signature under what a version consists of, with something that is kept elsewhere."""
    yunling.post(f"{place}/references", ELSEWHERE)
    yunling.post("/api/v1/organisations/yunling/keys", SIGNER.registration("yunling"))
    signature = SIGNER.sign(yunling.get(f"{place}/manifests/1").data)
    signed = yunling.post(f"{place}/signatures", {"manifest": 1, "key": SIGNER.fingerprint, "signature": signature})
    return {"signature": signed.json["id"], "key": SIGNER.fingerprint}


READS: dict[str, type[Schema]] = {
    "statistics/flows": figures_wire.FlowsSchema,
    "statistics/rankings?by=adopters": figures_wire.RankingsSchema,
    "statistics/network": figures_wire.NetworkSchema,
    "statistics/spread": figures_wire.SpreadSchema,
    "statistics/adopters": figures_wire.AdoptersSchema,
    "statistics/time-to-adopt": figures_wire.TimeToAdoptSchema,
    "statistics/retention": figures_wire.RetentionSchema,
    "statistics/currency": figures_wire.CurrencySchema,
    "statistics/savings": figures_wire.ReuseSavingsSchema,
    "statistics/unused": figures_wire.UnusedSchema,
    "statistics/at-risk": figures_wire.AtRiskSchema,
    "statistics/support": figures_wire.SupportEndsSchema,
    "statistics/coverage": figures_wire.ScenarioSuppliesSchema,
    "statistics/first-publishers": figures_wire.FirstPublishersSchema,
    "statistics/definitions": statistics_files_wire.DefinitionListSchema,
    "statistics/records?figure=running_reuse": statistics_files_wire.FigureRecordPageSchema,
    "statistics/records?figure=versions_published": statistics_files_wire.FigureRecordPageSchema,
    "reports": statistics_reports_wire.MonthlyReportEntryPageSchema,
    "reports/2026-01": statistics_reports_wire.MonthlyReportSchema,
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
    "organisations/yunling/notices": notifications_wire.NoticePageSchema,
    "organisations/yunling/subscriptions": notifications_wire.SubscriptionPageSchema,
    "subscriptions/{subscription}": notifications_wire.SubscriptionSchema,
    "subscriptions/{subscription}/messages": notifications_wire.MessagePageSchema,
    "webhooks": webhooks_wire.WebhookPageSchema,
    "webhooks/{webhook}": webhooks_wire.WebhookSchema,
    "webhooks/{webhook}/progress": webhooks_wire.WebhookProgressSchema,
    "webhooks/{webhook}/deliveries": webhooks_wire.WebhookDeliveryPageSchema,
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
    "scenario-openings": scenarios_wire.OpenedScenarioPageSchema,
    "organisations/yunling/scenarios": scenarios_wire.ListedScenarioPageSchema,
    "organisations/yunling/scenarios/baths": scenarios_wire.ListedScenarioSchema,
    "organisations/yunling/scenarios/baths/opening": scenarios_wire.OpenedScenarioSchema,
    "organisations/yunling/scenarios/baths/responses": scenarios_wire.ScenarioResponsePageSchema,
    "organisations/yunling/scenarios/baths/responses/{response}": scenarios_wire.ScenarioResponseSchema,
    "organisations/yunling/coverage": scenarios_wire.CityCoverageSchema,
    "organisations/yunling/roadmap": scenarios_wire.RoadmapSchema,
    "demands": demands_wire.DemandPageSchema,
    "demands/unmet": demands_wire.UnmetSchema,
    "demands/{demand}": demands_wire.DemandSchema,
    "demands/{demand}/seconds": demands_wire.DemandSecondPageSchema,
    "demands/{demand}/seconds/haina": demands_wire.DemandSecondSchema,
    "demands/{demand}/fulfilment": demands_wire.DemandOfferPageSchema,
    "demands/{demand}/fulfilment/{offer}": demands_wire.DemandOfferSchema,
    "components/yunling/maps/demand": demands_wire.AskedForSchema,
    "projects": projects_wire.ProjectPageSchema,
    "projects/{project}": projects_wire.ProjectSchema,
    "projects/overdue": projects_wire.OverduePageSchema,
    "projects/{project}/milestones": projects_wire.MilestonePageSchema,
    "projects/{project}/evaluations": projects_wire.EvaluationPageSchema,
    "campaigns": cases_wire.CampaignPageSchema,
    "campaigns/{campaign}": cases_wire.CampaignSchema,
    "cases": cases_wire.CasePageSchema,
    "cases/{case}": cases_wire.CaseSchema,
    "organisations/yunling/badges": cases_wire.BenchmarkPageSchema,
    "components/yunling/maps/badges": cases_wire.BenchmarkPageSchema,
    "adoptions": adoption_wire.AdoptionPageSchema,
    "organisations/haina/landscape": landscapes_wire.LandscapePageSchema,
    "organisations/haina/landscape/comparison?with=yunling": landscapes_wire.LandscapeComparisonSchema,
    "organisations/yunling/certifications": landscapes_wire.CertificationPageSchema,
    "landscape-imports/{import}": landscapes_wire.ImportSchema,
    "landscape-imports/{import}/rows": landscapes_wire.ImportRowPageSchema,
    "landscape-imports/{import}/rows/2": landscapes_wire.ImportRowSchema,
    "adoptions/{adoption}": adoption_wire.AdoptionSchema,
    "adoptions/{used}": adoption_wire.AdoptionSchema,
    "adoptions/{used}/credit": credit_wire.AdoptionCreditSchema,
    "organisations/yunling/credit": credit_wire.AccountSchema,
    "flags": safeguards_wire.FlagPageSchema,
    "flags/{flag}": safeguards_wire.FlagSchema,
    "method": safeguards_wire.MethodSchema,
    "adoptions/{used}/evidence": evidence_wire.EvidencePageSchema,
    "adoptions/{used}/evidence/{evidence}": evidence_wire.EvidenceRecordSchema,
    "adoptions/{used}/confirmations": evidence_wire.ConfirmationPageSchema,
    "adoptions/{used}/attestations": attestations_wire.AttestationPageSchema,
    "adoption-claims": claims_wire.AdoptionClaimPageSchema,
    "adoptions/{used}/contract": adoption_record_wire.ContractSchema,
    "adoptions/{used}/reports": adoption_record_wire.OperatingReportPageSchema,
    "adoptions/{used}/usage": usage_wire.UsageSchema,
    "adoptions/{used}/cost": costs_wire.CostSchema,
    "adoptions/{used}/rating": ratings_wire.RatingSchema,
    "components/yunling/benches/ratings": ratings_wire.RatingsSchema,
    "organisations/haina/savings": costs_wire.SavingsSchema,
    "organisations/yunling/updates": updates_wire.UpdatePageSchema,
    "organisations/yunling/policy": policies_wire.AdoptionPolicySchema,
    "organisations/yunling/tasks": tasks_wire.TaskPageSchema,
    "organisations/yunling/gaps": gaps_wire.GapPageSchema,
    "organisations/yunling/gaps/{gap}": gaps_wire.GapSchema,
    "organisations/yunling/diagnosis": diagnosis_wire.DiagnosisSchema,
    "metrics/cities/yunling": statistics_wire.CityMetricsSchema,
    "statistics/deals?domain=A4": deals_wire.DealPageSchema,
    "workdays": workdays_wire.WorkdayPageSchema,
    "workdays/2026-10-01": workdays_wire.WorkdaySchema,
    "agreements": applications_wire.AgreementPageSchema,
    "agreements/1": applications_wire.AgreementSchema,
    "applications": applications_wire.ApplicationPageSchema,
    "applications/{application}": applications_wire.ApplicationSchema,
    "advisories": advisories_wire.AdvisoryPageSchema,
    "advisories/osv": advisories_wire.OsvRecordPageSchema,
    "advisories/SCA-2026-000001": advisories_wire.AdvisorySchema,
    "advisories/SCA-2026-000001/osv": advisories_wire.OsvRecordSchema,
    "components/yunling/maps/advisories": advisories_wire.AdvisoryPageSchema,
    "components/yunling/maps/versions/1.0/advisories": advisories_wire.AdvisoryPageSchema,
    "pairings/{pairing}": pairings_wire.PairingDetailSchema,
    "pairings/{pairing}/activities": pairings_wire.ActivityPageSchema,
    "pairings/{pairing}/activities/{activity}": pairings_wire.ActivitySchema,
    "pairings/{pairing}/funding": pairings_wire.FundingPageSchema,
    "clusters/river/exchange": pairings_wire.ClusterExchangeSchema,
    "services": services_wire.ServicePageSchema,
    "components/yunling/benches/services": services_wire.ServicePageSchema,
    "components/yunling/benches/services/{service}": services_wire.ServiceSchema,
    "components/yunling/benches/services/{service}/ratings": services_wire.ServiceRatingsSchema,
    "purchases": services_wire.PurchasePageSchema,
    "purchases/{purchase}": services_wire.PurchaseSchema,
    "purchases/{purchase}/members/haina": services_wire.PurchaseMemberSchema,
    "events?limit=1000": events_wire.EventPageSchema,
}


def test_everything_that_is_sent_has_exactly_the_documented_fields(registry: Registry):
    ids = fill(registry)
    yunling = registry.city("yunling")

    for path, schema in READS.items():
        answer = yunling.get(f"/api/v1/{path.format_map(ids)}")
        assert answer.status_code == 200, path
        assert schema().validate(answer.json) == {}, path


def test_what_the_holder_of_an_adoption_reads_is_answered_as_documented(registry: Registry):
    yunling, haina, builder = registry.city("yunling"), registry.city("haina"), registry.entity()
    maps = registry.component(yunling, "maps", "1.0")
    place = f"/api/v1/adoptions/{registry.adoption(haina, maps, 'approved', 'live')}"
    said = {"adopter": "haina", "component": "yunling/maps", "stage": "live", "mode": "new", "since_on": "2026-01-05"}
    made = builder.post("/api/v1/adoption-claims", {**said, "evidence": ["https://example.org"]})
    confirmed = haina.post(f"{made.headers['Location']}/confirmation")
    key, nonce = haina.post(f"{place}/keys"), haina.post(f"{place}/nonces", {})

    assert claims_wire.AdoptionClaimSchema().validate(made.json) == {}
    assert claims_wire.AdoptionClaimSchema().validate(confirmed.json) == {}
    assert claims_wire.AdoptionClaimPageSchema().validate(haina.get("/api/v1/adoption-claims").json) == {}
    assert attestations_wire.AttestationKeyIssuedSchema().validate(key.json) == {}
    assert attestations_wire.AttestationKeyPageSchema().validate(haina.get(f"{place}/keys").json) == {}
    assert attestations_wire.NonceSchema().validate(nonce.json) == {}


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
