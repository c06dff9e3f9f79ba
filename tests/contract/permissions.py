"""Who may do what, as a table: each operation of the API, and the roles that may."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.contract.signers import NEWCOMER, SIGNER
from tests.notices_scene import NOTICE

API = "/api/v1"

# owner: the city whose things these are. weak: a token of the same city without any scope the operation asks for.
ROLES = ("anyone", "other city", "weak", "entity", "assessor", "administrator", "owner")
EVERYBODY = frozenset(ROLES)
GOVERNMENT = frozenset({"owner", "other city", "weak", "administrator"})
OWNER = frozenset({"owner"})
ADMINISTRATOR = frozenset({"administrator"})
GUARD = frozenset({"guard"})
"""The security administrator, who is asked only where an operation names it."""
MANAGERS = OWNER | ADMINISTRATOR
BEARERS = EVERYBODY - {"anyone"}


@dataclass(frozen=True)
class Row:
    """Who may, and what a request looks like that would succeed. `hidden`: to the rest it is not there (404)."""

    allowed: frozenset[str]
    json: Mapping[str, Any] | None = None
    query: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    sends_tag: bool = False
    raw: bytes | None = None
    media_type: str = "application/yaml"


LANDSCAPE = f"{API}/organisations/{{slug}}/landscape"
LANDSCAPE_IMPORT = f"{API}/landscape-imports/{{import_id}}"
COMPONENT = f"{API}/components/{{publisher}}/{{name}}"
VERSION = f"{COMPONENT}/versions/{{number}}"
STAGED = f"{COMPONENT}/staged/{{staged_id}}"
SUBSCRIPTION = f"{API}/subscriptions/{{subscription_id}}"
NOTICES = f"{API}/organisations/{{slug}}/notices"
WEBHOOK = f"{API}/webhooks/{{webhook_id}}"
HOOK = "http://127.0.0.1:9/hook"
TRUSTED = f"{API}/organisations/{{slug}}/trusted-publishers"
ASSERTION = "an identity token"
"""Stands for a fresh identity token of a machine that the owner trusts."""
SUPPLIER = f"{COMPONENT}/suppliers/{{supply_id}}"
ADVISORY = f"{API}/advisories/{{advisory_number}}"
BILL = b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "left-pad"}]}'
SBOM = f"{VERSION}/sboms/{{sbom_id}}"
FEEDBACK = f"{API}/feedback/{{feedback_id}}"
ADOPTION = f"{API}/adoptions/{{adoption_id}}"
FLAG = f"{API}/flags/{{flag_id}}"
COST = {"baseline": "9.00", "actual": "1.00", "currency": "CNY", "baseline_kind": "award"}
RECORDED = {"adoption_id": "recorded"}
"""The owner's adoption of which everything is recorded."""
EVIDENCE = f"{ADOPTION}/evidence/{{evidence_id}}"
ADOPTION_CLAIM = f"{API}/adoption-claims/{{adoption_claim_id}}"
CLAIM = {"adopter": "sixth", "component": "owner/parking", "stage": "live", "mode": "new", "since_on": "2026-01-05"}
STATED = {"statement": "示例", "stated_by": "某人"}
QUESTION = f"{API}/peer-questions/{{question_id}}"
REPORT = f"{API}/security-reports/{{report_id}}"
REPORT_ABOUT = {"kind": "other", "title": "示例", "issuer": "示例", "issued_on": "2026-01-05"}
LISTED = f"{API}/organisations/{{slug}}/scenarios/{{code}}"
LISTING = {"code": "pools", "name": {"zh": "示例"}, "needs": {"zh": "示例"}}
OPENING = {"announcement": {"zh": "示例"}, "closes_on": "2026-05-01"}
ROADMAP = f"{API}/organisations/{{slug}}/roadmap"
DEMAND = f"{API}/demands/{{demand_id}}"
SECOND = f"{DEMAND}/seconds/{{organisation}}"
SECONDED = {"demand_id": "seconded_demand", "organisation": "owner"}
OFFER = f"{DEMAND}/fulfilment/{{offer_id}}"
ASKED = {"title": {"zh": "示例"}, "domains": ["A4"]}
SAID = {"component": "owner/parking", "kind": "defect", "title": "示例"}
AFFECTED = {"summary": "Leak", "affected": [{"versions": ["1.0"]}]}
TEXTS = {"zh": "示例"}
NEW_COMPONENT = {
    "publisher": "owner",
    "name": "lights",
    "title": TEXTS,
    "summary": TEXTS,
    "kind": "service",
    "license": "MulanPSL-2.0",
}
PAIRED = f"{API}/pairings/{{pairing_id}}"
ACTIVE = f"{PAIRED}/activities/{{activity_id}}"
AGREED_PAIR = {"pairing_id": "agreed_pairing"}
ACTIVITY = {"kind": "talent_secondment", "direction": "talent", "title": TEXTS, "planned_on": "2026-03-02"}
STAY = {"from": "2026-02-01", "to": "2026-02-28", "people": 2}
FUNDING = {"amount": "9.00", "currency": "CNY", "from": "2026-01-01", "to": "2026-12-31", "source": "示例"}
OFFERED = f"{COMPONENT}/services/{{service_id}}"
SERVICE = {"entity": "builder", "kinds": ["training"], "description": TEXTS}
BOUGHT = {"name": "benches", "service_id": "bought_service"}
BUYING = f"{API}/purchases/{{purchase_id}}"
PURCHASE = {"organiser": "owner", "title": TEXTS, "component": "owner/parking", "closes_on": "2026-03-31"}
TERMS = {"supplier": "builder", "price": "9.00", "from": "2026-01-01", "to": "2026-12-31"}
TAKEN = {"adoption": "the owner's adoption"}
"""Stands for the owner's adoption of the component that is bought together."""
PAIRING = {"helper": "owner", "helped": "fourth", "kind": "pairing", "starts_on": "2026-03-02"}

TAXONOMY = f"{API}/taxonomies/{{code}}"
EDITION = {"edition": "2027-01", "concepts": [{"code": "sense", "name": TEXTS}]}
DRAFT = {"code": "connectivity", "edition": "2027-01"}

KEYS = f"{API}/organisations/{{slug}}/keys"
UNSIGNED = "a signature"
"""Stands for a signature over the second manifest of a version."""
ELSEWHERE = {
    "filename": "far.zip",
    "role": "package",
    "location": "https://files.example/far.zip",
    "digest": f"sha256:{'ab' * 32}",
}

AGREEMENT = {
    "title": TEXTS,
    "publisher_duties": [TEXTS],
    "adopter_duties": [TEXTS],
    "dispute_steps": [TEXTS],
    "delist_notice_days": 30,
    "effective_on": "2026-07-01",
}
APPLICATION = {
    "applicant": "owner",
    "purpose": "示例",
    "agreement": 1,
    "accepted_by": "某人",
    "items": [{"component": "owner/unused", "mode": "new"}],
}
APPLIED = f"{API}/applications/{{application_id}}"
APPLIED_ITEM = f"{APPLIED}/items/{{item}}"

PROJECT = f"{API}/projects/{{project_id}}"
GAPS = f"{API}/organisations/{{slug}}/gaps"
GAP = {
    "problem": "security",
    "title": "示例",
    "domain": "A7",
    "severity": "high",
    "due_on": "2026-12-31",
    "basis": "示例",
}
PROJECT_TOLD = {"organisation": "owner", "name": TEXTS, "kind": "construction"}
MILESTONE = f"{PROJECT}/milestones/{{milestone_id}}"
FINISHED = {"project_id": "finished_project"}
TARGET = {"indicator": TEXTS, "unit": "%", "target": 80, "direction": "up"}
RESULTS = {"results": [{"target": 1, "value": 60}]}
CAMPAIGN = {"title": TEXTS, "call": TEXTS, "level": "city", "opens_on": "2026-03-02", "closes_on": "2026-04-02"}
CASE = f"{API}/cases/{{case_id}}"
CASE_TOLD = {"organisation": "owner", "title": TEXTS, "body": TEXTS, "components": ["owner/lamps"]}
SCORES = {"innovation": 80, "effect": 90, "reuse": 70, "sustainability": 100}
SELECTED = {"decision": "select", "reasons": "示例"}
BADGE = {"kind": "benchmark", "reason": "示例", "until": "2026-12-31"}

MATRIX = {
    f"get {API}/organisations": Row(EVERYBODY),
    f"post {API}/organisations": Row(
        MANAGERS, {"slug": "owner-dept", "kind": "city", "unit": "department", "parent": "owner", "name": TEXTS}
    ),
    f"post {API}/organisations/drafts": Row(BEARERS, {"slug": "lacking", "kind": "city", "name": TEXTS}),
    f"get {API}/organisations/{{slug}}": Row(EVERYBODY),
    f"patch {API}/organisations/{{slug}}": Row(MANAGERS, {"size_band": "medium"}, sends_tag=True),
    f"post {API}/organisations/{{slug}}/approval": Row(ADMINISTRATOR, place={"slug": "missing"}),
    f"post {API}/organisations/{{slug}}/merge": Row(ADMINISTRATOR, {"into": "other"}, place={"slug": "fifth"}),
    f"get {API}/organisations/{{slug}}/peers": Row(EVERYBODY),
    f"get {API}/organisations/{{slug}}/classes": Row(EVERYBODY),
    f"post {API}/organisations/{{slug}}/classes": Row(ADMINISTRATOR, {"class": "leading"}),
    f"get {API}/organisations/{{slug}}/members": Row(MANAGERS),
    f"post {API}/organisations/{{slug}}/members": Row(
        MANAGERS, {"login": "new-one", "display_name": "某人", "role": "publisher"}
    ),
    f"delete {API}/organisations/{{slug}}/members/{{login}}": Row(MANAGERS),
    f"get {API}/divisions": Row(EVERYBODY),
    f"post {API}/divisions": Row(ADMINISTRATOR, {"code": "990000", "name": "示例省", "kind": "province"}),
    f"get {API}/clusters": Row(EVERYBODY),
    f"post {API}/clusters": Row(ADMINISTRATOR, {"slug": "coast", "name": TEXTS}),
    f"post {API}/clusters/{{slug}}/members": Row(ADMINISTRATOR, {"member": "owner"}, place={"slug": "river"}),
    f"delete {API}/clusters/{{slug}}/members/{{member}}": Row(ADMINISTRATOR, place={"slug": "river"}),
    f"get {API}/tokens": Row(MANAGERS, query={"organisation": "owner"}),
    f"post {API}/tokens": Row(MANAGERS, {"organisation": "owner", "scopes": ["organisation:manage"]}),
    f"delete {API}/tokens/{{token_id}}": Row(MANAGERS),
    f"get {API}/components": Row(EVERYBODY),
    f"post {API}/components": Row(OWNER, NEW_COMPONENT),
    f"get {API}/components/suggestions": Row(EVERYBODY, query={"q": "示"}),
    f"get {COMPONENT}/similar": Row(EVERYBODY),
    f"get {API}/search/synonyms": Row(EVERYBODY),
    f"post {API}/search/synonyms": Row(ADMINISTRATOR, {"words": ["示例", "样例"]}),
    f"get {API}/search/synonyms/{{identifier}}": Row(EVERYBODY),
    f"patch {API}/search/synonyms/{{identifier}}": Row(ADMINISTRATOR, {"words": ["示例", "样品"]}, sends_tag=True),
    f"delete {API}/search/synonyms/{{identifier}}": Row(ADMINISTRATOR, sends_tag=True),
    f"get {API}/search/dictionary": Row(EVERYBODY),
    f"post {API}/search/dictionary": Row(ADMINISTRATOR, {"word": "城事办"}),
    f"delete {API}/search/dictionary/{{word}}": Row(ADMINISTRATOR),
    f"get {API}/search/ranking": Row(EVERYBODY),
    f"put {API}/search/ranking": Row(ADMINISTRATOR, {"title": 2}, sends_tag=True),
    f"delete {API}/search/ranking": Row(ADMINISTRATOR, sends_tag=True),
    f"get {API}/search/misses": Row(ADMINISTRATOR),
    f"get {API}/search/misses/{{words}}": Row(ADMINISTRATOR),
    f"patch {API}/search/misses/{{words}}": Row(ADMINISTRATOR, {"status": "ignored"}),
    f"post {API}/checks": Row(OWNER, {**NEW_COMPONENT, "version": {"number": "1.0"}}),
    f"get {COMPONENT}": Row(EVERYBODY),
    f"patch {COMPONENT}": Row(OWNER, {"tags": ["示例"]}, sends_tag=True),
    f"delete {COMPONENT}": Row(OWNER, place={"name": "unused"}, sends_tag=True),
    f"get {COMPONENT}/reuse": Row(EVERYBODY),
    f"get {COMPONENT}/family": Row(EVERYBODY),
    f"get {COMPONENT}/checklist": Row(EVERYBODY),
    f"get {COMPONENT}/quality": Row(EVERYBODY),
    f"get {COMPONENT}/dependents": Row(EVERYBODY),
    f"post {COMPONENT}/submission": Row(OWNER, place={"name": "draft"}),
    f"post {COMPONENT}/listing": Row(ADMINISTRATOR, {"decision": "list"}, place={"name": "waiting"}),
    f"post {COMPONENT}/deprecation": Row(OWNER, {"reason": "replaced", "message": "再见"}),
    f"delete {COMPONENT}/deprecation": Row(OWNER),
    f"post {COMPONENT}/retirement": Row(OWNER, place={"name": "unused"}),
    f"get {COMPONENT}/versions": Row(EVERYBODY),
    f"post {COMPONENT}/versions": Row(OWNER, {"number": "2.0"}),
    f"get {VERSION}": Row(EVERYBODY),
    f"get {VERSION}/dependencies": Row(EVERYBODY),
    f"get {VERSION}/compare/{{other}}": Row(EVERYBODY, place={"other": "latest"}),
    f"get {API}/comparisons": Row(EVERYBODY, query={"component": ("owner/parking", "owner/unused")}),
    f"post {API}/interface-checks": Row(BEARERS, raw=b"openapi: 3.1.0"),
    f"get {VERSION}/dependents": Row(EVERYBODY),
    f"post {VERSION}/yank": Row(OWNER, {"reason": "other"}),
    f"delete {VERSION}/yank": Row(OWNER),
    f"get {COMPONENT}/dependency-graph": Row(EVERYBODY),
    f"get {COMPONENT}/quarantine": Row(EVERYBODY, place={"name": "held"}),
    f"post {COMPONENT}/quarantine": Row(GUARD, {"reason": "示例"}),
    f"delete {COMPONENT}/quarantine": Row(GUARD, place={"name": "held"}),
    f"get {API}/quarantines": Row(ADMINISTRATOR | GUARD),
    f"get {VERSION}/artifacts": Row(EVERYBODY),
    f"get {VERSION}/artifacts/{{filename}}": Row(EVERYBODY),
    f"put {VERSION}/artifacts/{{filename}}": Row(OWNER, raw=b"bytes", place={"filename": "new.zip"}),
    f"post {VERSION}/artifacts/{{filename}}/removal": Row(GUARD, {"reason": "示例", "legal_basis": "示例"}),
    f"post {VERSION}/references": Row(OWNER, ELSEWHERE),
    f"get {VERSION}/manifests": Row(EVERYBODY),
    f"get {VERSION}/manifests/{{manifest}}": Row(EVERYBODY),
    f"get {VERSION}/signatures": Row(EVERYBODY),
    f"post {VERSION}/signatures": Row(OWNER, {"manifest": 2, "key": SIGNER.fingerprint, "signature": UNSIGNED}),
    f"get {VERSION}/signatures/{{signature_id}}": Row(EVERYBODY),
    f"get {KEYS}": Row(EVERYBODY),
    f"post {KEYS}": Row(MANAGERS, NEWCOMER.registration("owner")),
    f"get {KEYS}/{{fingerprint}}": Row(EVERYBODY),
    f"post {KEYS}/{{fingerprint}}/retirement": Row(MANAGERS),
    f"delete {KEYS}/{{fingerprint}}/retirement": Row(MANAGERS),
    f"post {KEYS}/{{fingerprint}}/revocation": Row(MANAGERS, {"reason": "示例"}),
    f"get {VERSION}/sboms": Row(EVERYBODY),
    f"post {VERSION}/sboms": Row(OWNER, {"artifact": "first.cdx.json"}),
    f"put {VERSION}/sboms/{{filename}}": Row(
        OWNER, raw=BILL, media_type="application/json", place={"filename": "new.cdx.json"}
    ),
    f"get {SBOM}": Row(EVERYBODY),
    f"get {SBOM}/packages": Row(EVERYBODY),
    f"get {API}/packages": Row(EVERYBODY, query={"name": "left-pad"}),
    f"get {VERSION}/release-notes": Row(EVERYBODY),
    f"get {API}/feedback": Row(EVERYBODY),
    f"post {API}/feedback": Row(OWNER | {"other city", "entity"}, SAID),
    f"get {FEEDBACK}": Row(EVERYBODY),
    f"patch {FEEDBACK}": Row(OWNER, {"title": "示范"}, sends_tag=True),
    f"post {FEEDBACK}/resolution": Row(OWNER, {"version": "1.0"}),
    f"delete {FEEDBACK}/resolution": Row(OWNER, place={"feedback_id": "resolved_feedback"}),
    f"post {FEEDBACK}/refusal": Row(OWNER, {"answer": "示例"}),
    f"delete {FEEDBACK}/refusal": Row(OWNER, place={"feedback_id": "declined_feedback"}),
    f"post {FEEDBACK}/answer": Row(OWNER, {"answer": "示例"}),
    f"get {COMPONENT}/response-times": Row(EVERYBODY),
    f"get {API}/peer-questions": Row(BEARERS),
    f"post {API}/peer-questions": Row(
        OWNER | {"other city"}, {"component": "owner/parking", "to": "third", "question": "示例"}
    ),
    f"get {QUESTION}": Row(MANAGERS | {"weak"}, hidden=True),
    f"post {QUESTION}/answer": Row(OWNER, {"answer": "示例"}),
    f"post {QUESTION}/refusal": Row(OWNER),
    f"get {COMPONENT}/security-reports": Row(GOVERNMENT),
    f"put {COMPONENT}/security-reports/{{filename}}": Row(OWNER, query=REPORT_ABOUT, raw=b"bytes"),
    f"get {REPORT}": Row(GOVERNMENT),
    f"delete {REPORT}": Row(OWNER),
    f"get {REPORT}/file": Row(MANAGERS | {"weak"}),
    f"post {REPORT}/requests": Row(frozenset({"other city"}), {"reason": "示例"}),
    f"get {API}/report-requests": Row(BEARERS),
    f"get {API}/report-requests/{{request_id}}": Row(MANAGERS | {"weak"}, hidden=True),
    f"post {API}/report-requests/{{request_id}}/decisions": Row(OWNER, {"decision": "approve"}),
    f"get {API}/identity-providers": Row(BEARERS),
    f"post {API}/identity-providers": Row(ADMINISTRATOR, {"issuer": "https://other.example"}),
    f"get {API}/identity-providers/{{provider_id}}": Row(BEARERS),
    f"delete {API}/identity-providers/{{provider_id}}": Row(ADMINISTRATOR),
    f"get {NOTICES}": Row(MANAGERS | {"weak"}),
    f"post {NOTICES}/reading": Row(MANAGERS | {"weak"}, {"until": str(NOTICE)}),
    f"post {API}/notices/{{notice_id}}/reading": Row(MANAGERS | {"weak"}),
    f"get {API}/feeds/organisations/{{slug}}/notices.atom": Row(MANAGERS | {"weak"}),
    f"get {API}/organisations/{{slug}}/subscriptions": Row(MANAGERS),
    f"post {API}/organisations/{{slug}}/subscriptions": Row(MANAGERS, {"channel": "im", "address": "duty"}),
    f"get {SUBSCRIPTION}": Row(MANAGERS),
    f"patch {SUBSCRIPTION}": Row(MANAGERS, {"digest": "daily"}, sends_tag=True),
    f"delete {SUBSCRIPTION}": Row(MANAGERS),
    f"post {SUBSCRIPTION}/confirmation": Row(MANAGERS, {"code": "00000000"}),
    f"get {SUBSCRIPTION}/messages": Row(MANAGERS),
    f"post {API}/unsubscriptions/{{token}}": Row(EVERYBODY),
    f"get {API}/webhooks": Row(MANAGERS, query={"organisation": "owner"}),
    f"post {API}/webhooks": Row(MANAGERS, {"organisation": "owner", "url": HOOK}),
    f"get {WEBHOOK}": Row(MANAGERS),
    f"patch {WEBHOOK}": Row(MANAGERS, {"label": "示例"}, sends_tag=True),
    f"delete {WEBHOOK}": Row(MANAGERS),
    f"get {WEBHOOK}/progress": Row(MANAGERS),
    f"get {WEBHOOK}/deliveries": Row(MANAGERS),
    f"post {WEBHOOK}/rotation": Row(MANAGERS),
    f"post {WEBHOOK}/enabling": Row(MANAGERS, {"from": "now"}),
    f"post {WEBHOOK}/trial": Row(MANAGERS),
    f"post {WEBHOOK}/replays": Row(MANAGERS, {"after": 0}),
    f"get {TRUSTED}": Row(MANAGERS),
    f"post {TRUSTED}": Row(MANAGERS, {"provider": "https://code.example", "claims": {"repository": "owner/lights"}}),
    f"get {TRUSTED}/{{publisher_id}}": Row(MANAGERS),
    f"delete {TRUSTED}/{{publisher_id}}": Row(MANAGERS),
    f"get {API}/tokens/exchange": Row(EVERYBODY),
    f"post {API}/tokens/exchange": Row(EVERYBODY, {"organisation": "owner", "token": ASSERTION}),
    f"get {API}/organisations/{{slug}}/staged": Row(MANAGERS | {"weak"}),
    f"get {COMPONENT}/staged": Row(MANAGERS | {"weak"}),
    f"post {COMPONENT}/staged": Row(OWNER, {"number": "4.0"}),
    f"get {STAGED}": Row(MANAGERS | {"weak"}),
    f"put {STAGED}/artifacts/{{filename}}": Row(OWNER, raw=b"bytes"),
    f"post {STAGED}/approval": Row(OWNER, {}),
    f"post {STAGED}/rejection": Row(OWNER, {"reasons": "示例"}),
    f"get {VERSION}/origin": Row(EVERYBODY, place={"number": "0.1"}),
    f"get {COMPONENT}/advisories": Row(EVERYBODY),
    f"post {COMPONENT}/advisories": Row(OWNER | GUARD, AFFECTED),
    f"get {VERSION}/advisories": Row(EVERYBODY),
    f"get {API}/advisories": Row(EVERYBODY),
    f"get {API}/advisories/osv": Row(EVERYBODY),
    # Each record is accepted or refused by itself: whoever may publish anything gets an answer.
    f"post {API}/advisories/imports": Row(OWNER | GUARD | {"other city", "entity"}, {}),
    f"get {ADVISORY}": Row(EVERYBODY),
    f"get {ADVISORY}/osv": Row(EVERYBODY),
    f"patch {ADVISORY}": Row(OWNER | GUARD, {"severity": "low"}, sends_tag=True),
    f"post {ADVISORY}/withdrawal": Row(OWNER | GUARD, {"reason": "示例"}),
    f"post {API}/publiccode": Row(OWNER, query={"publisher": "owner"}, raw=b"name: x"),
    f"get {API}/publiccode/{{publisher}}/{{name}}": Row(EVERYBODY),
    f"get {API}/feeds/components.atom": Row(EVERYBODY),
    f"get {API}/feeds/components/{{publisher}}/{{name}}.atom": Row(EVERYBODY),
    f"get {API}/feeds/publishers/{{slug}}.atom": Row(EVERYBODY),
    f"post {API}/resolutions": Row(
        MANAGERS | {"weak"}, {"requirements": [{"component": "owner/parking"}], "city": "owner"}
    ),
    f"get {API}/screenings": Row(EVERYBODY - {"anyone"}),
    f"post {API}/screenings": Row(EVERYBODY - {"anyone"}, {"title": TEXTS, "keep": True}),
    f"get {API}/screenings/{{screening_number}}": Row(MANAGERS | {"weak"}, hidden=True),
    f"delete {API}/screenings/{{screening_number}}": Row(MANAGERS | {"weak"}),
    f"post {API}/screenings/{{screening_number}}/decision": Row(
        ADMINISTRATOR, {"decision": "justified_new", "outcome": "approved"}
    ),
    f"get {API}/taxonomies": Row(EVERYBODY),
    f"post {API}/taxonomies": Row(ADMINISTRATOR, {"code": "sectors", "name": TEXTS}),
    f"get {TAXONOMY}": Row(EVERYBODY, place={"code": "domains"}),
    f"patch {TAXONOMY}": Row(ADMINISTRATOR, {"name": TEXTS}, place={"code": "domains"}, sends_tag=True),
    f"get {TAXONOMY}/releases": Row(EVERYBODY, place={"code": "domains"}),
    f"post {TAXONOMY}/releases": Row(ADMINISTRATOR, EDITION, place={"code": "abilities"}),
    f"get {TAXONOMY}/releases/{{edition}}": Row(EVERYBODY, place=DRAFT),
    f"patch {TAXONOMY}/releases/{{edition}}": Row(ADMINISTRATOR, {"notes": TEXTS}, place=DRAFT, sends_tag=True),
    f"delete {TAXONOMY}/releases/{{edition}}": Row(ADMINISTRATOR, place=DRAFT, sends_tag=True),
    f"post {TAXONOMY}/releases/{{edition}}/activation": Row(ADMINISTRATOR, place=DRAFT),
    f"get {TAXONOMY}/concepts/{{concept}}": Row(EVERYBODY, place={"code": "domains", "concept": "A1"}),
    f"get {API}/standards": Row(EVERYBODY),
    f"post {API}/standards": Row(ADMINISTRATOR, {"code": "DB99/T 1-2026", "title": TEXTS, "kind": "local"}),
    f"get {API}/standards/{{slug}}": Row(EVERYBODY, place={"slug": "rfc-6749"}),
    f"patch {API}/standards/{{slug}}": Row(ADMINISTRATOR, {"title": TEXTS}, place={"slug": "rfc-6749"}, sends_tag=True),
    f"get {VERSION}/conformance": Row(EVERYBODY),
    f"post {VERSION}/conformance": Row(OWNER, {"standard": "RFC 7519"}),
    f"get {VERSION}/conformance/{{claim_id}}": Row(EVERYBODY),
    f"delete {VERSION}/conformance/{{claim_id}}": Row(OWNER),
    f"post {VERSION}/conformance/{{claim_id}}/verification": Row(
        ADMINISTRATOR | {"assessor"}, {"decision": "verified"}
    ),
    f"get {API}/organisations/{{slug}}/preparers": Row(BEARERS),
    f"post {API}/organisations/{{slug}}/preparers": Row(MANAGERS, {"entity": "builder"}),
    f"delete {API}/organisations/{{slug}}/preparers/{{entity}}": Row(MANAGERS),
    f"get {API}/organisations/{{slug}}/supplies": Row(EVERYBODY),
    f"post {COMPONENT}/sign-off": Row(OWNER, {"decision": "sign"}, place={"name": "prepared"}),
    f"get {API}/reviews": Row(BEARERS),
    f"post {COMPONENT}/confirmation": Row(OWNER),
    f"get {COMPONENT}/transfer": Row(MANAGERS | {"weak"}, place={"name": "unused"}),
    f"post {COMPONENT}/transfer": Row(MANAGERS, {"to": "other"}),
    f"delete {COMPONENT}/transfer": Row(MANAGERS, place={"name": "unused"}),
    f"post {API}/components/drafts": Row(
        BEARERS, {"publisher": "fourth", "name": "wished", "title": TEXTS, "summary": TEXTS, "kind": "service"}
    ),
    f"post {COMPONENT}/takeover": Row(OWNER, place={"name": "lacking"}),
    f"post {COMPONENT}/merge": Row(ADMINISTRATOR, {"into": "owner/parking"}, place={"name": "unused"}),
    f"get {COMPONENT}/suppliers": Row(EVERYBODY),
    f"post {COMPONENT}/suppliers": Row(frozenset({"entity"}), {"services": ["deploy"]}, place={"name": "unused"}),
    f"get {SUPPLIER}": Row(MANAGERS | {"weak", "entity"}, hidden=True),
    f"delete {SUPPLIER}": Row(frozenset({"entity"})),
    f"post {SUPPLIER}/decision": Row(OWNER, {"decision": "confirm"}),
    f"post {SUPPLIER}/renewal": Row(frozenset({"entity"})),
    f"get {API}/adoptions": Row(GOVERNMENT),
    f"post {API}/adoptions": Row(OWNER, {"adopter": "owner", "component": "owner/unused", "mode": "new"}),
    f"get {API}/adoptions/{{adoption_id}}": Row(GOVERNMENT | {"assessor"}, hidden=True),
    f"get {ADOPTION}/evidence": Row(MANAGERS | {"weak", "assessor"}, place=RECORDED),
    f"post {ADOPTION}/evidence": Row(OWNER, {"kind": "statement", "title": "示例"}),
    f"put {ADOPTION}/evidence/{{filename}}": Row(OWNER, raw=b"bytes", place=RECORDED | {"filename": "new.pdf"}),
    f"get {EVIDENCE}": Row(MANAGERS | {"weak", "assessor"}, place=RECORDED),
    f"get {EVIDENCE}/file": Row(MANAGERS | {"weak", "assessor"}, place=RECORDED),
    f"post {EVIDENCE}/decisions": Row(ADMINISTRATOR | {"assessor"}, {"decision": "accept"}, place=RECORDED),
    f"get {ADOPTION}/confirmations": Row(GOVERNMENT | {"assessor"}, place={"adoption_id": "vouched"}),
    f"post {ADOPTION}/confirmations": Row(MANAGERS | {"assessor"}, {}, place={"adoption_id": "unvouched"}),
    f"post {ADOPTION}/confirmations/{{confirmation_id}}/withdrawal": Row(
        MANAGERS, {"reason": "示例"}, place={"adoption_id": "vouched"}
    ),
    f"get {ADOPTION}/keys": Row(OWNER, place=RECORDED),
    f"post {ADOPTION}/keys": Row(OWNER, place=RECORDED),
    f"post {ADOPTION}/nonces": Row(OWNER, {}, place=RECORDED),
    f"get {ADOPTION}/attestations": Row(MANAGERS | {"weak", "assessor"}, place=RECORDED),
    f"post {ADOPTION}/attestations": Row(OWNER, STATED, place=RECORDED),
    f"get {API}/adoption-claims": Row(BEARERS),
    f"post {API}/adoption-claims": Row(frozenset({"entity"}), CLAIM),
    f"get {ADOPTION_CLAIM}": Row(MANAGERS | {"weak", "entity"}),
    f"post {ADOPTION_CLAIM}/confirmation": Row(OWNER),
    f"post {ADOPTION_CLAIM}/rejection": Row(OWNER, {"note": "示例"}),
    f"post {ADOPTION_CLAIM}/withdrawal": Row(frozenset({"entity"})),
    f"post {API}/adoptions/{{adoption_id}}/transitions": Row(OWNER, {"to": "approved"}),
    f"patch {ADOPTION}": Row(OWNER, {"scenario": "示例"}, sends_tag=True),
    f"get {ADOPTION}/credit": Row(GOVERNMENT, hidden=True),
    f"get {API}/organisations/{{slug}}/credit": Row(GOVERNMENT),
    f"get {API}/flags": Row(BEARERS),
    f"post {API}/flags/detection": Row(ADMINISTRATOR),
    f"get {FLAG}": Row(MANAGERS | {"weak"}, hidden=True),
    f"post {FLAG}/decisions": Row(ADMINISTRATOR, {"decision": "dismiss", "reason": "示例"}),
    f"post {FLAG}/appeals": Row(OWNER, {"text": "示例"}, place={"flag_id": "upheld_flag"}),
    f"post {API}/appeals/{{appeal_id}}/decisions": Row(ADMINISTRATOR, {"decision": "grant", "answer": "示例"}),
    f"get {API}/method": Row(EVERYBODY),
    f"get {ADOPTION}/contract": Row(GOVERNMENT, hidden=True, place=RECORDED),
    f"put {ADOPTION}/contract": Row(OWNER, {"price": "1.00"}, sends_tag=True, place=RECORDED),
    f"get {ADOPTION}/usage": Row(GOVERNMENT, hidden=True),
    f"post {ADOPTION}/usage": Row(OWNER, {"days": [{"day": "2026-03-02", "calls": 1}]}),
    f"get {ADOPTION}/reports": Row(GOVERNMENT, hidden=True),
    f"post {ADOPTION}/reports": Row(OWNER, {"from": "2026-01-01", "to": "2026-01-31", "summary": "示例"}),
    f"get {ADOPTION}/cost": Row(GOVERNMENT | {"assessor"}, hidden=True, place=RECORDED),
    f"put {ADOPTION}/cost": Row(OWNER, {**COST, "actual": "2.00"}, sends_tag=True, place=RECORDED),
    f"post {ADOPTION}/cost/decisions": Row(ADMINISTRATOR | {"assessor"}, {"decision": "verify"}, place=RECORDED),
    f"get {ADOPTION}/rating": Row(GOVERNMENT, hidden=True, place=RECORDED),
    f"put {ADOPTION}/rating": Row(OWNER, {"stars": 1}, sends_tag=True, place=RECORDED),
    f"delete {ADOPTION}/rating": Row(OWNER, sends_tag=True, place=RECORDED),
    f"get {COMPONENT}/ratings": Row(EVERYBODY),
    f"get {API}/organisations/{{slug}}/savings": Row(GOVERNMENT),
    f"get {API}/organisations/{{slug}}/updates": Row(MANAGERS | {"weak"}),
    f"post {ADOPTION}/update-responses": Row(
        OWNER, {"code": "version_unknown", "about": "owner/parking", "response": "acknowledged"}
    ),
    f"get {LANDSCAPE}": Row(GOVERNMENT),
    **{f"get {LANDSCAPE}.{format}": Row(GOVERNMENT) for format in ("csv", "xlsx", "svg")},
    f"get {LANDSCAPE}/comparison": Row(GOVERNMENT, query={"with": "other"}),
    f"put {LANDSCAPE}/imports/{{filename}}": Row(OWNER, raw=b"component\nowner/unused\n"),
    f"get {API}/landscape-template.csv": Row(EVERYBODY),
    f"get {LANDSCAPE_IMPORT}": Row(MANAGERS | {"weak"}),
    f"get {LANDSCAPE_IMPORT}/rows": Row(MANAGERS | {"weak"}),
    f"get {LANDSCAPE_IMPORT}/rows/{{line}}": Row(MANAGERS | {"weak"}),
    f"put {LANDSCAPE_IMPORT}/rows/{{line}}": Row(OWNER, {"cells": {"component": "owner/unused"}}, sends_tag=True),
    f"delete {LANDSCAPE_IMPORT}/rows/{{line}}": Row(OWNER, place={"line": "3"}, sends_tag=True),
    f"get {API}/organisations/{{slug}}/certifications": Row(GOVERNMENT),
    f"post {API}/organisations/{{slug}}/certifications": Row(OWNER, {"certified_by": "示例"}),
    f"get {API}/organisations/{{slug}}/export": Row(MANAGERS),
    f"post {ADOPTION}/handover": Row(ADMINISTRATOR, {"to": "fourth", "reason": "示例"}),
    f"get {API}/organisations/{{slug}}/policy": Row(MANAGERS | {"weak"}),
    f"put {API}/organisations/{{slug}}/policy": Row(MANAGERS, {"due_days": {"critical": 7}}, sends_tag=True),
    f"post {API}/organisations/{{slug}}/policy/checks": Row(MANAGERS | {"weak"}, {"component": "owner/parking"}),
    f"get {API}/organisations/{{slug}}/tasks": Row(MANAGERS | {"weak"}),
    f"get {API}/workdays": Row(EVERYBODY),
    f"post {API}/workdays": Row(ADMINISTRATOR, raw=b"day,is_working,name_zh\n2026-10-02,0,x", media_type="text/csv"),
    f"get {API}/workdays/{{day}}": Row(EVERYBODY),
    f"put {API}/workdays/{{day}}": Row(ADMINISTRATOR, {"is_working": True, "name": TEXTS}, sends_tag=True),
    f"delete {API}/workdays/{{day}}": Row(ADMINISTRATOR, sends_tag=True),
    f"get {API}/agreements": Row(EVERYBODY),
    f"post {API}/agreements": Row(ADMINISTRATOR, AGREEMENT),
    f"get {API}/agreements/{{number}}": Row(EVERYBODY, place={"number": "1"}),
    f"get {API}/agreements/current": Row(EVERYBODY),
    f"get {API}/applications": Row(BEARERS),
    f"post {API}/applications": Row(OWNER, APPLICATION),
    f"post {API}/applications/preview": Row(OWNER, APPLICATION),
    f"get {APPLIED}": Row(MANAGERS | {"weak"}),
    f"post {APPLIED}/decisions": Row(OWNER, {"item": 1, "decision": "approve"}),
    f"post {APPLIED_ITEM}/delegation": Row(OWNER, {"login": "approver"}),
    f"post {APPLIED_ITEM}/resubmission": Row(OWNER, {"changes": {}}, place={"item": "2"}),
    f"post {APPLIED_ITEM}/withdrawal": Row(OWNER, {}),
    f"post {APPLIED_ITEM}/trial": Row(OWNER, {"result": "passed"}, place={"item": "3"}),
    f"get {API}/events": Row(EVERYBODY),
    f"get {API}/scenarios": Row(EVERYBODY),
    f"post {API}/scenarios": Row(ADMINISTRATOR, {"code": "parking", "name": TEXTS, "domain": "A4"}),
    f"get {API}/scenario-openings": Row(EVERYBODY),
    f"get {API}/organisations/{{slug}}/scenarios": Row(EVERYBODY),
    f"post {API}/organisations/{{slug}}/scenarios": Row(OWNER, LISTING),
    f"get {LISTED}": Row(EVERYBODY),
    f"patch {LISTED}": Row(OWNER, {"status": "paused"}, sends_tag=True),
    f"delete {LISTED}": Row(OWNER, query={"reason": "示例"}, sends_tag=True),
    f"get {LISTED}/opening": Row(EVERYBODY),
    f"put {LISTED}/opening": Row(OWNER, OPENING, sends_tag=True),
    f"delete {LISTED}/opening": Row(OWNER, sends_tag=True),
    f"get {LISTED}/responses": Row(BEARERS),
    f"post {LISTED}/responses": Row(frozenset({"entity"}), {"offer": "示例"}),
    f"get {LISTED}/responses/{{response_id}}": Row(MANAGERS | {"weak"}, hidden=True),
    f"post {LISTED}/responses/{{response_id}}/decisions": Row(OWNER, {"decision": "shortlist", "reason": "示例"}),
    f"get {API}/organisations/{{slug}}/coverage": Row(GOVERNMENT),
    f"get {ROADMAP}": Row(GOVERNMENT),
    f"put {ROADMAP}": Row(OWNER, {"items": []}, sends_tag=True),
    f"get {API}/demands": Row(EVERYBODY),
    f"post {API}/demands": Row(OWNER | {"other city"}, ASKED),
    f"get {API}/demands/unmet": Row(EVERYBODY),
    f"get {DEMAND}": Row(EVERYBODY),
    f"patch {DEMAND}": Row(OWNER, {"title": {"zh": "示范"}}, sends_tag=True),
    f"post {DEMAND}/closing": Row(OWNER, {"reason": "示例"}),
    f"delete {DEMAND}/closing": Row(OWNER, place={"demand_id": "closed_demand"}),
    f"get {DEMAND}/seconds": Row(GOVERNMENT, place=SECONDED),
    f"get {SECOND}": Row(GOVERNMENT, place=SECONDED, hidden=True),
    f"put {SECOND}": Row(OWNER, {"note": "示例"}, place=SECONDED, sends_tag=True),
    f"delete {SECOND}": Row(OWNER, place=SECONDED, sends_tag=True),
    f"get {DEMAND}/fulfilment": Row(EVERYBODY),
    f"post {DEMAND}/fulfilment": Row(OWNER | {"other city", "entity"}, {"component": "owner/lamps"}),
    f"get {OFFER}": Row(EVERYBODY),
    f"delete {OFFER}": Row(OWNER, place={"demand_id": "seconded_demand", "offer_id": "own_offer"}),
    f"post {OFFER}/answer": Row(OWNER, {"accepted": True}),
    f"get {COMPONENT}/demand": Row(EVERYBODY),
    f"get {API}/pairings": Row(GOVERNMENT),
    f"post {API}/pairings": Row(OWNER, PAIRING),
    f"get {API}/pairings/{{pairing_id}}": Row(GOVERNMENT, hidden=True),
    f"post {API}/pairings/{{pairing_id}}/answer": Row(OWNER, {"accepted": True}),
    f"get {PAIRED}/activities": Row(GOVERNMENT, place=AGREED_PAIR, hidden=True),
    f"post {PAIRED}/activities": Row(OWNER, ACTIVITY, place=AGREED_PAIR),
    f"get {ACTIVE}": Row(GOVERNMENT, place=AGREED_PAIR, hidden=True),
    f"post {ACTIVE}/evidence": Row(OWNER, STAY, place=AGREED_PAIR),
    f"post {ACTIVE}/confirmations": Row(OWNER, place=AGREED_PAIR),
    f"post {ACTIVE}/results": Row(OWNER, {"outcome": TEXTS}, place=AGREED_PAIR | {"activity_id": "ripe_activity"}),
    f"post {ACTIVE}/cancellation": Row(OWNER, {"reason": "示例"}, place=AGREED_PAIR),
    f"get {PAIRED}/funding": Row(GOVERNMENT, place=AGREED_PAIR, hidden=True),
    f"post {PAIRED}/funding": Row(OWNER, FUNDING, place=AGREED_PAIR),
    f"post {PAIRED}/completion": Row(OWNER, {}, place={"pairing_id": "idle_pairing"}),
    f"get {API}/clusters/{{slug}}/exchange": Row(GOVERNMENT, place={"slug": "river"}),
    f"get {API}/services": Row(EVERYBODY),
    f"get {COMPONENT}/services": Row(EVERYBODY),
    f"post {COMPONENT}/services": Row(frozenset({"entity"}), SERVICE, place={"name": "unused"}),
    f"get {OFFERED}": Row(EVERYBODY),
    f"patch {OFFERED}": Row(frozenset({"entity"}), {"kinds": ["support"]}, sends_tag=True),
    f"delete {OFFERED}": Row(frozenset({"entity"})),
    f"get {OFFERED}/rating": Row(OWNER, place=BOUGHT),
    f"put {OFFERED}/rating": Row(OWNER, {"stars": 2}, sends_tag=True, place=BOUGHT),
    f"get {OFFERED}/ratings": Row(EVERYBODY),
    f"get {API}/purchases": Row(GOVERNMENT),
    f"post {API}/purchases": Row(OWNER, PURCHASE),
    f"get {BUYING}": Row(GOVERNMENT, hidden=True),
    f"patch {BUYING}": Row(OWNER, {"minimum_members": 3}, sends_tag=True),
    f"get {BUYING}/members/{{organisation}}": Row(GOVERNMENT, hidden=True),
    f"put {BUYING}/members/{{organisation}}": Row(OWNER),
    f"delete {BUYING}/members/{{organisation}}": Row(OWNER, place={"purchase_id": "third_purchase"}),
    f"post {BUYING}/closing": Row(OWNER, {}),
    f"post {BUYING}/cancellation": Row(OWNER, {"reason": "示例"}),
    f"post {BUYING}/agreements": Row(OWNER, TERMS, place={"purchase_id": "closed_purchase"}),
    f"post {BUYING}/agreements/{{agreement_id}}/call-offs": Row(OWNER, TAKEN, place={"purchase_id": "closed_purchase"}),
    f"get {API}/projects": Row(EVERYBODY),
    f"post {API}/projects": Row(OWNER, PROJECT_TOLD),
    f"get {API}/projects/overdue": Row(BEARERS),
    f"get {PROJECT}": Row(GOVERNMENT | {"assessor"}, hidden=True),
    f"patch {PROJECT}": Row(OWNER, {"kind": "upgrade"}, sends_tag=True),
    f"post {PROJECT}/transitions": Row(OWNER, {"to": "running"}),
    f"put {PROJECT}/adoptions/{{adoption_id}}": Row(OWNER),
    f"delete {PROJECT}/adoptions/{{adoption_id}}": Row(OWNER, place=RECORDED),
    f"put {PROJECT}/publication": Row(OWNER),
    f"delete {PROJECT}/publication": Row(OWNER, place=FINISHED),
    f"get {PROJECT}/milestones": Row(GOVERNMENT | {"assessor"}),
    f"post {PROJECT}/milestones": Row(OWNER, {"title": TEXTS, "due_on": "2026-05-01"}),
    f"post {MILESTONE}/postponements": Row(OWNER, {"due_on": "2026-06-01", "reason": "示例"}),
    f"post {MILESTONE}/reaching": Row(OWNER, {"evidence": "示例"}),
    f"put {PROJECT}/targets": Row(OWNER, {"targets": [TARGET]}),
    f"put {PROJECT}/results": Row(OWNER, RESULTS, place=FINISHED),
    f"get {PROJECT}/evaluations": Row(GOVERNMENT | {"assessor"}),
    f"post {PROJECT}/evaluations": Row(ADMINISTRATOR | {"assessor"}, {}, place=FINISHED),
    f"get {API}/campaigns": Row(EVERYBODY),
    f"post {API}/campaigns": Row(ADMINISTRATOR, CAMPAIGN),
    f"get {API}/campaigns/{{campaign_id}}": Row(EVERYBODY),
    f"get {API}/campaigns/{{campaign_id}}/standings": Row(ADMINISTRATOR),
    f"get {API}/cases": Row(EVERYBODY),
    f"post {API}/cases": Row(OWNER, CASE_TOLD),
    f"get {CASE}": Row(MANAGERS | {"weak"}, hidden=True),
    f"patch {CASE}": Row(OWNER, {"title": {"en": "Demo"}}, sends_tag=True),
    f"post {CASE}/submission": Row(OWNER),
    f"post {CASE}/withdrawal": Row(OWNER, {}),
    f"post {CASE}/reviews": Row(ADMINISTRATOR | {"assessor"}, {"scores": SCORES}, place={"case_id": "reviewed_case"}),
    f"post {CASE}/selection": Row(ADMINISTRATOR, SELECTED, place={"case_id": "reviewed_case"}),
    f"post {CASE}/promotions": Row(
        ADMINISTRATOR, {"kind": "lecture", "on": "2026-03-02", "note": "示例"}, place={"case_id": "selected_case"}
    ),
    f"get {API}/organisations/{{slug}}/badges": Row(EVERYBODY),
    f"post {API}/organisations/{{slug}}/badges": Row(ADMINISTRATOR, BADGE),
    f"get {COMPONENT}/badges": Row(EVERYBODY),
    f"post {COMPONENT}/badges": Row(ADMINISTRATOR, BADGE),
    f"post {API}/badges/{{badge_id}}/revocation": Row(ADMINISTRATOR, {"reason": "示例"}),
    f"get {API}/statistics/overview": Row(EVERYBODY),
    f"get {API}/statistics/series": Row(EVERYBODY),
    f"get {API}/statistics/flows": Row(EVERYBODY),
    f"get {API}/statistics/rankings": Row(EVERYBODY),
    f"get {API}/statistics/network": Row(EVERYBODY),
    f"get {API}/statistics/spread": Row(EVERYBODY),
    f"get {API}/statistics/adopters": Row(EVERYBODY),
    f"get {API}/statistics/time-to-adopt": Row(EVERYBODY),
    f"get {API}/statistics/retention": Row(EVERYBODY),
    f"get {API}/statistics/currency": Row(EVERYBODY),
    f"get {API}/statistics/savings": Row(EVERYBODY),
    f"get {API}/statistics/unused": Row(EVERYBODY),
    f"get {API}/statistics/at-risk": Row(EVERYBODY),
    f"get {API}/statistics/support": Row(EVERYBODY),
    f"get {API}/statistics/coverage": Row(EVERYBODY),
    f"get {API}/statistics/first-publishers": Row(EVERYBODY),
    f"get {API}/statistics/{{figure}}.csv": Row(EVERYBODY),
    f"get {API}/statistics/{{figure}}.xlsx": Row(EVERYBODY),
    f"get {API}/statistics/definitions": Row(EVERYBODY),
    f"get {API}/statistics/records": Row(GOVERNMENT, query={"figure": "running_reuse"}),
    f"get {API}/reports": Row(EVERYBODY),
    f"post {API}/reports": Row(ADMINISTRATOR, {"month": "2025-12"}),
    f"get {API}/reports/{{month}}": Row(EVERYBODY),
    f"get {API}/reports/{{month}}.html": Row(EVERYBODY),
    f"get {API}/reports/{{month}}.xlsx": Row(EVERYBODY),
    f"get {API}/metrics/cities/{{slug}}": Row(GOVERNMENT),
    f"get {API}/statistics/deals": Row(GOVERNMENT, query={"domain": "A4"}),
    f"get {API}/organisations/{{slug}}/diagnosis": Row(MANAGERS | {"weak"}),
    f"get {API}/organisations/{{slug}}/gaps": Row(MANAGERS | {"weak"}),
    f"post {API}/organisations/{{slug}}/gaps": Row(OWNER, GAP),
    f"get {GAPS}/{{gap_id}}": Row(MANAGERS | {"weak"}, hidden=True),
    f"patch {GAPS}/{{gap_id}}": Row(OWNER, {"severity": "low"}, sends_tag=True),
    f"post {GAPS}/{{gap_id}}/closing": Row(OWNER, {"reason": "示例"}, place={"gap_id": "closing_gap"}),
}
READS = [operation for operation in MATRIX if operation.startswith("get ")]
WRITES = [operation for operation in MATRIX if not operation.startswith("get ")]
