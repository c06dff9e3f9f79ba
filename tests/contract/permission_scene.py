"""A city with one of everything, and somebody in each role; made once for each database, then copied."""

import os
import shutil
from copy import copy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from werkzeug.test import TestResponse

from registry.collaboration.models import PairingActivity
from registry.kit.clock import SimulatedClock, now_of
from registry.kit.policy import Policy
from registry.notifications.secrets import token_of
from registry.organisations.queries import get_organisation
from registry.safeguards.models import Flag, FlagParty
from tests.build import START, Client, Registry
from tests.contract.permissions import (
    ACTIVITY,
    AFFECTED,
    API,
    APPLICATION,
    ASKED,
    ASSERTION,
    BADGE,
    BILL,
    CAMPAIGN,
    CASE_TOLD,
    CLAIM,
    COST,
    GAP,
    HOOK,
    MATRIX,
    NEW_COMPONENT,
    PAIRING,
    PROJECT_TOLD,
    PURCHASE,
    REPORT_ABOUT,
    RESULTS,
    SAID,
    SCORES,
    SELECTED,
    SERVICE,
    STAY,
    TAKEN,
    TARGET,
    TERMS,
    TEXTS,
    UNSIGNED,
)
from tests.contract.signers import SIGNER
from tests.databases import SqliteTemplate, postgres_template
from tests.notices_scene import NOTICE, subscribe, tell
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
        self._bring_in_a_landscape(owner)
        self._let_machines_in(owner, national)
        self.pairing = registry.city("third").post(f"{API}/pairings", proposal).json["id"]
        national.post(f"{API}/clusters", {"slug": "river", "name": TEXTS})
        national.post(f"{API}/clusters/river/members", {"member": "other"})
        draft = {"edition": "2027-01", "concepts": [{"code": "data", "name": TEXTS}]}
        assert national.post(f"{API}/taxonomies/connectivity/releases", draft).status_code == 201
        files = f"{API}/components/owner/parking/versions/1.0/artifacts"
        assert owner.call("PUT", f"{files}/first.zip", data=b"bytes").status_code == 201
        self._record_use(owner)
        self._sign(owner)
        self._apply(owner, national)
        self._ask_and_lend(owner)
        self._demand(owner)
        self._list_scenarios(owner)
        self._tell(owner)
        self._prove(owner)
        self._raise_flags(owner)
        self._say_what_it_is_made_of(owner)
        self._run_projects(owner)
        places = (f"{API}/organisations/owner/gaps" for _ in range(2))
        self.gaps = dict(zip(("gap_id", "closing_gap"), (owner.post(at, GAP).json["id"] for at in places), strict=True))
        self._tell_cases(owner, national)
        self._pair_and_buy(owner, registry.city("third"))
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
        self.webhooks: dict[str, str] = {}
        for role in ("administrator", "owner"):
            self.webhooks[role] = owner.post(f"{API}/webhooks", {"url": HOOK}).json["id"]
            self.tokens[role] = owner.post(f"{API}/tokens", {"scopes": ["catalogue:write"]}).json["id"]
            body = {"login": f"wang-{role}", "display_name": "某人", "role": "publisher"}
            assert owner.post(f"{API}/organisations/owner/members", body).status_code == 201

    def _list_scenarios(self, owner: Client) -> None:
        """A scenario that the owner has opened, and what an entity responded to it."""
        place = f"{API}/organisations/owner/scenarios"
        said = {"code": "parks", "name": {"zh": "示例"}, "needs": {"zh": "示例"}}
        assert owner.post(place, said).status_code == 201
        opened = {"announcement": {"zh": "示例"}, "closes_on": "2026-04-01"}
        first = {"If-None-Match": "*"}
        assert owner.call("PUT", f"{place}/parks/opening", opened, headers=first).status_code == 201
        firm = self.registry.client("respondent", "collaboration:write", kind="operating_entity")
        self.listed = {
            "code": "parks",
            "response_id": firm.post(f"{place}/parks/responses", {"offer": "示例"}).json["id"],
        }

    def _demand(self, owner: Client) -> None:
        """A demand of the owner's with an offer, one that is closed, and one of another city's that it answers to."""
        third, other = self.registry.city("third"), self.roles["other city"]
        ids = [client.post(f"{API}/demands", ASKED).json["id"] for client in (owner, owner, third)]
        self.demands = dict(zip(("demand_id", "closed_demand", "seconded_demand"), ids, strict=True))
        assert owner.post(f"{API}/demands/{ids[1]}/closing", {"reason": "示例"}).status_code == 200
        first = {"If-None-Match": "*"}
        assert owner.call("PUT", f"{API}/demands/{ids[2]}/seconds/owner", json={}, headers=first).status_code == 201
        offered = {"component": "owner/parking"}
        self.demands["offer_id"] = other.post(f"{API}/demands/{ids[0]}/fulfilment", offered).json["id"]
        self.demands["own_offer"] = owner.post(f"{API}/demands/{ids[2]}/fulfilment", offered).json["id"]

    def _run_projects(self, owner: Client) -> None:
        """A project with a milestone and an adoption, and one that is finished, has results and is public."""
        ids = [owner.post(f"{API}/projects", PROJECT_TOLD).json["id"] for _ in range(2)]
        self.projects = dict(zip(("project_id", "finished_project"), ids, strict=True))
        place, finished = (f"{API}/projects/{each}" for each in ids)
        due = owner.post(f"{place}/milestones", {"title": TEXTS, "due_on": "2026-04-01"})
        self.projects["milestone_id"] = due.json["id"]
        assert owner.call("PUT", f"{place}/adoptions/{self.recorded}").status_code == 200
        assert owner.call("PUT", f"{finished}/targets", {"targets": [TARGET]}).status_code == 200
        for status in ("running", "finished"):
            assert owner.post(f"{finished}/transitions", {"to": status}).status_code == 200
        assert owner.call("PUT", f"{finished}/results", RESULTS).status_code == 200
        assert owner.call("PUT", f"{finished}/publication").status_code == 200

    def _tell_cases(self, owner: Client, national: Client) -> None:
        """A call, a draft, a case that was reviewed, one that was selected, and a benchmark of another city."""
        self.cases = {"campaign_id": national.post(f"{API}/campaigns", CAMPAIGN).json["id"]}
        self.cases["badge_id"] = national.post(f"{API}/organisations/other/badges", BADGE).json["id"]
        reviewer = self.registry.assessor("reviewer")
        for name in ("case_id", "reviewed_case", "selected_case"):
            self.cases[name] = owner.post(f"{API}/cases", CASE_TOLD).json["id"]
            place = f"{API}/cases/{self.cases[name]}"
            if name != "case_id":
                assert owner.post(f"{place}/submission").status_code == 200
                assert reviewer.post(f"{place}/reviews", {"scores": SCORES}).status_code == 201
        assert national.post(f"{place}/selection", SELECTED).status_code == 200

    def _prove(self, owner: Client) -> None:
        """Evidence and a key of the owner, its word on another city's adoption, and a supplier's claim about it."""
        piece = owner.call("PUT", f"{API}/adoptions/{self.recorded}/evidence/first.pdf", data=b"proof")
        self.evidence = piece.json["id"]
        assert owner.post(f"{API}/adoptions/{self.recorded}/keys").status_code == 201
        sixth = self.registry.city("sixth")
        self.vouched = self.registry.adoption(sixth, "owner/parking", "approved", "live")
        self.unvouched = self.registry.adoption(self.roles["other city"], "owner/parking", "approved", "live")
        self.word = owner.post(f"{API}/adoptions/{self.vouched}/confirmations", {}).json["id"]
        said = {**CLAIM, "adopter": "owner"}
        self.adoption_claim = self.roles["entity"].post(f"{API}/adoption-claims", said).json["id"]

    def _tell(self, owner: Client) -> None:
        """A notice of the owner's, and for each who may manage them a way by which notices reach it."""
        tell(self.registry, "owner")
        self.subscriptions = {
            role: subscribe(self.registry, "owner", f"duty-{role}") for role in ("administrator", "owner")
        }
        self.token = token_of("only for tests", self.subscriptions["owner"])

    def _ask_and_lend(self, owner: Client) -> None:
        """A question to the owner by a city, a report that the owner lends, and another city's request for it."""
        third = self.registry.city("third")
        self.registry.adoption(third, "owner/parking", "approved", "live")
        lamps = self.registry.component(owner, "lamps", "1.0")
        self.roles["administrator"].post(f"{API}/components/{lamps}/listing", {"decision": "list"})
        self.registry.adoption(owner, lamps, "approved", "live")
        asked = {"component": lamps, "to": "owner", "question": "示例"}
        self.question = third.post(f"{API}/peer-questions", asked).json["id"]
        about = "&".join(f"{key}={value}" for key, value in REPORT_ABOUT.items())
        place = f"{API}/components/owner/parking/security-reports/report.pdf"
        self.report = owner.call("PUT", f"{place}?{about}", data=b"bytes").json["id"]
        self.request = third.post(f"{API}/security-reports/{self.report}/requests", {"reason": "示例"}).json["id"]

    def _pair_and_buy(self, owner: Client, third: Client) -> None:
        """Pairings of the owner with activities, an entity's services, one of them bought, and joint purchases."""
        self.together: dict[str, str] = {}
        for name, day in (("agreed_pairing", "2026-01-01"), ("idle_pairing", "2026-01-02")):
            proposal = {**PAIRING, "helped": "third", "starts_on": day}
            self.together[name] = owner.post(f"{API}/pairings", proposal).json["id"]
            assert third.post(f"{API}/pairings/{self.together[name]}/answer", {"accepted": True}).status_code == 200
        place = f"{API}/pairings/{self.together['agreed_pairing']}/activities"
        for name in ("activity_id", "ripe_activity"):
            self.together[name] = owner.post(place, ACTIVITY).json["id"]
            assert owner.post(f"{place}/{self.together[name]}/evidence", STAY).status_code == 200
        for city in (owner, third):
            city.post(f"{place}/{self.together['ripe_activity']}/confirmations")
        with self.registry.database.writing() as session:
            ripe = session.query(PairingActivity).filter_by(status="confirmed").one()
            ripe.confirmed_on = START.date() - timedelta(days=90)
        self._offer_and_buy(owner, third)

    def _offer_and_buy(self, owner: Client, third: Client) -> None:
        for name, component in (("service_id", "parking"), ("bought_service", "benches")):
            offer = self.roles["entity"].post(f"{API}/components/owner/{component}/services", SERVICE)
            self.together[name] = offer.json["id"]
        first = {"If-None-Match": "*"}
        contract = f"{API}/adoptions/{self.recorded}/contract"
        tag = {"If-Match": owner.get(contract).headers["ETag"]}
        assert owner.call("PUT", contract, {"price": "9.00", "supplier": "builder"}, headers=tag).status_code == 200
        rating = f"{API}/components/owner/benches/services/{self.together['bought_service']}/rating"
        assert owner.call("PUT", rating, {"stars": 4}, headers=first).status_code == 201
        for name, organiser, other in (
            ("purchase_id", owner, third), ("closed_purchase", owner, third), ("third_purchase", third, owner)
        ):  # fmt: skip
            slugs = ["owner", "third"] if organiser is owner else ["third", "owner"]
            made = organiser.post(f"{API}/purchases", {**PURCHASE, "organiser": slugs[0]})
            assert other.call("PUT", f"{made.headers['Location']}/members/{slugs[1]}").status_code == 201
            self.together[name] = made.json["id"]
        closed = f"{API}/purchases/{self.together['closed_purchase']}"
        assert owner.post(f"{closed}/closing", {}).status_code == 200
        self.together["agreement_id"] = owner.post(f"{closed}/agreements", TERMS).json["agreements"][0]["id"]

    def _raise_flags(self, owner: Client) -> None:
        """Flags that concern the owner: one that is open, one that was upheld, one that it has appealed against."""
        self.flags: dict[str, str] = {}
        with self.registry.database.writing() as session:
            concerned = get_organisation(session, "owner")
            for name in ("flag_id", "upheld_flag", "appealed_flag"):
                flag = Flag(game="cut_off_burst", fingerprint=name, signals=[], records=[], raised_at=now_of(session))
                flag.parties, flag.discounts, flag.appeals = [FlagParty(organisation=concerned)], [], []
                session.add(flag)
                session.flush()
                self.flags[name] = str(flag.public_id)
        decision = {"decision": "uphold", "reason": "示例"}
        for name in ("upheld_flag", "appealed_flag"):
            place = f"{API}/flags/{self.flags[name]}/decisions"
            assert self.roles["administrator"].post(place, decision).status_code == 201
        self.appeal = owner.post(f"{API}/flags/{self.flags['appealed_flag']}/appeals", {"text": "示例"}).json["id"]

    def _record_use(self, owner: Client) -> None:
        """A live adoption of the owner with its contract, its cost and a rating."""
        benches = self.registry.component(owner, "benches", "1.0")
        self.roles["administrator"].post(f"{API}/components/{benches}/listing", {"decision": "list"})
        self.recorded = self.registry.adoption(owner, benches, "approved", "live")
        policy = f"{API}/organisations/owner/policy"
        stated = owner.call("PUT", policy, {"due_days": {"high": 20}}, headers={"If-None-Match": "*"})
        assert stated.status_code == 201
        for part, told in (("contract", {"price": "9.00"}), ("cost", COST), ("rating", {"stars": 5})):
            place = f"{API}/adoptions/{self.recorded}/{part}"
            assert owner.call("PUT", place, told, headers={"If-None-Match": "*"}).status_code == 201

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

    def _apply(self, owner: Client, national: Client) -> None:
        """A calendar, and an application with an item that waits for its city, one that was returned and one tried."""
        free = {"is_working": False, "name": TEXTS}
        assert national.post(f"{API}/reports", {"month": "2026-01"}).status_code == 201
        entered = national.call("PUT", f"{API}/workdays/2026-10-01", free, headers={"If-None-Match": "*"})
        assert entered.status_code == 201, entered.get_data(as_text=True)
        names = ("fountains", "bins", "ponds")
        for name in names:
            self.registry.component(owner, name, "1.0")
            national.post(f"{API}/components/owner/{name}/listing", {"decision": "list"})
        clerk = self.registry.client("owner", "adoption:write")
        self.registry.member("owner", "approver", "approver")
        items = [{"component": f"owner/{name}", "mode": "new", "trial_days": 9} for name in names]
        handed_in = clerk.post(f"{API}/applications", {**APPLICATION, "items": items})
        assert handed_in.status_code == 201, handed_in.get_data(as_text=True)
        self.application = handed_in.json["id"]
        for item, decision in ((2, "return"), (3, "approve")):
            told = {"item": item, "decision": decision, "note": "示例"}
            assert owner.post(f"{API}/applications/{self.application}/decisions", told).status_code == 200

    def _bring_in_a_landscape(self, owner: Client) -> None:
        """A table with two rows that cannot be taken."""
        place = f"{API}/organisations/owner/landscape/imports/first.csv"
        sent = owner.call("PUT", place, data=b"component\nowner/none\nowner/neither\n")
        assert sent.status_code == 202, sent.get_data(as_text=True)
        self.landscape_import = sent.json["id"]
        assert owner.get(sent.headers["Location"]).json["dirty"] == 2

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
        if body is not None and body.get("adoption") == TAKEN["adoption"]:
            body["adoption"] = self.adoption
        if body is not None and body.get("token") == ASSERTION:
            body["token"] = self.provider.token()
        if body is not None and body.get("signature") == UNSIGNED:
            body["signature"] = self._signature(self.roles["owner"], 2)
        client = self.roles[role]
        answer = client.call(method.upper(), address, body, headers=headers, query_string=dict(row.query), data=row.raw)
        # A file that nobody reads to its end keeps its place among the transfers.
        answer.get_data()
        answer.close()
        return answer

    def position(self) -> int:
        """How far the log of everything that happened goes."""
        position: int = self.roles["administrator"].get(f"{API}/events?limit=1000").json["next"]
        return position

    def places(self, role: str) -> dict[str, str]:
        """What stands for the names in an address; two roles that may end something each get their own to end."""
        return {
            "slug": "owner",
            "figure": "overview",
            "month": "2026-01",
            "publisher": "owner",
            "name": "parking",
            "number": "1.0",
            "login": f"wang-{role}",
            "member": "other",
            "token_id": self.tokens.get(role, self.tokens["owner"]),
            "webhook_id": self.webhooks.get(role, self.webhooks["owner"]),
            "notice_id": str(NOTICE),
            "subscription_id": str(self.subscriptions.get(role, self.subscriptions["owner"])),
            "token": self.token,
            "adoption_id": self.adoption,
            "application_id": self.application,
            "item": "1",
            "day": "2026-10-01",
            "recorded": self.recorded,
            "evidence_id": self.evidence,
            "vouched": self.vouched,
            "unvouched": self.unvouched,
            "confirmation_id": self.word,
            "adoption_claim_id": self.adoption_claim,
            "import_id": self.landscape_import,
            "line": "2",
            **self.flags,
            **self.together,
            "organisation": "owner",
            "appeal_id": self.appeal,
            "claim_id": self.claim,
            "sbom_id": self.sbom,
            "question_id": self.question,
            "report_id": self.report,
            "request_id": self.request,
            **self.feedback,
            **self.demands,
            **self.projects,
            **self.gaps,
            **self.cases,
            **self.listed,
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
