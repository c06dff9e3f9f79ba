"""GET …/versions/{number}/manifests, …/manifests/{number}, GET | POST …/signatures, and a signature at publishing."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.build import START, Answer, Client, Registry, description
from tests.openssl import Key

COMPONENT = "/api/v1/components/yunling/parking"
PLACE = f"{COMPONENT}/versions/1.0"
MANIFESTS = f"{PLACE}/manifests"
SIGNATURES = f"{PLACE}/signatures"
MEDIA_TYPE = "application/vnd.shared-component.manifest.v1+json"


def publisher(registry: Registry, *versions: str) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", *(versions or ("1.0",)))
    return yunling


def refer(client: Client, name: str) -> Answer:
    digest = hashlib.sha256(name.encode()).hexdigest()
    body = {"filename": name, "role": "package", "location": f"https://files.example/{name}"}
    answer = client.post(f"{PLACE}/references", {**body, "digest": f"sha256:{digest}"})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer


def with_key(client: Client, folder: Path, organisation: str = "yunling", name: str = "key") -> Key:
    key = Key.make(folder, name)
    answer = client.post(f"/api/v1/organisations/{organisation}/keys", key.registration(organisation))
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return key


def signed(client: Client, key: Key, manifest: int = 1, change: Mapping[str, Any] | None = None) -> Answer:
    content = client.get(f"{MANIFESTS}/{manifest}").data
    body = {"manifest": manifest, "key": key.fingerprint, "signature": key.sign(content), **(change or {})}
    return client.post(SIGNATURES, body)


def test_the_first_manifest_says_what_was_published(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "gates", "1.0")
    registry.component(yunling, "parking")
    needed = yunling.get("/api/v1/components/yunling/gates").json["id"]
    requires = [{"component": "yunling/gates", "specifier": ">=1.0"}]
    registry.version(yunling, "yunling/parking", "v1.0", notes={"zh": "首发"}, requires=requires, platforms=["麒麟"])

    answer = registry.anyone.get(f"{MANIFESTS}/1")

    assert answer.status_code == 200
    said = json.loads(answer.data)
    assert said["type"] == MEDIA_TYPE
    assert said["component"] == yunling.get(COMPONENT).json["id"]
    assert (said["manifest"], said["previous"], said["artifacts"]) == (1, None, [])
    release = said["release"]
    assert (release["number"], release["label"], release["notes"]) == ("1.0", "v1.0", {"zh": "首发"})
    assert release["requires"] == [{"component": needed, "specifier": ">=1.0"}]
    assert release["platforms"] == ["麒麟"]


def test_it_is_sent_byte_for_byte_with_its_digest_and_a_strong_tag(registry: Registry):
    publisher(registry)

    answer = registry.anyone.get(f"{MANIFESTS}/1")

    digest = hashlib.sha256(answer.data).digest()
    assert answer.content_type == MEDIA_TYPE
    assert answer.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert answer.headers["ETag"] == f'"{digest.hex()[:32]}"'
    canonical = json.dumps(json.loads(answer.data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert answer.data == canonical.encode()
    again = registry.anyone.get(f"{MANIFESTS}/1", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_each_addition_makes_the_next_one_and_names_the_one_before(registry: Registry):
    yunling = publisher(registry)
    for name in ("b.zip", "a.zip"):
        refer(yunling, name)

    listed = registry.anyone.get(MANIFESTS).json["items"]

    bodies = [registry.anyone.get(f"{MANIFESTS}/{number}").data for number in (1, 2, 3)]
    assert [(row["number"], row["artifacts"]) for row in listed] == [(1, 0), (2, 1), (3, 2)]
    assert [row["digest"] for row in listed] == [f"sha256:{hashlib.sha256(body).hexdigest()}" for body in bodies]
    said = [json.loads(body) for body in bodies]
    assert [row["previous"] for row in said] == [None, listed[0]["digest"], listed[1]["digest"]]
    assert [row["filename"] for row in said[2]["artifacts"]] == ["a.zip", "b.zip"]
    assert said[2]["release"] == said[0]["release"]
    assert registry.anyone.get(f"{MANIFESTS}/latest").data == bodies[2]


def test_pages_of_manifests_go_on_where_they_ended(registry: Registry):
    yunling = publisher(registry)
    for name in ("a.zip", "b.zip"):
        refer(yunling, name)

    first = yunling.get(f"{MANIFESTS}?limit=2").json
    second = yunling.get(f"{MANIFESTS}?limit=2&cursor={first['next']}").json

    assert [row["number"] for row in first["items"] + second["items"]] == [1, 2, 3]


def test_a_manifest_that_is_not_there_is_not_found(registry: Registry):
    publisher(registry)

    for number in ("0", "2", "01", "-1", "newest", "1.0", "99999999999999999999", "٣"):
        assert registry.anyone.get(f"{MANIFESTS}/{number}").status_code == 404, number


def test_what_is_hidden_has_no_manifests_either(registry: Registry):
    yunling = registry.city("yunling")
    with_key(yunling, registry.data / "keys")
    firm = registry.entity("firm")
    yunling.post("/api/v1/organisations/yunling/preparers", {"entity": "firm"})
    draft = {"publisher": "yunling", "name": "parking", **description()}
    assert firm.post("/api/v1/components", draft).status_code == 201
    registry.version(firm, "yunling/parking", "1.0")

    for address in (MANIFESTS, f"{MANIFESTS}/1", SIGNATURES):
        assert registry.anyone.get(address).status_code == 404
        assert yunling.get(address).status_code == 200


def test_neither_a_yank_nor_a_transfer_changes_what_was_published(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "gates", "1.0")
    registry.component(yunling, "parking")
    registry.version(yunling, "yunling/parking", "1.0", requires=[{"component": "yunling/gates"}])
    refer(yunling, "a.zip")
    before = [yunling.get(f"{MANIFESTS}/{number}").data for number in (1, 2)]

    yunling.post(f"{PLACE}/yank", {"reason": "other"})
    for name in ("parking", "gates"):
        yunling.post(f"/api/v1/components/yunling/{name}/transfer", {"to": "haina"})
        haina.post(f"/api/v1/components/yunling/{name}/transfer", {"accept": True})

    moved = MANIFESTS.replace("yunling/parking", "haina/parking")
    assert haina.get("/api/v1/components/haina/parking/versions/1.0").json["requires"][0]["component"] == "haina/gates"
    assert [haina.get(f"{moved}/{number}").data for number in (1, 2)] == before
    [artifact] = haina.get(moved.replace("manifests", "artifacts")).json["items"]
    assert artifact["component"] == "haina/parking"


def test_nor_does_the_merger_of_what_it_requires(registry: Registry, tmp_path: Path):
    yunling, national = registry.city("yunling"), registry.administrator()
    for name in ("gates", "barriers"):
        registry.component(yunling, name, "1.0")
    registry.component(yunling, "parking")
    registry.version(yunling, "yunling/parking", "1.0", requires=[{"component": "yunling/barriers"}])
    key = with_key(yunling, tmp_path)
    assert signed(yunling, key).status_code == 201
    before = yunling.get(f"{MANIFESTS}/1").data

    merged = national.post("/api/v1/components/yunling/barriers/merge", {"into": "yunling/gates"})

    assert merged.status_code == 200, merged.get_data(as_text=True)
    assert yunling.get(PLACE).json["requires"][0]["component"] == "yunling/gates"
    assert yunling.get(f"{MANIFESTS}/1").data == before
    refer(yunling, "a.zip")
    second = yunling.get(f"{MANIFESTS}/2").json
    assert second["release"] == json.loads(before)["release"]
    assert [row["number"] for row in yunling.get(MANIFESTS).json["items"]] == [1, 2]


def test_a_signature_made_with_openssl_over_the_downloaded_file_is_taken(registry: Registry, tmp_path: Path):
    yunling = publisher(registry)
    key = with_key(yunling, tmp_path)

    answer = signed(yunling, key)

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert registry.anyone.get(answer.headers["Location"]).json == answer.json
    assert registry.anyone.get(SIGNATURES).json["items"] == [answer.json]
    assert (answer.json["state"], answer.json["is_good"]) == ("good", True)
    assert (answer.json["key"], answer.json["organisation"]) == (key.fingerprint, "yunling")
    assert answer.json["manifest_digest"] == yunling.get(MANIFESTS).json["items"][0]["digest"]


def test_a_signature_over_anything_else_is_refused(registry: Registry, tmp_path: Path):
    yunling = publisher(registry)
    key, other = with_key(yunling, tmp_path), with_key(yunling, tmp_path, name="other")
    refer(yunling, "a.zip")
    content = yunling.get(f"{MANIFESTS}/1").data
    digest = hashlib.sha256(content)

    for wrong in (
        key.sign(content + b"\n"),
        key.sign(digest.digest()),
        key.sign(digest.hexdigest().encode()),
        key.sign(yunling.get(f"{MANIFESTS}/2").data),
        other.sign(content),
    ):
        answer = signed(yunling, key, change={"signature": wrong})
        assert (answer.status_code, answer.json["code"]) == (422, "signature_invalid")
    assert yunling.get(SIGNATURES).json["items"] == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"signature": "not base64!"}, "/signature"),
    ({"signature": base64.b64encode(bytes(63)).decode()}, "/signature"),
    ({"key": "ab" * 32}, "/key"),
    ({"key": "AB" * 32}, "/key"),
    ({"manifest": 2}, "/manifest"),
    ({"manifest": 0}, "/manifest"),
    ({"manifest": "1"}, "/manifest"),
    ({"algorithm": "none"}, "/algorithm"),
]


def test_a_wrong_field_is_named(registry: Registry, tmp_path: Path):
    yunling = publisher(registry)
    key = with_key(yunling, tmp_path)

    for change, pointer in WRONG:
        answer = signed(yunling, key, change=change)

        assert (answer.status_code, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer]), change


def test_a_key_signs_a_manifest_once(registry: Registry, tmp_path: Path):
    yunling = publisher(registry)
    key, other = with_key(yunling, tmp_path), with_key(yunling, tmp_path, name="other")
    signed(yunling, key)

    again, second = signed(yunling, key), signed(yunling, other)

    assert (again.status_code, again.json["code"]) == (409, "already_signed")
    assert second.status_code == 201


def test_only_a_key_of_the_publisher_signs(registry: Registry, tmp_path: Path):
    yunling, haina = publisher(registry), registry.city("haina")
    theirs = with_key(haina, tmp_path, "haina")

    with_theirs, by_them = signed(yunling, theirs), signed(haina, theirs)

    assert [error["pointer"] for error in with_theirs.json["errors"]] == ["/key"]
    assert (by_them.status_code, by_them.json["code"]) == (403, "not_your_organisation")
    assert signed(registry.anyone, theirs).status_code == 401
    assert signed(registry.client("yunling", "organisation:manage"), theirs).status_code == 403


def test_the_successor_of_a_merged_organisation_signs_what_it_took_over(registry: Registry, tmp_path: Path):
    publisher(registry)
    haina = registry.city("haina")
    key = with_key(haina, tmp_path, "haina")
    registry.administrator().post("/api/v1/organisations/yunling/merge", {"into": "haina"})

    assert signed(haina, key).status_code == 201


@pytest.mark.parametrize(
    ("end", "body", "said"),
    [("retirement", None, "it is retired"), ("revocation", {"reason": "被盗"}, "it is revoked")],
)
def test_a_key_that_has_ended_signs_nothing_more(
    registry: Registry, tmp_path: Path, end: str, body: dict[str, str] | None, said: str
):
    yunling = publisher(registry)
    key = with_key(yunling, tmp_path)
    yunling.post(f"/api/v1/organisations/yunling/keys/{key.fingerprint}/{end}", body)

    answer = signed(yunling, key)

    assert (answer.status_code, answer.json["code"]) == (422, "key_unusable")
    assert said in answer.json["detail"]


def test_a_key_past_its_time_signs_nothing_more_and_what_it_signed_stays_good(registry: Registry, tmp_path: Path):
    yunling = publisher(registry)
    key = Key.make(tmp_path)
    body = {**key.registration("yunling"), "expires_at": "2026-03-03T04:00:00Z"}
    yunling.post("/api/v1/organisations/yunling/keys", body)
    signed(yunling, key)
    refer(yunling, "a.zip")

    registry.clock.set(START + timedelta(days=1))

    late = signed(yunling, key, 2)
    assert (late.status_code, late.json["code"]) == (422, "key_unusable")
    [row] = yunling.get(SIGNATURES).json["items"]
    assert (row["state"], row["is_good"]) == ("key_expired", True)


def test_signatures_are_judged_now_by_what_has_become_of_their_keys(registry: Registry, tmp_path: Path):
    yunling = publisher(registry)
    key = with_key(yunling, tmp_path)
    place = f"/api/v1/organisations/yunling/keys/{key.fingerprint}"
    signed(yunling, key)
    registry.clock.set(START + timedelta(days=2))
    refer(yunling, "a.zip")
    signed(yunling, key, 2)

    def judged() -> list[tuple[str, bool]]:
        return [(row["state"], row["is_good"]) for row in registry.anyone.get(SIGNATURES).json["items"]]

    yunling.post(f"{place}/retirement")
    assert judged() == [("key_retired", True)] * 2
    registry.clock.set(START + timedelta(days=5))
    yunling.post(f"{place}/revocation", {"reason": "被盗", "compromised_at": "2026-03-03T04:00:00Z"})
    assert judged() == [("key_revoked", True), ("key_revoked", False)]
    [before, after] = registry.anyone.get(SIGNATURES).json["items"]
    assert before["explanation"]["zh"].startswith("签名有效")
    assert after["explanation"]["en"].startswith("Do not rely on this signature")
    assert after["compromised_at"] == "2026-03-03T04:00:00.000Z"


def test_a_version_is_published_together_with_its_signature(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    key = with_key(yunling, tmp_path)
    version = {"number": "1.0", "notes": {"zh": "首发"}}
    described = {"publisher": "yunling", "name": "parking", **description()}
    text = yunling.post("/api/v1/checks", {**described, "version": version}).json["version"]["manifest"]

    signature = {"key": key.fingerprint, "signature": key.sign(text.encode())}
    answer = yunling.post(f"{COMPONENT}/versions", {**version, "signature": signature})

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert registry.anyone.get(f"{MANIFESTS}/1").get_data(as_text=True) == text
    assert [row["is_good"] for row in registry.anyone.get(SIGNATURES).json["items"]] == [True]
    told = registry.anyone.get("/api/v1/events?types=version.published,version.signed").json["items"]
    assert [event["type"] for event in told] == ["version.published", "version.signed"]


def test_with_a_bad_signature_nothing_is_published(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")
    key = with_key(yunling, tmp_path)
    good = {"key": key.fingerprint, "signature": key.sign(b"something else")}

    answers = [
        yunling.post(f"{COMPONENT}/versions", {"number": "1.0", "signature": {**good, **change}})
        for change in ({}, {"key": "ab" * 32}, {"signature": "AAAA"})
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert answers[0].json["code"] == "signature_invalid"
    pointers = [[error["pointer"] for error in answer.json["errors"]] for answer in answers[1:]]
    assert pointers == [["/signature/key"], ["/signature/signature"]]
    assert yunling.get(PLACE).status_code == 404
    assert yunling.get(COMPONENT).json["status"] == "draft"


def test_a_component_that_is_not_registered_has_no_manifest_to_sign_yet(registry: Registry):
    yunling = registry.city("yunling")
    described = {"publisher": "yunling", "name": "parking", **description(), "version": {"number": "1.0"}}

    assert yunling.post("/api/v1/checks", described).json["version"] == {"number": "1.0", "manifest": None}
