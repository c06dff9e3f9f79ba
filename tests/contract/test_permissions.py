"""Who may do what: every role against every operation of the OpenAPI document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from tests.build import Client, Registry

API = "/api/v1"

# owner: the city whose things these are. weak: a token of the same city without any scope the operation asks for.
ROLES = ("anyone", "other city", "weak", "entity", "assessor", "administrator", "owner")
EVERYBODY = frozenset(ROLES)
GOVERNMENT = frozenset({"owner", "other city", "weak", "administrator"})
OWNER = frozenset({"owner"})
ADMINISTRATOR = frozenset({"administrator"})
MANAGERS = OWNER | ADMINISTRATOR
BEARERS = EVERYBODY - {"anyone"}


@dataclass(frozen=True)
class Row:
    """Who may, and what a request looks like that would succeed. `hidden`: to the rest it is not there (404)."""

    allowed: frozenset[str]
    json: Mapping[str, Any] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    sends_tag: bool = False
    raw: bytes | None = None


COMPONENT = f"{API}/components/{{publisher}}/{{name}}"
VERSION = f"{COMPONENT}/versions/{{number}}"
SUPPLIER = f"{COMPONENT}/suppliers/{{supply_id}}"
TEXTS = {"zh": "示例"}
NEW_COMPONENT = {
    "publisher": "owner",
    "name": "lights",
    "title": TEXTS,
    "summary": TEXTS,
    "kind": "service",
    "license": "MulanPSL-2.0",
}
PAIRING = {"helper": "owner", "helped": "fourth", "kind": "pairing", "starts_on": "2026-03-02"}

TAXONOMY = f"{API}/taxonomies/{{code}}"
EDITION = {"edition": "2027-01", "concepts": [{"code": "sense", "name": TEXTS}]}
DRAFT = {"code": "connectivity", "edition": "2027-01"}

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
    f"post {COMPONENT}/retirement": Row(OWNER),
    f"get {COMPONENT}/versions": Row(EVERYBODY),
    f"post {COMPONENT}/versions": Row(OWNER, {"number": "2.0"}),
    f"get {VERSION}": Row(EVERYBODY),
    f"get {VERSION}/dependencies": Row(EVERYBODY),
    f"get {VERSION}/dependents": Row(EVERYBODY),
    f"post {VERSION}/yank": Row(OWNER, {"reason": "other"}),
    f"delete {VERSION}/yank": Row(OWNER),
    f"post {API}/publiccode": Row(OWNER, query={"publisher": "owner"}, raw=b"name: x"),
    f"get {API}/publiccode/{{publisher}}/{{name}}": Row(EVERYBODY),
    f"get {API}/feeds/components.atom": Row(EVERYBODY),
    f"get {API}/feeds/components/{{publisher}}/{{name}}.atom": Row(EVERYBODY),
    f"get {API}/feeds/publishers/{{slug}}.atom": Row(EVERYBODY),
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
    f"get {API}/adoptions/{{adoption_id}}": Row(GOVERNMENT, hidden=True),
    f"post {API}/adoptions/{{adoption_id}}/transitions": Row(OWNER, {"to": "approved"}),
    f"get {API}/organisations/{{slug}}/updates": Row(MANAGERS | {"weak"}),
    f"get {API}/events": Row(EVERYBODY),
    f"get {API}/scenarios": Row(EVERYBODY),
    f"post {API}/scenarios": Row(ADMINISTRATOR, {"code": "parking", "name": TEXTS, "domain": "A4"}),
    f"get {API}/pairings": Row(GOVERNMENT),
    f"post {API}/pairings": Row(OWNER, PAIRING),
    f"get {API}/pairings/{{pairing_id}}": Row(GOVERNMENT, hidden=True),
    f"post {API}/pairings/{{pairing_id}}/answer": Row(OWNER, {"accepted": True}),
    f"get {API}/statistics/overview": Row(EVERYBODY),
    f"get {API}/metrics/cities/{{slug}}": Row(GOVERNMENT),
}
READS = [operation for operation in MATRIX if operation.startswith("get ")]
WRITES = [operation for operation in MATRIX if not operation.startswith("get ")]


class Scene:
    """A city with one of everything, and somebody in each role."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        owner = registry.city("owner")
        national = registry.administrator()
        self.roles: dict[str, Client] = {
            "anyone": registry.anyone,
            "other city": registry.city("other"),
            "weak": registry.client("owner", "assessment:write"),
            "entity": registry.client(
                "builder", "catalogue:write", "organisation:manage", "collaboration:write", kind="operating_entity"
            ),
            "assessor": registry.client("assessor", "assessment:write", "organisation:manage", kind="assessor"),
            "administrator": national,
            "owner": owner,
        }
        for name in ("parking", "waiting", "unused"):
            registry.component(owner, name, "1.0")
        registry.component(owner, "draft")
        for name in ("parking", "unused"):
            national.post(f"{API}/components/owner/{name}/listing", {"decision": "list"})
        self.tokens: dict[str, str] = {}
        asked = {"title": TEXTS, "keep": True}
        self.screenings: dict[str, str] = {
            role: owner.post(f"{API}/screenings", asked).json["number"] for role in ("administrator", "owner", "weak")
        }
        self.adoption = registry.adoption(owner, "owner/parking")
        registry.organisation("fourth")
        registry.organisation("fifth")
        owner.post(f"{API}/organisations/drafts", {"slug": "missing", "kind": "city", "name": TEXTS})
        proposal = {**PAIRING, "helper": "third", "helped": "owner"}
        self._let_others_in(owner)
        self.pairing = registry.city("third").post(f"{API}/pairings", proposal).json["id"]
        national.post(f"{API}/clusters", {"slug": "river", "name": TEXTS})
        national.post(f"{API}/clusters/river/members", {"member": "other"})
        draft = {"edition": "2027-01", "concepts": [{"code": "data", "name": TEXTS}]}
        assert national.post(f"{API}/taxonomies/connectivity/releases", draft).status_code == 201
        place = f"{API}/components/owner/parking/versions/1.0/conformance"
        self.claim = owner.post(place, {"standard": "RFC 6749"}).json["id"]
        self.synonyms = national.post(f"{API}/search/synonyms", {"words": ["示例", "范例"]}).json["id"]
        assert national.post(f"{API}/search/dictionary", {"word": "一城一事"}).status_code == 201
        counter = registry.app.extensions["registry.search.misses"]
        for _ in range(2):
            counter.count("飞艇")
        counter.flush()
        for role in ("administrator", "owner"):
            self.tokens[role] = owner.post(f"{API}/tokens", {"scopes": ["catalogue:write"]}).json["id"]
            body = {"login": f"wang-{role}", "display_name": "某人", "role": "publisher"}
            assert owner.post(f"{API}/organisations/owner/members", body).status_code == 201

    def _let_others_in(self, owner: Client) -> None:
        """Entities that prepare and supply, a component that others entered, and one on its way to another city."""
        for role in ("administrator", "owner"):
            self.registry.organisation(f"firm-{role}", "operating_entity")
            owner.post(f"{API}/organisations/owner/preparers", {"entity": f"firm-{role}"})
        firm = self.registry.entity("firm-owner")
        firm.post(f"{API}/components", {**NEW_COMPONENT, "name": "prepared"})
        assert firm.post(f"{API}/components/owner/prepared/submission").json["status"] == "prepared"
        lacking = {**NEW_COMPONENT, "name": "lacking"}
        assert firm.post(f"{API}/components/drafts", lacking).status_code == 201
        supplied = self.roles["entity"].post(f"{API}/components/owner/parking/suppliers", {"services": ["deploy"]})
        self.supply = supplied.json["id"]
        assert owner.post(f"{API}/components/owner/unused/transfer", {"to": "fourth"}).status_code == 201

    def ask(self, operation: str, role: str) -> TestResponse:
        """Let somebody in this role try an operation."""
        row = MATRIX[operation]
        method, template = operation.split(" ")
        address = template.format_map({**self.places(role), **row.place})
        headers = {}
        if row.raw is not None:
            headers["Content-Type"] = "application/yaml"
        if row.sends_tag:
            headers["If-Match"] = self.roles["owner"].get(address).headers["ETag"]
        body = None if row.json is None else dict(row.json)
        client = self.roles[role]
        return client.call(method.upper(), address, body, headers=headers, query_string=dict(row.query), data=row.raw)

    def position(self) -> int:
        """How far the log of everything that happened goes."""
        position: int = self.roles["administrator"].get(f"{API}/events?limit=1000").json["next"]
        return position

    def places(self, role: str) -> dict[str, str]:
        """What stands for the names in an address; two roles that may end something each get their own to end."""
        return {
            "slug": "owner",
            "publisher": "owner",
            "name": "parking",
            "number": "1.0",
            "login": f"wang-{role}",
            "member": "other",
            "token_id": self.tokens.get(role, self.tokens["owner"]),
            "adoption_id": self.adoption,
            "claim_id": self.claim,
            "supply_id": self.supply,
            "identifier": self.synonyms,
            "word": "一城一事",
            "words": "飞艇",
            "entity": f"firm-{role}" if role == "administrator" else "firm-owner",
            "pairing_id": self.pairing,
            "screening_number": self.screenings.get(role, self.screenings["owner"]),
        }


@pytest.fixture
def scene(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Scene]:
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(listing_review=True)) as opened:
        yield Scene(opened)


def expect_refusal(answer: TestResponse, operation: str, role: str) -> None:
    row, told = MATRIX[operation], (operation, role, answer.get_data(as_text=True))
    if row.hidden:
        assert answer.status_code == 404, told
    elif role == "anyone":
        assert answer.status_code == 401, told
        assert "WWW-Authenticate" in answer.headers, told
    else:
        assert answer.status_code in {403, 404}, told


def test_every_operation_stands_in_the_matrix_and_nothing_else(scene: Scene):
    document = scene.registry.anyone.get("/openapi.json").json

    described = {
        f"{method} {path}"
        for path, item in document["paths"].items()
        for method in item
        if method in {"get", "put", "post", "patch", "delete"}
    }

    assert described == set(MATRIX)


def test_reads(scene: Scene):
    for operation in READS:
        for role in ROLES:
            answer = scene.ask(operation, role)
            if role in MATRIX[operation].allowed:
                assert answer.status_code == 200, (operation, role, answer.get_data(as_text=True))
            else:
                expect_refusal(answer, operation, role)


@pytest.mark.parametrize("operation", WRITES)
def test_a_write(scene: Scene, operation: str):
    allowed = MATRIX[operation].allowed
    refused = [role for role in ROLES if role not in allowed]

    before = scene.position()
    for role in refused:
        expect_refusal(scene.ask(operation, role), operation, role)
    assert scene.position() == before, "what is refused leaves nothing in the log"

    # Those who may come last; the first of them finds that nobody before has had any effect.
    first, *others = [role for role in ROLES if role in allowed]
    answer = scene.ask(operation, first)
    assert answer.status_code in {200, 201, 204}, (operation, first, answer.get_data(as_text=True))
    for role in others:
        assert scene.ask(operation, role).status_code not in {401, 403, 404}, (operation, role)
