"""GET | POST /organisations/{slug}/keys, GET …/keys/{fingerprint}, …/retirement, …/revocation."""

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.build import START, Client, Registry
from tests.contract.signers import Signer
from tests.openssl import Key

ADDRESS = "/api/v1/organisations/yunling/keys"


def added(client: Client, key: Key, **more: Any) -> dict[str, Any]:
    answer = client.post(ADDRESS, {**key.registration("yunling"), **more})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.json
    return found


def test_a_key_is_registered_by_its_holder_and_read_by_everybody(registry: Registry, tmp_path: Path):
    yunling, key = registry.city("yunling"), Key.make(tmp_path)

    answer = yunling.post(
        ADDRESS, {**key.registration("yunling"), "label": "发布", "expires_at": "2027-03-02T04:00:00Z"}
    )

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/{key.fingerprint}"
    read = registry.anyone.get(answer.headers["Location"]).json
    assert read == answer.json
    assert base64.b64decode(read["public_key"]) == key.public
    assert (read["organisation"], read["algorithm"], read["state"]) == ("yunling", "ed25519", "active")
    assert (read["label"], read["expires_at"]) == ("发布", "2027-03-02T04:00:00.000Z")
    assert [row["fingerprint"] for row in registry.anyone.get(ADDRESS).json["items"]] == [key.fingerprint]


def test_the_bare_bytes_in_base64_do_as_well(registry: Registry, tmp_path: Path):
    key = Key.make(tmp_path)
    bare = {**key.registration("yunling"), "public_key": base64.b64encode(key.public).decode()}

    assert registry.city("yunling").post(ADDRESS, bare).json["fingerprint"] == key.fingerprint


def test_who_does_not_hold_the_key_cannot_register_it(registry: Registry, tmp_path: Path):
    yunling, mine, other = registry.city("yunling"), Key.make(tmp_path), Key.make(tmp_path, "other")
    wrong = (
        {**mine.registration("yunling"), "proof": other.registration("yunling")["proof"]},
        # What another organisation was sent serves nobody else.
        mine.registration("haina"),
        {**mine.registration("yunling"), "proof": "not base64!"},
    )

    for body in wrong:
        answer = yunling.post(ADDRESS, body)

        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json["errors"]] == ["/proof"]
        assert f"shared-component-registry key yunling {mine.fingerprint}" in answer.json["errors"][0]["detail"]


def test_a_private_key_is_refused_in_words_that_say_what_to_do(registry: Registry, tmp_path: Path):
    key = Key.make(tmp_path)

    answer = registry.city("yunling").post(ADDRESS, {**key.registration("yunling"), "public_key": key.file.read_text()})

    assert answer.status_code == 422
    assert "do not use it any more" in answer.json["errors"][0]["detail"]
    assert key.file.read_text().splitlines()[1] not in answer.get_data(as_text=True)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"public_key": base64.b64encode(bytes(32)).decode()}, "/public_key"),
    ({"public_key": base64.b64encode(b"\x01" + bytes(31)).decode()}, "/public_key"),
    ({"public_key": "AAAA"}, "/public_key"),
    ({"public_key": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"}, "/public_key"),
    ({"expires_at": "2026-03-02T04:00:00Z"}, "/expires_at"),
    ({"expires_at": "2037-03-02T04:00:00Z"}, "/expires_at"),
    ({"expires_at": "2027-03-02"}, "/expires_at"),
    ({"expires_at": "2027-03-02T04:00:00"}, "/expires_at"),
    ({"expires_at": "2027-W01-1T04:00:00Z"}, "/expires_at"),
    ({"expires_at": 1}, "/expires_at"),
    ({"label": "x" * 101}, "/label"),
    ({"private_key": "x"}, "/private_key"),
]


def test_a_wrong_field_is_named_and_nothing_is_registered(registry: Registry, tmp_path: Path):
    yunling, right = registry.city("yunling"), Key.make(tmp_path).registration("yunling")

    for change, pointer in WRONG:
        answer = yunling.post(ADDRESS, {**right, **change})

        assert (answer.status_code, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer]), change
    assert registry.anyone.get(ADDRESS).json["items"] == []


def test_a_key_stands_for_one_organisation_only(registry: Registry, tmp_path: Path):
    yunling, haina, key = registry.city("yunling"), registry.city("haina"), Key.make(tmp_path)
    added(yunling, key)

    again = yunling.post(ADDRESS, key.registration("yunling"))
    elsewhere = haina.post("/api/v1/organisations/haina/keys", key.registration("haina"))

    assert [(answer.status_code, answer.json["code"]) for answer in (again, elsewhere)] == [(409, "key_taken")] * 2


def test_an_organisation_manages_its_own_keys_only(registry: Registry, tmp_path: Path):
    yunling, haina, key = registry.city("yunling"), registry.city("haina"), Key.make(tmp_path)
    fingerprint = added(yunling, key)["fingerprint"]
    weak = registry.client("yunling", "catalogue:write")
    body = Key.make(tmp_path, "second").registration("yunling")

    for outsider, status in ((registry.anyone, 401), (haina, 403), (weak, 403)):
        assert outsider.post(ADDRESS, body).status_code == status
        assert outsider.post(f"{ADDRESS}/{fingerprint}/retirement").status_code == status
        assert outsider.delete(f"{ADDRESS}/{fingerprint}/retirement").status_code == status
        assert outsider.post(f"{ADDRESS}/{fingerprint}/revocation", {"reason": "x"}).status_code == status
    assert haina.get(f"/api/v1/organisations/haina/keys/{fingerprint}").status_code == 404


def test_at_most_twenty_keys_sign_at_a_time(registry: Registry):
    yunling = registry.city("yunling")
    keys = [Signer(number) for number in range(1, 22)]
    for key in keys[:20]:
        assert yunling.post(ADDRESS, key.registration("yunling")).status_code == 201

    refused = yunling.post(ADDRESS, keys[20].registration("yunling"))
    yunling.post(f"{ADDRESS}/{keys[0].fingerprint}/retirement")
    taken = yunling.post(ADDRESS, keys[20].registration("yunling"))
    back = yunling.delete(f"{ADDRESS}/{keys[0].fingerprint}/retirement")

    assert (refused.status_code, refused.json["code"]) == (409, "too_many_keys")
    assert taken.status_code == 201
    assert (back.status_code, back.json["code"]) == (409, "too_many_keys")


def test_a_key_is_retired_and_brought_back(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    place = f"{ADDRESS}/{added(yunling, Key.make(tmp_path))['fingerprint']}"

    retired = yunling.post(f"{place}/retirement")
    yunling.post(f"{place}/retirement")
    back = yunling.delete(f"{place}/retirement")

    assert (retired.json["state"], retired.json["retired_at"]) == ("retired", "2026-03-02T04:00:00.000Z")
    assert back.status_code == 204
    assert yunling.get(place).json["state"] == "active"


def test_a_key_past_its_time_says_so(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    key = added(yunling, Key.make(tmp_path), expires_at="2026-03-03T04:00:00Z")

    registry.clock.set(START + timedelta(days=1))

    assert yunling.get(f"{ADDRESS}/{key['fingerprint']}").json["state"] == "expired"


def test_a_revocation_is_for_good_and_may_only_reach_further_back(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    place = f"{ADDRESS}/{added(yunling, Key.make(tmp_path))['fingerprint']}"
    registry.clock.set(START + timedelta(days=10))

    def revoke(reason: str, **more: str) -> Any:
        return yunling.post(f"{place}/revocation", {"reason": reason, **more})

    ahead = revoke("明天", compromised_at="2026-03-13T04:00:00Z")
    first = revoke("笔记本被盗", compromised_at="2026-03-10T04:00:00Z")
    later = revoke("更晚", compromised_at="2026-03-11T04:00:00Z")
    earlier = revoke("其实更早", compromised_at="2026-03-09T12:00:00+08:00")

    assert [error["pointer"] for error in ahead.json["errors"]] == ["/compromised_at"]
    assert (first.json["state"], first.json["revocation_reason"]) == ("revoked", "笔记本被盗")
    assert (later.status_code, later.json["code"]) == (409, "key_revoked")
    assert earlier.json["compromised_at"] == "2026-03-09T04:00:00.000Z"
    assert earlier.json["revoked_at"] == first.json["revoked_at"]
    assert yunling.post(f"{place}/retirement").json["code"] == "key_revoked"
    assert yunling.delete(f"{place}/retirement").json["code"] == "key_revoked"
    assert revoke("").status_code == 422


def test_unless_said_a_revoked_key_was_never_to_be_trusted(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    key = added(yunling, Key.make(tmp_path))
    registry.clock.set(START + timedelta(days=10))

    answer = yunling.post(f"{ADDRESS}/{key['fingerprint']}/revocation", {"reason": "不明"})

    assert answer.json["compromised_at"] == key["created_at"]


def test_everybody_learns_what_becomes_of_keys_and_no_secret_is_in_it(registry: Registry, tmp_path: Path):
    yunling, key = registry.city("yunling"), Key.make(tmp_path)
    place = f"{ADDRESS}/{added(yunling, key)['fingerprint']}"
    yunling.post(f"{place}/retirement"), yunling.delete(f"{place}/retirement")
    yunling.post(f"{place}/revocation", {"reason": "被盗"})

    told = registry.anyone.get(
        "/api/v1/events?limit=1000&types=key.added,key.retired,key.retirement_withdrawn,key.revoked"
    )

    events = told.json["items"]
    kinds = ["key.added", "key.retired", "key.retirement_withdrawn", "key.revoked"]
    assert [event["type"] for event in events] == kinds
    assert {event["data"]["key"] for event in events} == {key.fingerprint}
    assert key.registration("yunling")["proof"] not in told.get_data(as_text=True)


def test_a_draft_has_no_keys(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    yunling.post("/api/v1/organisations/drafts", {"slug": "newtown", "kind": "city", "name": {"zh": "新城"}})
    national = registry.administrator()

    answer = national.post("/api/v1/organisations/newtown/keys", Key.make(tmp_path).registration("newtown"))

    assert (answer.status_code, answer.json["code"]) == (409, "not_in_force")
    assert national.get("/api/v1/organisations/nowhere/keys").status_code == 404


def test_pages_of_keys_neither_skip_nor_repeat(registry: Registry, tmp_path: Path):
    yunling = registry.city("yunling")
    keys = [Key.make(tmp_path, f"key-{nth}") for nth in range(3)]
    for key in keys:
        added(yunling, key)

    first = yunling.get(f"{ADDRESS}?limit=2").json
    second = yunling.get(f"{ADDRESS}?limit=2&cursor={first['next']}").json

    found = [row["fingerprint"] for row in first["items"] + second["items"]]
    assert found == [key.fingerprint for key in reversed(keys)]
