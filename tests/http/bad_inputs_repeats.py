"""Requests that come twice, late or too often, and a clock that steps back."""

from collections.abc import Iterator

from werkzeug.test import TestResponse

from registry.web.models import WriteBudget
from tests.build import Client
from tests.http.bad_inputs_scenarios import drives
from tests.http.bad_inputs_scene import Scene, days_later

VERSION = {"number": "1.0.0"}


def _versions(scene: Scene) -> str:
    return f"/api/v1/components/{scene.component()}/versions"


def _keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


@drives("idempotency-001")
def _the_same_request_twice(scene: Scene) -> Iterator[TestResponse]:
    versions = _versions(scene)
    first = scene.send(scene.yunling, "POST", versions, VERSION, headers=_keyed("k-001"))
    after_first = scene.state()
    second = scene.send(scene.yunling, "POST", versions, VERSION, headers=_keyed("k-001"))
    assert (second.status_code, second.get_data()) == (201, first.get_data())
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert scene.state() == after_first
    yield from ()


@drives("idempotency-004")
def _the_same_key_of_another_city(scene: Scene) -> Iterator[TestResponse]:
    scene.send(scene.yunling, "POST", _versions(scene), VERSION, headers=_keyed("k-004"))
    body = {"adopter": "haina", "component": scene.component("1.0.0"), "mode": "new"}
    other = scene.send(scene.haina, "POST", "/api/v1/adoptions", body, headers=_keyed("k-004"))
    assert other.status_code == 201
    assert "Idempotency-Replayed" not in other.headers
    yield from ()


@drives("idempotency-005")
def _the_same_key_a_day_later(scene: Scene) -> Iterator[TestResponse]:
    versions = _versions(scene)
    scene.send(scene.yunling, "POST", versions, VERSION, headers=_keyed("k-005"))
    with days_later(scene, 1.01):
        yield scene.send(scene.yunling, "POST", versions, VERSION, headers=_keyed("k-005"))


@drives("idempotency-006")
def _keys_that_are_none(scene: Scene) -> Iterator[TestResponse]:
    versions = _versions(scene)
    for key in ("", "k" * 300, "k\x00", "k\x0bl", "钥匙"):
        yield scene.send(scene.yunling, "POST", versions, VERSION, headers=_keyed(key.encode().decode("latin-1")))


@drives("idempotency-010")
def _a_refused_request_corrected(scene: Scene) -> Iterator[TestResponse]:
    versions = _versions(scene)
    refused = scene.send(scene.yunling, "POST", versions, {"number": "wrong"}, headers=_keyed("k-010"))
    assert refused.status_code == 422
    yield scene.send(scene.yunling, "POST", versions, VERSION, headers=_keyed("k-010"))


@drives("idempotency-019")
def _the_clock_steps_back(scene: Scene) -> Iterator[TestResponse]:
    later = scene.send(scene.yunling, "POST", _versions(scene), VERSION)
    with days_later(scene, -1 / 24):
        earlier = scene.send(scene.yunling, "POST", _versions(scene), VERSION)
    assert earlier.get_json()["published_at"] < later.get_json()["published_at"]
    feed = scene.send(scene.yunling, "GET", "/api/v1/events?types=version.published&limit=1000").get_json()["items"]
    assert [feed[-2]["data"]["component"], feed[-1]["data"]["component"]] == [
        later.get_json()["component"],
        earlier.get_json()["component"],
    ]
    assert feed[-2]["position"] < feed[-1]["position"]
    yield from ()


@drives("semantics-031")
def _yanking_twice(scene: Scene) -> Iterator[TestResponse]:
    component = scene.component("1.0.0")
    yank = f"/api/v1/components/{component}/versions/1.0.0/yank"
    assert scene.send(scene.yunling, "POST", yank, {"reason": "security"}).status_code == 200
    adoption = {"adopter": "haina", "component": component, "version": "1.0.0", "mode": "new"}
    assert scene.send(scene.haina, "POST", "/api/v1/adoptions", adoption).status_code == 409
    yield scene.send(scene.yunling, "POST", yank, {"reason": "other"})


@drives("limits-001")
def _too_many_reads_of_one_token(scene: Scene) -> Iterator[TestResponse]:
    budgets = scene.registry.app.read_budgets  # type: ignore[attr-defined]
    usual, budgets.per_minute = budgets.per_minute, 30
    try:
        hasty = Client(scene.registry.app, "cityreg_hasty")
        statuses = [scene.send(hasty, "GET", "/api/v1/components").status_code for _ in range(30)]
        assert set(statuses) == {401}
        refused = scene.send(hasty, "GET", "/api/v1/components")
        assert int(refused.headers["Retry-After"]) >= 1
        assert scene.send(scene.haina, "GET", "/api/v1/components").status_code == 200
        yield refused
    finally:
        budgets.per_minute = usual


@drives("limits-004", "limits-006")
def _too_many_writes(scene: Scene) -> Iterator[TestResponse]:
    with scene.hasty_registry(writes_per_minute=5) as limited:
        hasty = limited.client("haina", "adoption:write")
        asked = [scene.send(hasty, "POST", "/api/v1/adoptions", {}).status_code for _ in range(5)]
        assert set(asked) == {422}
        refused = scene.send(hasty, "POST", "/api/v1/adoptions", {})
        budget = _budgets(scene)
        assert int(refused.headers["Retry-After"]) >= 1
        assert scene.send(hasty, "POST", "/api/v1/adoptions", {}).status_code == 429
        assert _budgets(scene) == budget, "a refusal for haste is no write"
    yield refused


def _budgets(scene: Scene) -> list[tuple[str, float, float]]:
    with scene.registry.database.reading() as session:
        return [(row.caller, row.left, row.counted_at) for row in session.query(WriteBudget)]


@drives("limits-007")
def _many_words(scene: Scene) -> Iterator[TestResponse]:
    answer = scene.send(scene.anyone, "GET", f"/api/v1/components?q={'+OR+'.join(f'w{n}' for n in range(16))}")
    assert answer.status_code == 200
    words = "+".join(f"w{n}" for n in range(33))
    yield scene.send(scene.anyone, "GET", f"/api/v1/components?q={words}")


@drives("limits-012", "limits-013")
def _a_trace_header_that_is_none(scene: Scene) -> Iterator[TestResponse]:
    for trace in ("garbage", "00-" + "f" * 10_240):
        yield scene.send(scene.anyone, "GET", "/api/v1/components", headers={"traceparent": trace})
