"""A city with one of everything, and somebody in each role; made once for each database, then copied."""

import os
import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path

from werkzeug.test import TestResponse

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from tests.build import START, Client, Registry
from tests.contract.permissions import (
    AFFECTED,
    API,
    ASSERTION,
    BILL,
    MATRIX,
    NEW_COMPONENT,
    PAIRING,
    SAID,
    TEXTS,
    UNSIGNED,
)
from tests.contract.signers import SIGNER
from tests.databases import SqliteTemplate, postgres_template
from tests.postgres import PostgresServer
from tests.publishing_provider import Provider

REVIEWING = Policy(listing_review=True)


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
            "guard": registry.client("guard", "security:admin", kind="authority"),
        }
        for name in ("parking", "waiting", "unused", "held"):
            registry.component(owner, name, "1.0")
        registry.component(owner, "draft")
        for name in ("parking", "unused", "held"):
            national.post(f"{API}/components/owner/{name}/listing", {"decision": "list"})
        held = self.roles["guard"].post(f"{API}/components/owner/held/quarantine", {"reason": "示例"})
        assert held.status_code == 201
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
        self.trusted: dict[str, str] = {}
        self._let_machines_in(owner, national)
        self.pairing = registry.city("third").post(f"{API}/pairings", proposal).json["id"]
        national.post(f"{API}/clusters", {"slug": "river", "name": TEXTS})
        national.post(f"{API}/clusters/river/members", {"member": "other"})
        draft = {"edition": "2027-01", "concepts": [{"code": "data", "name": TEXTS}]}
        assert national.post(f"{API}/taxonomies/connectivity/releases", draft).status_code == 201
        files = f"{API}/components/owner/parking/versions/1.0/artifacts"
        assert owner.call("PUT", f"{files}/first.zip", data=b"bytes").status_code == 201
        self._sign(owner)
        self._say_what_it_is_made_of(owner)
        told = f"{API}/components/owner/parking/advisories"
        self.advisories = {role: owner.post(told, AFFECTED).json["identifier"] for role in ("owner", "guard")}
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

    def _sign(self, owner: Client) -> None:
        """A key of the owner, and its signature under the first manifest of a version."""
        assert owner.post(f"{API}/organisations/owner/keys", SIGNER.registration("owner")).status_code == 201
        body = {"manifest": 1, "key": SIGNER.fingerprint, "signature": self._signature(owner, 1)}
        place = f"{API}/components/owner/parking/versions/1.0/signatures"
        self.signature = owner.post(place, body).json["id"]

    def _signature(self, owner: Client, manifest: int) -> str:
        return SIGNER.sign(owner.get(f"{API}/components/owner/parking/versions/1.0/manifests/{manifest}").data)

    def _say_what_it_is_made_of(self, owner: Client) -> None:
        """A bill of materials, and feedback that is open, resolved and declined."""
        place, headers = f"{API}/components/owner/parking/versions/1.0/sboms", {"Content-Type": "application/json"}
        self.sbom = owner.call("PUT", f"{place}/first.cdx.json", data=BILL, headers=headers).json["id"]
        said = [owner.post(f"{API}/feedback", SAID).json["id"] for _ in range(3)]
        self.feedback = dict(zip(("feedback_id", "resolved_feedback", "declined_feedback"), said, strict=True))
        assert owner.post(f"{API}/feedback/{said[1]}/resolution", {"version": "1.0"}).status_code == 200
        assert owner.post(f"{API}/feedback/{said[2]}/refusal", {"answer": "示例"}).status_code == 200

    def _let_machines_in(self, owner: Client, national: Client) -> None:
        """A provider that runs as long as the tests do, machines that the owner trusts, one version that a machine
        published and one that waits for a person.
        """
        self.provider = Provider(lambda: START.timestamp())
        for issuer in ("https://code.example", self.provider.issuer):
            entered = national.post(f"{API}/identity-providers", {"issuer": issuer})
        self.provider_id = entered.json["id"]
        trusted = f"{API}/organisations/owner/trusted-publishers"
        for role in ("administrator", "owner"):
            asked = {"provider": "https://code.example", "claims": {"repository": f"owner/{role}"}}
            self.trusted[role] = owner.post(trusted, asked).json["id"]
        claims = {"repository": "yunling/parking"}
        publishing = {"provider": self.provider.issuer, "claims": claims, "stages_only": False}
        assert owner.post(trusted, publishing).status_code == 201
        body = {"organisation": "owner", "token": self.provider.token()}
        machine = Client(self.registry.app, owner.post(f"{API}/tokens/exchange", body).json["token"])
        self.registry.version(machine, "owner/parking", "0.1")
        self.staged = machine.post(f"{API}/components/owner/parking/staged", {"number": "3.0"}).json["id"]

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

    def in_registry(self, registry: Registry) -> "Scene":
        """The same scene in a registry on a copy of its database."""
        moved = copy(self)
        moved.registry = registry
        moved.roles = {role: replace(client, app=registry.app) for role, client in self.roles.items()}
        return moved

    def ask(self, operation: str, role: str) -> TestResponse:
        """Let somebody in this role try an operation."""
        row = MATRIX[operation]
        method, template = operation.split(" ")
        places = self.places(role)
        address = template.format_map({**places, **{name: places.get(word, word) for name, word in row.place.items()}})
        headers = {}
        if row.raw is not None:
            headers["Content-Type"] = row.media_type
        if row.sends_tag:
            headers["If-Match"] = self.roles["owner"].get(address).headers["ETag"]
        body = None if row.json is None else dict(row.json)
        if body is not None and body.get("token") == ASSERTION:
            body["token"] = self.provider.token()
        if body is not None and body.get("signature") == UNSIGNED:
            body["signature"] = self._signature(self.roles["owner"], 2)
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
            "sbom_id": self.sbom,
            **self.feedback,
            "provider_id": self.provider_id,
            "publisher_id": self.trusted.get(role, self.trusted["owner"]),
            "staged_id": self.staged,
            "filename": "first.zip",
            "manifest": "1",
            "fingerprint": SIGNER.fingerprint,
            "signature_id": self.signature,
            "supply_id": self.supply,
            "identifier": self.synonyms,
            "advisory_number": self.advisories.get(role, self.advisories["owner"]),
            "word": "一城一事",
            "words": "飞艇",
            "entity": f"firm-{role}" if role == "administrator" else "firm-owner",
            "pairing_id": self.pairing,
            "screening_number": self.screenings.get(role, self.screenings["owner"]),
        }


def set_up(database_url: str, data: Path) -> Scene:
    """The scene in a database that nobody has open any more afterwards."""
    with Registry.open(database_url, data, SimulatedClock(START), policy=REVIEWING) as registry:
        return Scene(registry)


class SqliteScene:
    """The scene in a file, with its index."""

    def __init__(self, template: SqliteTemplate, folder: Path) -> None:
        self.data = folder / "data"
        self.scene = set_up(template.copy(self.data), self.data)

    def copy(self, data: Path) -> str:
        shutil.copytree(self.data, data, dirs_exist_ok=True)
        return f"sqlite:///{data / 'registry.sqlite3'}"


class PostgresScene:
    """The scene in a database of the server, with its index."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self.server, self.name, self.data = server, f"scene_{os.getpid()}", folder / "data"
        server.create_database(self.name, template=postgres_template(server).name)
        self.scene = set_up(server.url(self.name), self.data)

    def copy(self, data: Path, name: str) -> str:
        shutil.copytree(self.data, data, dirs_exist_ok=True)
        self.server.create_database(name, template=self.name)
        return self.server.url(name)
