"""…/staged, its files, …/approval and …/rejection: a machine stages, a person approves."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from registry.app import open_sweeper
from registry.publishing.models import StagedArtifact
from tests.build import START, Answer, Client, Registry, description
from tests.faults.together import at_once
from tests.http.test_trusted_publishing import TRUSTED, exchanged, machine, trusting
from tests.publishing_provider import Provider, providing

STAGED = "/api/v1/components/yunling/parking/staged"
VERSIONS = "/api/v1/components/yunling/parking/versions"
MISSING = {
    "publisher": "haina",
    "name": "benches",
    "title": {"zh": "长椅"},
    "summary": {"zh": "示例"},
    "kind": "service",
}
BYTES = b"what the job built"
OTHER = b"something else"


@pytest.fixture
def provider(registry: Registry) -> Iterator[Provider]:
    with providing(lambda: registry.clock.now().timestamp()) as running:
        yield running


def digest_field(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def put(client: Client, staged: Answer, filename: str, content: bytes = BYTES, *, digest: str | None = None) -> Answer:
    headers = {"Content-Type": "application/zip", **({"Repr-Digest": digest} if digest else {})}
    return client.call("PUT", f"{staged.headers['Location']}/artifacts/{filename}", data=content, headers=headers)


def staged(client: Client, number: str = "1.0", **more: Any) -> Answer:
    answer = client.post(STAGED, {"number": number, "notes": {"zh": "首版"}, **more})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer


def decide(client: Client, what: Answer, word: str, **said: Any) -> Answer:
    return client.post(f"{what.headers['Location']}/{word}", said)


def test_a_machine_stages_and_a_person_approves_all_of_it_at_once(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider)
    registry.component(yunling, "parking")
    job = machine(registry, provider)

    waiting = staged(job, "v1.0")
    added = put(job, waiting, "parking-1.0.zip", digest=digest_field(BYTES))
    put(job, waiting, "openapi.json", b'{"openapi": "3.1.0"}')
    before = registry.anyone.get(f"{VERSIONS}/1.0").status_code
    approved = decide(yunling, waiting, "approval", reasons="看过了")

    assert (waiting.json["status"], waiting.json["number"], added.status_code, before) == ("staged", "1.0", 201, 404)
    assert added.headers["Repr-Digest"] == digest_field(BYTES)
    assert (approved.status_code, approved.json["status"], approved.json["decided_by"]) == (201, "approved", "yunling")
    version = registry.anyone.get(f"{VERSIONS}/1.0")
    assert (version.json["number"], version.json["label"]) == ("1.0", "v1.0")
    assert registry.anyone.get(f"{VERSIONS}/1.0/artifacts/parking-1.0.zip").get_data() == BYTES
    files = registry.anyone.get(f"{VERSIONS}/1.0/artifacts").json["items"]
    assert [(file["filename"], file["role"]) for file in files] == [
        ("openapi.json", "interface"),
        ("parking-1.0.zip", "package"),
    ]
    assert [file["digest"] for file in approved.json["artifacts"]] == [file["digest"] for file in files]
    origin = registry.anyone.get(f"{VERSIONS}/1.0/origin").json
    assert (origin["approved_by"], origin["claims"]["workflow"]) == ("yunling", "release.yml")


def test_what_only_stages_changes_nothing_else(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider)
    component = registry.component(yunling, "parking", "0.9")
    registry.organisation("haina")
    job = machine(registry, provider)
    address, waiting = f"/api/v1/components/{component}", staged(job)
    tried = {
        "publish": job.post(VERSIONS, {"number": "1.0"}),
        "yank": job.post(f"{VERSIONS}/0.9/yank", {"reason": "other"}),
        "file": job.call("PUT", f"{VERSIONS}/0.9/artifacts/a.zip", data=BYTES),
        "describe": job.patch(address, {"tags": ["a"]}, etag=job.get(address).headers["ETag"]),
        "deprecate": job.post(f"{address}/deprecation", {"reason": "x", "message": "y"}),
        "delete": job.delete(address, etag=job.get(address).headers["ETag"]),
        "register": job.post("/api/v1/components", {"publisher": "yunling", "name": "parking-2", **description()}),
        "check": job.post("/api/v1/checks", {"publisher": "yunling", "name": "parking", **description()}),
        "approve": decide(job, waiting, "approval"),
        "reject": decide(job, waiting, "rejection", reasons="x"),
        "confirm": job.post(f"{address}/confirmation"),
        "enter what is missing": job.post("/api/v1/components/drafts", MISSING),
        "keep a screening": job.post("/api/v1/screenings", {"title": {"zh": "停车"}, "keep": True}),
    }

    told = {what: (answer.status_code, answer.json.get("code")) for what, answer in tried.items()}

    assert told == dict.fromkeys(tried, (403, "only_staging"))
    assert job.get(address).status_code == 200
    token = yunling.get("/api/v1/tokens").json["items"][0]
    assert job.delete(f"/api/v1/tokens/{token['id']}").status_code == 204, "it may end itself"


def test_who_staged_it_cannot_approve_it_nor_can_any_machine(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider, stages_only=False)
    registry.component(yunling, "parking")
    free = machine(registry, provider)
    by_person, by_machine = staged(yunling, "1.0"), staged(free, "2.0")

    own = decide(yunling, by_person, "approval")
    another_machine = decide(machine(registry, provider), by_machine, "approval")

    assert (own.status_code, own.json["code"]) == (403, "person_needed")
    assert (another_machine.status_code, another_machine.json["code"]) == (403, "person_needed")
    assert decide(registry.city("yunling"), by_person, "approval").status_code == 201
    assert registry.anyone.get(f"{VERSIONS}/1.0/origin").status_code == 404


def test_two_tokens_of_one_person_are_one_person(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    wang, again, li = (registry.member("yunling", login, "publisher") for login in ("wang", "wang", "li"))
    waiting = staged(wang)

    assert decide(again, waiting, "approval").json["code"] == "person_needed"
    assert decide(li, waiting, "approval").status_code == 201


def test_it_is_checked_as_if_it_were_published_and_leaves_nothing(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    before = yunling.get("/api/v1/events?limit=100").json["next"]
    refused = [
        yunling.post(STAGED, {"number": "1.0.0"}),
        yunling.post(STAGED, {"number": "one"}),
        yunling.post(STAGED, {"number": "2.0", "requires": [{"component": "yunling/nothing"}]}),
        yunling.post(STAGED, {"number": "2.0", "unknown": 1}),
    ]

    assert [(answer.status_code, answer.json["code"]) for answer in refused] == [
        (409, "version_taken"),
        (422, "payload_invalid"),
        (422, "payload_invalid"),
        (422, "payload_invalid"),
    ]
    assert yunling.get(STAGED).json["items"] == []
    staged(yunling, "2.0")
    events = yunling.get(f"/api/v1/events?after={before}").json["items"]
    assert [event["type"] for event in events] == ["staging.opened"]
    assert registry.anyone.get(f"{VERSIONS}/latest").json["number"] == "1.0"


def test_a_number_waits_once_and_is_free_again_when_it_is_rejected(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    first = staged(yunling, "1.0")

    again = yunling.post(STAGED, {"number": "v1.0.0"})
    rejected = decide(yunling, first, "rejection", reasons="缺少说明")

    assert (again.status_code, again.json["code"]) == (409, "already_staged")
    assert (rejected.json["status"], rejected.json["reasons"]) == ("rejected", "缺少说明")
    assert decide(yunling, first, "rejection").status_code == 422, "a no comes with reasons"
    for word in ("approval", "rejection"):
        closed = decide(registry.city("yunling"), first, word, reasons="x")
        assert (closed.status_code, closed.json["code"]) == (409, "stage_closed")
    assert put(yunling, first, "a.zip").json["code"] == "stage_closed"
    assert staged(yunling, "1.0").json["status"] == "staged"
    listed = yunling.get(f"{STAGED}?status=rejected").json["items"]
    assert [item["id"] for item in listed] == [first.json["id"]]


def test_when_the_number_was_published_meanwhile_approving_says_so_and_it_goes_on_waiting(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    waiting = staged(yunling, "1.0")
    put(yunling, waiting, "a.zip")
    registry.version(yunling, "yunling/parking", "1.0")

    taken = decide(registry.city("yunling"), waiting, "approval")

    assert (taken.status_code, taken.json["code"]) == (409, "version_taken")
    assert yunling.get(waiting.headers["Location"]).json["status"] == "staged"
    assert registry.anyone.get(f"{VERSIONS}/1.0/artifacts").json["items"] == []


def test_files_that_wait_are_held_to_the_rules_of_files(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    waiting = staged(yunling)

    answers = {
        "new": put(yunling, waiting, "a.zip"),
        "the same again": put(yunling, waiting, "A.zip"),
        "other bytes": put(yunling, waiting, "a.zip", OTHER),
        "another digest": put(yunling, waiting, "b.zip", BYTES, digest=digest_field(OTHER)),
        "a device": put(yunling, waiting, "nul.txt"),
        "a path": put(yunling, waiting, "..%5Cb.zip"),
        "no such role": yunling.call("PUT", f"{waiting.headers['Location']}/artifacts/b.zip?role=gift", data=BYTES),
    }

    assert {what: (answer.status_code, answer.json.get("code")) for what, answer in answers.items()} == {
        "new": (201, None),
        "the same again": (200, None),
        "other bytes": (409, "artifact_exists"),
        "another digest": (422, "digest_mismatch"),
        "a device": (422, "payload_invalid"),
        "a path": (422, "payload_invalid"),
        "no such role": (422, "payload_invalid"),
    }
    assert [file["filename"] for file in yunling.get(waiting.headers["Location"]).json["artifacts"]] == ["a.zip"]


def test_what_nobody_decides_runs_out_after_a_week_and_holds_no_bytes_then(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    waiting, swept = staged(yunling, "1.0"), staged(yunling, "2.0")
    put(yunling, swept, "a.zip")
    registry.clock.set(START + timedelta(days=7))

    late = decide(registry.city("yunling"), waiting, "approval")
    renewed = staged(yunling, "1.0")
    ended = open_sweeper(registry.database).sweep()

    assert (late.status_code, late.json["code"]) == (409, "stage_closed")
    assert (renewed.status_code, ended) == (201, 1)
    assert yunling.get(swept.headers["Location"]).json["status"] == "expired"
    with registry.database.reading() as session:
        assert session.query(StagedArtifact).count() == 0


def test_nobody_else_sees_what_waits(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "0.9")
    waiting = staged(yunling)
    one, of_city = waiting.headers["Location"], "/api/v1/organisations/yunling/staged"

    assert [haina.get(address).status_code for address in (STAGED, of_city, one)] == [403, 403, 404]
    assert [registry.anyone.get(address).status_code for address in (STAGED, of_city, one)] == [401, 401, 401]
    assert haina.post(STAGED, {"number": "3.0"}).status_code == 403
    assert [decide(haina, waiting, word, reasons="x").status_code for word in ("approval", "rejection")] == [403, 403]
    assert put(haina, waiting, "a.zip").status_code == 403
    assert yunling.get(of_city).json["items"] == yunling.get(STAGED).json["items"] != []
    told = [event["type"] for event in haina.get("/api/v1/events?limit=100").json["items"]]
    assert "staging.opened" not in told
    assert haina.get("/api/v1/components/yunling/nothing/staged").status_code == 404


def test_a_machine_stages_only_what_it_is_trusted_with(registry: Registry, provider: Provider):
    yunling = trusting(registry, provider)
    registry.component(yunling, "lights")
    registry.component(registry.city("haina"), "parking", "1.0")
    job = machine(registry, provider)

    for component in ("yunling/lights", "haina/parking"):
        answer = job.post(f"/api/v1/components/{component}/staged", {"number": "5.0"})
        assert (answer.status_code, answer.json["code"]) in {(403, "scope_missing"), (403, "not_your_organisation")}
    yunling.delete(f"{TRUSTED}/{yunling.get(TRUSTED).json['items'][0]['id']}")
    assert job.post(STAGED, {"number": "1.0"}).status_code == 401
    assert exchanged(registry, provider.token()).status_code == 401


def test_one_of_many_approvals_publishes_it(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    waiting = staged(yunling)
    put(yunling, waiting, "a.zip")
    others = [registry.city("yunling") for _ in range(4)]

    answers = at_once(*(partial(decide, other, waiting, "approval") for other in others))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(registry.anyone.get(VERSIONS).json["items"]) == 1


def test_one_of_many_stages_of_a_number_waits(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answers = at_once(*[partial(yunling.post, STAGED, {"number": "1.0"})] * 4)

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(yunling.get(STAGED).json["items"]) == 1
