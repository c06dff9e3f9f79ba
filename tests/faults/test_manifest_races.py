"""Manifests, keys and removals by law when several want something at the same moment."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from registry.artifacts.storage import Storage
from tests.build import Answer, Client, Registry
from tests.contract.signers import Signer
from tests.faults.together import at_once

PLACE = "/api/v1/components/yunling/parking/versions/1.0"
CALLERS = 8
ROUNDS = 4


def refer(client: Client, name: str) -> int:
    digest = hashlib.sha256(name.encode()).hexdigest()
    body = {"filename": name, "role": "data", "location": f"https://files.example/{name}"}
    return client.post(f"{PLACE}/references", {**body, "digest": f"sha256:{digest}"}).status_code


def patiently(ask: Callable[..., Answer], *words: Any, **options: Any) -> Answer:
    """Ask again where the registry says so: of two that wait for each other the database lets one go."""
    while (answer := ask(*words, **options)).status_code == 503:
        time.sleep(float(answer.headers["Retry-After"]) / 10)
    return answer


def test_additions_at_once_each_have_a_manifest_of_their_own_and_the_last_lists_all(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")

    answers = at_once(*(partial(refer, yunling, f"{nth}.csv") for nth in range(CALLERS)))

    assert Counter(answers) == {201: CALLERS}
    contents = [yunling.get(f"{PLACE}/manifests/{number}").data for number in range(1, CALLERS + 2)]
    said = [json.loads(content) for content in contents]
    assert [len(row["artifacts"]) for row in said] == list(range(CALLERS + 1))
    digests = [f"sha256:{hashlib.sha256(content).hexdigest()}" for content in contents]
    assert [row["previous"] for row in said] == [None, *digests[:-1]]


def test_content_that_is_removed_and_given_at_once_is_gone_in_the_end(registry: Registry):
    yunling, guard = registry.city("yunling"), registry.client("guard", "security:admin", kind="authority")
    storage: Storage = registry.app.extensions["registry.artifacts"]
    for name in ("parking", "gates"):
        registry.component(yunling, name, "1.0")
    gates = PLACE.replace("parking", "gates")
    order = {"reason": "含个人信息", "legal_basis": "个人信息保护法"}
    for nth in range(ROUNDS):
        content = f"content {nth}".encode()
        yunling.call("PUT", f"{PLACE}/artifacts/{nth}.zip", data=content)

        removed, *given = at_once(
            partial(patiently, guard.post, f"{PLACE}/artifacts/{nth}.zip/removal", order),
            *(
                partial(patiently, yunling.call, "PUT", f"{gates}/artifacts/{nth}-{copy}.zip", data=content)
                for copy in range(3)
            ),
        )

        assert removed.status_code == 200, removed.get_data(as_text=True)
        assert {answer.status_code for answer in given} <= {201, 451}
        assert not storage.has(hashlib.sha256(content).hexdigest())
    listed = yunling.get(f"{gates}/artifacts?limit=100").json["items"]
    assert [row["filename"] for row in listed if row["removed"] is None] == []


def test_the_bound_of_keys_is_not_outrun(registry: Registry):
    yunling = registry.city("yunling")
    address = "/api/v1/organisations/yunling/keys"
    keys = [Signer(number).registration("yunling") for number in range(1, 20 + CALLERS)]
    for body in keys[: 20 - 1]:
        assert yunling.post(address, body).status_code == 201

    answers = at_once(*(partial(yunling.post, address, body) for body in keys[20 - 1 :]))

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: CALLERS - 1}


def test_a_key_is_revoked_before_it_signs_or_after(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    content = yunling.get(f"{PLACE}/manifests/1").data
    for number in range(1, ROUNDS + 1):
        key = Signer(number)
        yunling.post("/api/v1/organisations/yunling/keys", key.registration("yunling"))
        body = {"manifest": 1, "key": key.fingerprint, "signature": key.sign(content)}
        place = f"/api/v1/organisations/yunling/keys/{key.fingerprint}"

        signed, revoked = at_once(
            partial(yunling.post, f"{PLACE}/signatures", body),
            partial(yunling.post, f"{place}/revocation", {"reason": "被盗"}),
        )

        assert (signed.status_code in {201, 422}, revoked.status_code) == (True, 200)
    assert not any(row["is_good"] for row in yunling.get(f"{PLACE}/signatures").json["items"])
