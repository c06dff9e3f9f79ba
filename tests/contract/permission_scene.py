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
from tests.contract.permissions import API, MATRIX, NEW_COMPONENT, PAIRING, TEXTS
from tests.databases import SqliteTemplate, postgres_template
from tests.postgres import PostgresServer

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
