"""Keys, nonces and signs of life of an adoption; the documented way to sign; reminders before one wears off."""

import base64
import hashlib
import hmac
import re
import subprocess
import threading
import urllib.request
from datetime import timedelta
from pathlib import Path
from wsgiref.simple_server import make_server

import pytest
from sqlalchemy import func, select

from registry.adoption.models import Adoption, AttestationNonce
from registry.kit.clock import SimulatedClock
from tests.build import START, Answer, Client, Registry
from tests.http.proof_scene import ProofScene, proof_scene

GUIDE = Path(__file__).parents[2] / "docs" / "integrate.md"


@pytest.fixture
def scene(registry: Registry) -> ProofScene:
    return proof_scene(registry)


def new_key(scene: ProofScene) -> bytes:
    answer = scene.haina.post(f"{scene.address}/keys")
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return base64.b64decode(answer.json["key"])


def nonce(scene: ProofScene, **asked: object) -> str:
    answer = scene.haina.post(f"{scene.address}/nonces", asked)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: str = answer.json["nonce"]
    return found


def signed(key: bytes, given: str, version: str = "", usage: str = "") -> dict[str, str]:
    """An answer to a nonce, signed by another implementation than the registry's."""
    signature = hmac.new(key, f"{given}\n{version}\n{usage}".encode(), hashlib.sha256).hexdigest()
    said = {"nonce": given, "version": version, "usage": usage, "signature": signature}
    return {name: text for name, text in said.items() if text}


def attest(scene: ProofScene, body: dict, client: Client | None = None) -> Answer:
    return (client or scene.haina).post(f"{scene.address}/attestations", body)


def sweep(scene: ProofScene, clock: SimulatedClock, days: int) -> None:
    clock.set(START + timedelta(days=days))
    scene.registry.app.extensions["registry.sweeper"].sweep()


def row(scene: ProofScene) -> Adoption:
    with scene.registry.database.reading() as session:
        return session.scalars(select(Adoption)).one()


def test_a_key_is_shown_once_and_a_new_one_revokes_the_one_before(scene: ProofScene):
    first = scene.haina.post(f"{scene.address}/keys", headers={"Idempotency-Key": "one"})
    again = scene.haina.post(f"{scene.address}/keys", headers={"Idempotency-Key": "one"})
    second = scene.haina.post(f"{scene.address}/keys")
    listed = scene.haina.get(f"{scene.address}/keys")

    assert (first.json["number"], first.json["algorithm"]) == (1, "HMAC-SHA256")
    assert len(base64.b64decode(first.json["key"])) == 32
    assert first.headers["Cache-Control"] == "no-store"
    assert (again.status_code, again.json["code"]) == (409, "secret_already_shown")
    assert (second.json["number"], second.json["key"] != first.json["key"]) == (2, True)
    assert [(key["number"], key["revoked_at"] is None) for key in listed.json["items"]] == [(1, False), (2, True)]
    assert "key" not in listed.json["items"][0]
    assert scene.told("adoption.keyed") == ["adoption.keyed"] * 2
    assert first.json["key"] not in str(scene.envelopes(scene.national, "adoption."))


def test_a_nonce_needs_a_key_and_expires(scene: ProofScene):
    early = scene.haina.post(f"{scene.address}/nonces", {})
    new_key(scene)
    online = scene.haina.post(f"{scene.address}/nonces", {})
    offline = scene.haina.post(f"{scene.address}/nonces", {"offline": True})

    assert (early.status_code, early.json["code"]) == (409, "key_missing")
    assert len(online.json["nonce"]) == 64
    assert online.json["expires_at"] == "2026-03-02T04:15:00.000Z"
    assert offline.json["expires_at"] == "2026-04-01T04:00:00.000Z"
    assert online.json["key_number"] == 1


def test_a_nonce_is_not_kept_as_it_was_given(scene: ProofScene):
    new_key(scene)
    given = nonce(scene)

    with scene.registry.database.reading() as session:
        assert session.scalars(select(AttestationNonce.digest)).all() == [hashlib.sha256(given.encode()).digest()]


def test_a_signed_answer_is_a_sign_of_life(scene: ProofScene, clock: SimulatedClock):
    key = new_key(scene)
    clock.set(START + timedelta(days=80))

    answer = attest(scene, signed(key, nonce(scene), "1.0", "100-9999"))

    assert answer.status_code == 201
    expected = {"method": "signed", "on": "2026-05-21", "version": "1.0", "usage": "100-9999", "stated_by": None}
    assert expected.items() <= answer.json.items()
    assert str(row(scene).attested_on) == "2026-05-21"
    assert scene.haina.get(f"{scene.address}/attestations").json["items"] == [answer.json]
    (event,) = scene.envelopes(scene.bizhou, "adoption.attested")
    assert event["data"]["method"] == "signed"


def test_an_answer_counts_once(scene: ProofScene):
    key = new_key(scene)
    body = signed(key, nonce(scene))

    first, again = attest(scene, body), attest(scene, body)

    assert first.status_code == 201
    assert (again.status_code, again.json["code"]) == (403, "signature_refused")
    assert scene.told("adoption.attested") == ["adoption.attested"]


def test_whatever_is_wrong_with_an_answer_has_one_and_the_same_refusal(scene: ProofScene, clock: SimulatedClock):
    old = new_key(scene)
    key = new_key(scene)
    other = f"/api/v1/adoptions/{scene.registry.adoption(scene.bizhou, 'yunling/parking', 'approved', 'live')}"
    scene.bizhou.post(f"{other}/keys")
    elsewhere = scene.bizhou.post(f"{other}/nonces", {}).json["nonce"]
    late, used = nonce(scene), nonce(scene)
    assert attest(scene, signed(key, used)).status_code == 201
    clock.set(START + timedelta(minutes=15))
    wrong = [
        signed(key, late),
        signed(key, used),
        signed(key, elsewhere),
        signed(key, "00" * 32),
        signed(old, nonce(scene)),
        signed(b"x" * 32, nonce(scene)),
        {**signed(key, nonce(scene), "1.0"), "version": "1.1"},
        {**signed(key, nonce(scene)), "usage": "0"},
        {**signed(key, nonce(scene)), "signed_at": "2026-03-02T03:00:00Z"},
        {**signed(key, nonce(scene)), "signed_at": "2026-03-02T05:00:00Z"},
    ]

    answers = [attest(scene, body) for body in wrong]

    assert {answer.status_code for answer in answers} == {403}
    assert len({(answer.json["code"], answer.json["detail"]) for answer in answers}) == 1
    assert scene.told("adoption.attested") == ["adoption.attested"]


def test_a_refused_answer_leaves_the_nonce_for_the_right_one(scene: ProofScene):
    key = new_key(scene)
    given = nonce(scene)

    refused, taken = attest(scene, signed(b"x" * 32, given)), attest(scene, signed(key, given))

    assert (refused.status_code, taken.status_code) == (403, 201)


def test_two_answers_to_a_nonce_at_once_count_once(scene: ProofScene):
    body = signed(new_key(scene), nonce(scene))
    found: list[int] = []

    threads = [threading.Thread(target=lambda: found.append(attest(scene, body).status_code)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [201, 403, 403, 403]


def test_a_signed_file_counts_from_the_day_of_signing(scene: ProofScene, clock: SimulatedClock):
    key = new_key(scene)
    given = nonce(scene, offline=True)
    clock.set(START + timedelta(days=29))

    answer = attest(scene, {**signed(key, given, "1.0"), "signed_at": "2026-03-20T09:30:00+08:00"})

    assert (answer.status_code, answer.json["method"], answer.json["on"]) == (201, "signed_file", "2026-03-20")
    assert str(row(scene).attested_on) == "2026-03-20"


def test_an_older_signed_file_does_not_undo_a_later_sign_of_life(scene: ProofScene, clock: SimulatedClock):
    key = new_key(scene)
    given = nonce(scene, offline=True)
    clock.set(START + timedelta(days=20))
    attest(scene, {"statement": "在用", "stated_by": "王工"})

    answer = attest(scene, {**signed(key, given), "signed_at": "2026-03-03T00:00:00Z"})

    assert answer.status_code == 201
    assert str(row(scene).attested_on) == "2026-03-22"


def test_a_named_persons_word_keeps_alive_and_is_told_apart(scene: ProofScene, clock: SimulatedClock):
    clock.set(START + timedelta(days=10))

    answer = attest(scene, {"statement": "系统每日在用。", "stated_by": "王工"})

    assert (answer.status_code, answer.json["method"], answer.json["stated_by"]) == (201, "statement", "王工")
    assert str(row(scene).attested_on) == "2026-03-12"
    assert "王工" not in str(scene.envelopes(scene.national, "adoption."))


def test_a_version_that_is_told_becomes_the_recorded_one(scene: ProofScene):
    key = new_key(scene)

    answer = attest(scene, signed(key, nonce(scene), "1.1"))
    same = attest(scene, signed(key, nonce(scene), "1.1"))

    read = scene.haina.get(scene.address).json
    assert (answer.status_code, same.status_code, read["version"]) == (201, 201, "1.1")
    assert [(step["stage"], step["version"]) for step in read["history"]][2:] == [("live", "1.0"), ("live", "1.1")]
    assert "attestation" in read["history"][-1]["note"]
    assert scene.told("adoption.upgraded", "adoption.attested") == [
        "adoption.upgraded",
        "adoption.attested",
        "adoption.attested",
    ]


def test_that_a_yanked_version_runs_is_written_down_as_it_is(scene: ProofScene):
    scene.yunling.post("/api/v1/components/yunling/parking/versions/1.1/yank", {"reason": "security"})

    answer = attest(scene, {"statement": "在用", "stated_by": "王工", "version": "1.1"})

    assert answer.status_code == 201
    assert scene.haina.get(scene.address).json["version"] == "1.1"


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/nonce", "/signature"]),
        ({"nonce": "x"}, ["/signature"]),
        ({"nonce": "x", "signature": "no"}, ["/signature"]),
        ({"statement": "在用"}, ["/stated_by"]),
        ({"stated_by": "王工"}, ["/statement"]),
        ({"statement": "在用", "stated_by": "王工", "version": "9.9"}, ["/version"]),
        ({"statement": "在用", "stated_by": "王工", "nonce": "x"}, ["/nonce"]),
        ({"statement": "在用", "stated_by": "王工", "usage": "0"}, ["/usage"]),
        ({"nonce": "x", "signature": "ab" * 32, "usage": "12"}, ["/usage"]),
        ({"nonce": "x", "signature": "ab" * 32, "signed_at": "yesterday"}, ["/signed_at"]),
    ],
)
def test_a_wrong_field_is_named(scene: ProofScene, body: dict, pointers: list[str]):
    answer = attest(scene, body)

    assert answer.status_code == 422
    assert sorted(error["pointer"] for error in answer.json["errors"]) == pointers


@pytest.mark.parametrize("stage", ["planned", "suspended", "retired"])
def test_only_what_runs_gives_a_sign_of_life(registry: Registry, stage: str):
    stages = {"planned": ("approved",), "suspended": ("approved", "live", "suspended"), "retired": ("retired",)}
    scene = proof_scene(registry, *stages[stage])

    answer = attest(scene, {"statement": "在用", "stated_by": "王工"})

    assert (answer.status_code, answer.json["code"]) == (409, "nothing_runs")


def test_keys_nonces_and_signs_of_life_are_the_holders(scene: ProofScene):
    new_key(scene)
    weak = scene.registry.client("haina", "catalogue:write")
    body = {"statement": "在用", "stated_by": "王工"}

    for caller in (scene.yunling, scene.bizhou, scene.assessor, weak):
        assert caller.post(f"{scene.address}/keys").status_code == 403
        assert caller.get(f"{scene.address}/keys").status_code == 403
        assert caller.post(f"{scene.address}/nonces", {}).status_code == 403
        assert attest(scene, body, caller).status_code == 403
    assert scene.bizhou.get(f"{scene.address}/attestations").status_code == 403
    assert scene.registry.entity().get(f"{scene.address}/attestations").status_code == 404
    assert scene.registry.anyone.post(f"{scene.address}/keys").status_code == 401


def test_so_many_nonces_wait_at_a_time(scene: ProofScene, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.adoption.actions.attesting.OPEN_NONCES", 1)
    new_key(scene)
    nonce(scene)

    answer = scene.haina.post(f"{scene.address}/nonces", {})

    assert (answer.status_code, answer.json["code"]) == (409, "too_many_nonces")


def test_a_reminder_comes_once_30_days_before_and_the_end_is_told_once(scene: ProofScene, clock: SimulatedClock):
    kinds = ("adoption.attestation_due", "adoption.lapsed")
    seen = []
    for day in (149, 150, 151, 179, 180, 181, 400):
        sweep(scene, clock, day)
        sweep(scene, clock, day)
        seen.append(scene.told(*kinds))

    due, both = [kinds[0]], list(kinds)
    assert seen == [[], due, due, due, both, both, both]
    (event,) = scene.envelopes(scene.registry.client("haina", "adoption:write"), "adoption.lapsed")
    assert (event["data"]["attested_on"], event["data"]["alive_until"]) == ("2026-03-02", "2026-08-29")


def test_a_sign_of_life_begins_the_count_anew(scene: ProofScene, clock: SimulatedClock):
    kinds = ("adoption.attestation_due", "adoption.lapsed")
    sweep(scene, clock, 190)
    with_token = scene.registry.client("haina", "adoption:write")
    attest(scene, {"statement": "在用", "stated_by": "王工"}, with_token)
    sweep(scene, clock, 190 + 149)
    before = scene.told(*kinds)
    sweep(scene, clock, 190 + 150)
    sweep(scene, clock, 190 + 180)

    assert before == ["adoption.lapsed"]
    assert scene.told(*kinds) == ["adoption.lapsed", "adoption.attestation_due", "adoption.lapsed"]


def test_nobody_is_reminded_of_what_does_not_run(registry: Registry, clock: SimulatedClock):
    scene = proof_scene(registry, "approved", "live", "suspended")

    sweep(scene, clock, 200)

    assert scene.told("adoption.attestation_due", "adoption.lapsed") == []


def test_a_reminder_is_the_parties_own(scene: ProofScene, clock: SimulatedClock):
    sweep(scene, clock, 150)
    readers = {slug: scene.registry.client(slug, "adoption:write") for slug in ("haina", "yunling", "bizhou")}

    heard = {slug: len(scene.envelopes(reader, "adoption.attestation_due")) for slug, reader in readers.items()}

    assert heard == {"haina": 1, "yunling": 1, "bizhou": 0}


def test_nonces_that_nobody_can_answer_any_more_are_forgotten(scene: ProofScene, clock: SimulatedClock):
    key = new_key(scene)
    attest(scene, signed(key, nonce(scene)))
    nonce(scene), nonce(scene, offline=True)

    sweep(scene, clock, 1)

    with scene.registry.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AttestationNonce)) == 1


def documented(language: str, word: str) -> str:
    """The block of the guide that holds this word."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(), flags=re.M | re.S)
    (found,) = [block for block in blocks if word in block]
    return str(found)


def test_the_documented_openssl_command_signs(scene: ProofScene):
    key = scene.haina.post(f"{scene.address}/keys").json["key"]
    given = nonce(scene)
    said = {"key": key, "nonce": given, "version": "1.0", "usage": "1-99"}
    script = documented("sh", '"$nonce" "$version"') + '\nprintf %s "$signature"'

    ran = subprocess.run(["sh", "-euc", script], env={"PATH": "/usr/bin:/bin", **said}, check=True, capture_output=True)
    body = {"nonce": given, "version": "1.0", "usage": "1-99", "signature": ran.stdout.decode()}

    assert attest(scene, body).status_code == 201


def test_the_documented_python_signs_and_sends(scene: ProofScene, monkeypatch: pytest.MonkeyPatch):
    key = scene.haina.post(f"{scene.address}/keys").json["key"]
    names = {"key": key, "adoption": scene.adoption, "token": scene.haina.token, "version": "1.0", "usage": "1-99"}
    monkeypatch.setattr(urllib.request, "_opener", None)
    with make_server("127.0.0.1", 0, scene.registry.app) as server:
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        api = f"http://127.0.0.1:{server.server_port}/api/v1"
        monkeypatch.setenv("no_proxy", "127.0.0.1")

        exec(documented("python", 'post("nonces"'), {**names, "api": api})  # noqa: S102 — what the guide says

        server.shutdown()
        serving.join()

    (attestation,) = scene.haina.get(f"{scene.address}/attestations").json["items"]
    assert (attestation["method"], attestation["usage"]) == ("signed", "1-99")
