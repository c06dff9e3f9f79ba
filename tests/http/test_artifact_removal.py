"""POST …/versions/{number}/artifacts/{filename}/removal: bytes that the law takes out leave a tombstone."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from registry.artifacts.actions import collect
from registry.artifacts.storage import Storage
from tests.build import Answer, Client, Registry

CONTENT = b"personal records, published by mistake\n" * 50
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ORDER = {"reason": "含有公民个人信息", "legal_basis": "个人信息保护法第四十七条"}


def place(component: str, number: str = "1.0") -> str:
    return f"/api/v1/components/{component}/versions/{number}"


def put(client: Client, component: str, filename: str, content: bytes = CONTENT, number: str = "1.0") -> Answer:
    address = f"{place(component, number)}/artifacts/{filename}"
    return client.call("PUT", address, data=content, headers={"Content-Type": "application/zip"})


def remove(client: Client, component: str = "yunling/parking", filename: str = "a.zip", **change: Any) -> Answer:
    return client.post(f"{place(component)}/artifacts/{filename}/removal", {**ORDER, **change})


def published(registry: Registry) -> tuple[Client, Client]:
    """A city with two files in one version, and who removes by law."""
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", "1.1")
    for filename, content in (("a.zip", CONTENT), ("other.zip", b"harmless")):
        assert put(yunling, "yunling/parking", filename, content).status_code == 201
    return yunling, registry.client("guard", "security:admin", kind="authority")


def storage_of(registry: Registry) -> Storage:
    storage: Storage = registry.app.extensions["registry.artifacts"]
    return storage


def test_the_bytes_are_gone_and_everything_else_stays(registry: Registry):
    yunling, guard = published(registry)
    before = yunling.get(f"{place('yunling/parking')}/artifacts").json["items"]

    answer = remove(guard)

    assert answer.status_code == 200
    assert answer.json["removed"] == {"on": "2026-03-02", **ORDER}
    assert not storage_of(registry).has(DIGEST)
    after = yunling.get(f"{place('yunling/parking')}/artifacts").json["items"]
    assert after == [{**before[0], "removed": answer.json["removed"]}, before[1]]
    assert yunling.get(f"{place('yunling/parking')}/artifacts/other.zip").data == b"harmless"


def test_who_fetches_it_is_told_why_it_is_not_there(registry: Registry):
    _, guard = published(registry)
    remove(guard)

    answer = registry.anyone.get(f"{place('yunling/parking')}/artifacts/a.zip")

    assert (answer.status_code, answer.json["code"]) == (451, "artifact_removed")
    assert ORDER["reason"] in answer.json["detail"]


def test_the_next_manifest_says_so_and_those_before_stand(registry: Registry):
    yunling, guard = published(registry)
    address = f"{place('yunling/parking')}/manifests"
    before = yunling.get(f"{address}/3").data

    remove(guard)

    latest = yunling.get(f"{address}/latest").json
    assert latest["manifest"] == 4
    assert [(row["filename"], row["removed"]) for row in latest["artifacts"]] == [
        ("a.zip", {"on": "2026-03-02", **ORDER}),
        ("other.zip", None),
    ]
    assert yunling.get(f"{address}/3").data == before


def test_the_same_content_goes_wherever_it_stands(registry: Registry):
    yunling, guard = published(registry)
    haina = registry.city("haina")
    registry.component(haina, "gates", "1.0")
    put(haina, "haina/gates", "copy.zip")
    put(yunling, "yunling/parking", "again.zip", number="1.1")
    put(yunling, "yunling/parking", "twice.zip")
    elsewhere = {"filename": "far.zip", "role": "data", "location": "https://files.example/far.zip"}
    haina.post(f"{place('haina/gates')}/references", {**elsewhere, "digest": f"sha256:{DIGEST}"})

    remove(guard)

    removed = {
        row["filename"]: row["removed"] is not None
        for address in (place("yunling/parking"), place("yunling/parking", "1.1"), place("haina/gates"))
        for row in registry.anyone.get(f"{address}/artifacts").json["items"]
    }
    assert removed.pop("other.zip") is False
    assert removed == dict.fromkeys(("a.zip", "again.zip", "twice.zip", "copy.zip", "far.zip"), True)
    numbers = [
        registry.anyone.get(f"{address}/manifests/latest").json["manifest"]
        for address in (place("yunling/parking"), place("yunling/parking", "1.1"), place("haina/gates"))
    ]
    assert numbers == [5, 3, 4]


def test_the_content_is_never_taken_again_and_the_name_is_never_free(registry: Registry):
    yunling, guard = published(registry)
    remove(guard)

    same = put(yunling, "yunling/parking", "renamed.zip")
    elsewhere = {"filename": "far.zip", "role": "data", "location": "https://files.example/far.zip"}
    referred = yunling.post(f"{place('yunling/parking')}/references", {**elsewhere, "digest": f"sha256:{DIGEST}"})
    other = put(yunling, "yunling/parking", "a.zip", b"something else")

    assert [(answer.status_code, answer.json["code"]) for answer in (same, referred)] == [(451, "artifact_removed")] * 2
    assert (other.status_code, other.json["code"]) == (409, "artifact_exists")
    assert not storage_of(registry).has(DIGEST)


def test_a_reference_is_removed_as_well_with_where_it_led(registry: Registry):
    yunling, guard = published(registry)
    digest = "cd" * 32
    elsewhere = {"filename": "far.zip", "role": "data", "location": "https://files.example/far.zip"}
    yunling.post(f"{place('yunling/parking')}/references", {**elsewhere, "digest": f"sha256:{digest}"})

    answer = remove(guard, filename="far.zip")

    assert (answer.json["digest"], answer.json["location"]) == (f"sha256:{digest}", None)
    assert registry.anyone.get(f"{place('yunling/parking')}/artifacts/far.zip").status_code == 451


def test_what_was_removed_uses_up_no_quota(registry: Registry):
    yunling, guard = published(registry)

    remove(guard)

    used = "SELECT bytes, files FROM storage_uses"
    assert registry.database.fetch(used) == [(len(b"harmless"), 1)]
    assert yunling.get(place("yunling/parking")).status_code == 200


def test_it_is_removed_once(registry: Registry):
    _, guard = published(registry)
    remove(guard)

    again = remove(guard)

    assert (again.status_code, again.json["code"]) == (451, "artifact_removed")


def test_it_is_for_security_administrators_alone(registry: Registry):
    yunling, _ = published(registry)

    for outsider, status in ((registry.anyone, 401), (yunling, 403), (registry.administrator(), 403)):
        assert remove(outsider).status_code == status
    assert registry.anyone.get(f"{place('yunling/parking')}/artifacts/a.zip").data == CONTENT


def test_they_reach_what_is_hidden_from_everybody_else(registry: Registry):
    yunling, guard = published(registry)
    registry.administrator().post("/api/v1/clusters", {"slug": "river", "name": {"zh": "江"}})
    registry.administrator().post("/api/v1/clusters/river/members", {"member": "yunling"})
    registry.component(yunling, "hidden", "1.0", visible_to_clusters=["river"])
    assert put(yunling, "yunling/hidden", "b.zip", b"hidden").status_code == 201
    assert registry.city("haina").get(f"{place('yunling/hidden')}/artifacts").status_code == 404

    assert remove(guard, "yunling/hidden", "b.zip").status_code == 200


def test_it_needs_a_reason_and_the_law(registry: Registry):
    _, guard = published(registry)

    for change in ({"reason": ""}, {"legal_basis": ""}, {"legal_basis": "x" * 501}, {"until": "2027"}):
        answer = remove(guard, **change)

        assert [error["pointer"] for error in answer.json["errors"]] == [f"/{next(iter(change))}"]
    assert storage_of(registry).has(DIGEST)


def test_what_is_not_there_is_not_found(registry: Registry):
    _, guard = published(registry)

    assert remove(guard, filename="nothing.zip").status_code == 404
    assert remove(guard, "yunling/nothing").status_code == 404


def test_one_event_for_each_artifact_tells_of_it(registry: Registry):
    yunling, guard = published(registry)
    put(yunling, "yunling/parking", "again.zip", number="1.1")

    remove(guard)

    told = registry.anyone.get("/api/v1/events?types=artifact.removed").json["items"]
    subjects = [event["subject"] for event in told]
    assert subjects == [
        "yunling/parking/versions/1.0/artifacts/a.zip",
        "yunling/parking/versions/1.1/artifacts/again.zip",
    ]
    assert told[0]["data"]["removed"] == {"on": "2026-03-02", **ORDER}
    assert told[0]["data"]["manifest"] == 4


def test_bytes_that_a_crash_left_are_sent_to_nobody_and_go_with_the_next_collection(registry: Registry):
    _, guard = published(registry)
    remove(guard)
    storage = storage_of(registry)
    storage.keep(storage.receive([CONTENT], limit=len(CONTENT)))

    fetched = registry.anyone.get(f"{place('yunling/parking')}/artifacts/a.zip")
    registry.clock.set(datetime.now(UTC) + timedelta(days=2))
    collect(registry.database, storage)

    assert fetched.status_code == 451
    assert not storage.has(DIGEST)
