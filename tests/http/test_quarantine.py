"""POST | DELETE | GET /components/{publisher}/{name}/quarantine, GET /quarantines."""

from datetime import timedelta

import pytest

from tests.build import Client, Registry

COMPONENT = "yunling/parking"
ADDRESS = f"/api/v1/components/{COMPONENT}"
HELD = f"{ADDRESS}/quarantine"
REASON = "1.0 的安装包被植入后门，正在核查"


def guard(registry: Registry) -> Client:
    return registry.client("ministry", "security:admin", kind="authority")


def held(registry: Registry) -> tuple[Client, Client]:
    """Its publisher, and the security administrator who has placed it in quarantine."""
    yunling, security = registry.city("yunling"), guard(registry)
    registry.component(yunling, "parking", "1.0", "2.0")
    answer = security.post(HELD, {"reason": REASON})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return yunling, security


def test_a_component_is_held_back_and_given_back(registry: Registry):
    yunling, security = held(registry)
    seen = registry.anyone.get(ADDRESS).json["quarantine"]

    answer = security.delete(f"{HELD}?reason=查明无误")

    assert seen == {"placed_at": "2026-03-02T04:00:00.000Z"}
    assert answer.status_code == 204
    assert registry.anyone.get(ADDRESS).json["quarantine"] is None
    assert registry.anyone.get(HELD).status_code == 404
    registry.version(yunling, COMPONENT, "3.0")


def test_why_is_told_to_its_owner_and_to_administrators_alone(registry: Registry):
    yunling, security = held(registry)

    told = {
        role: client.get(HELD).json["reason"]
        for role, client in {
            "owner": yunling,
            "security": security,
            "administrator": registry.administrator(),
            "stranger": registry.city("haina"),
            "anyone": registry.anyone,
        }.items()
    }

    assert told == {"owner": REASON, "security": REASON, "administrator": REASON, "stranger": None, "anyone": None}
    assert REASON not in registry.anyone.get(ADDRESS).get_data(as_text=True)
    assert REASON not in registry.anyone.get("/api/v1/events?after=0&limit=100").get_data(as_text=True)


@pytest.mark.parametrize(
    ("what", "method", "address", "body"),
    [
        ("publish", "POST", f"{ADDRESS}/versions", {"number": "3.0"}),
        ("transfer", "POST", f"{ADDRESS}/transfer", {"to": "haina"}),
        ("adopt", "POST", "/api/v1/adoptions", {"adopter": "yunling", "component": COMPONENT, "mode": "new"}),
        ("remove", "DELETE", ADDRESS, None),
        ("attach", "PUT", f"{ADDRESS}/versions/2.0/artifacts/a.zip", {}),
        ("take a yank back", "DELETE", f"{ADDRESS}/versions/1.0/yank", None),
    ],
)
def test_nobody_spreads_what_is_held_back(registry: Registry, what: str, method: str, address: str, body: dict | None):
    yunling, security = registry.city("yunling"), guard(registry)
    registry.city("haina")
    registry.component(yunling, "parking", "1.0", "2.0")
    yunling.post(f"{ADDRESS}/versions/1.0/yank", {"reason": "other"})
    security.post(HELD, {"reason": REASON})
    tag = yunling.get(ADDRESS).headers["ETag"]

    answer = yunling.call(method, address, body, headers={"If-Match": tag} if method == "DELETE" else None)

    assert (answer.status_code, answer.json["code"]) == (403, "quarantined"), what
    assert REASON not in answer.json["detail"]
    assert "until they lift it" in answer.json["detail"]


def test_who_runs_it_keeps_it_and_is_told_what_to_do(registry: Registry):
    yunling, haina, security = registry.city("yunling"), registry.city("haina"), guard(registry)
    registry.component(yunling, "parking", "1.0", "2.0")
    runs = registry.adoption(haina, COMPONENT, "approved", "pilot", version="1.0")
    security.post(HELD, {"reason": REASON})

    upgrade = haina.post(f"/api/v1/adoptions/{runs}/transitions", {"to": "pilot", "version": "2.0"})
    goes_on = haina.post(f"/api/v1/adoptions/{runs}/transitions", {"to": "live"})
    (update,) = haina.get("/api/v1/organisations/haina/updates").json["items"]
    ends = haina.post(f"/api/v1/adoptions/{runs}/transitions", {"to": "retired"})

    assert (upgrade.status_code, upgrade.json["code"]) == (403, "quarantined")
    assert (goes_on.status_code, ends.status_code) == (201, 201)
    assert update["is_quarantined"] is True
    assert update["advice"][0]["code"] == "quarantined"
    assert "安全管理员" in update["advice"][0]["text"]["zh"]


def test_a_plan_is_not_begun_but_what_runs_may_be_said(registry: Registry):
    yunling, haina, security = registry.city("yunling"), registry.city("haina"), guard(registry)
    registry.component(yunling, "parking", "1.0")
    planned = registry.adoption(haina, COMPONENT, "approved")
    runs = registry.adoption(yunling, COMPONENT, "approved", "pilot")
    security.post(HELD, {"reason": REASON})

    begun = haina.post(f"/api/v1/adoptions/{planned}/transitions", {"to": "pilot"})
    said = yunling.post(f"/api/v1/adoptions/{runs}/transitions", {"to": "pilot", "version": "1.0"})

    assert (begun.status_code, said.status_code) == (403, 201)


def test_it_is_placed_once_and_lifted_once(registry: Registry):
    _, security = held(registry)

    again = security.post(HELD, {"reason": REASON})
    security.delete(HELD)
    lifted_again = security.delete(HELD)

    assert (again.status_code, again.json["code"]) == (409, "already_quarantined")
    assert (lifted_again.status_code, lifted_again.json["code"]) == (409, "not_quarantined")


@pytest.mark.parametrize("role", ["owner", "administrator", "auditor", "anyone"])
def test_only_security_administrators_decide(registry: Registry, role: str):
    clients = {
        "owner": registry.city("yunling"),
        "administrator": registry.administrator(),
        "auditor": registry.client("audit", "audit:read", kind="authority"),
        "anyone": registry.anyone,
    }
    registry.component(clients["owner"], "parking", "1.0")

    placed, lifted = clients[role].post(HELD, {"reason": REASON}), clients[role].delete(HELD)

    assert {placed.status_code, lifted.status_code} == {401 if role == "anyone" else 403}
    if role != "anyone":
        assert "security:admin" in placed.json["detail"]


def test_a_security_administrator_sees_what_is_for_some_clusters_alone_and_drafts(registry: Registry):
    yunling, security = registry.city("yunling"), guard(registry)
    registry.component(yunling, "draft")

    assert security.get("/api/v1/components/yunling/draft").status_code == 200
    assert security.post("/api/v1/components/yunling/draft/quarantine", {"reason": REASON}).status_code == 201
    assert registry.anyone.get("/api/v1/components/yunling/draft/quarantine").status_code == 404


def test_what_was_held_back_stays_on_record(registry: Registry):
    _, security = held(registry)
    registry.clock.set(registry.clock.now() + timedelta(days=1))
    security.delete(f"{HELD}?reason=查明无误")
    security.post(HELD, {"reason": "又一起"})

    first = security.get("/api/v1/quarantines?limit=1").json
    second = security.get(f"/api/v1/quarantines?limit=1&cursor={first['next']}").json
    open_ones = security.get("/api/v1/quarantines?history=false").json["items"]
    (old,) = second["items"]

    assert first["items"] == open_ones
    assert (old["reason"], old["placed_by"], old["lifted_by"], old["lift_reason"], old["lifted_at"]) == (
        REASON,
        "ministry",
        "ministry",
        "查明无误",
        "2026-03-03T04:00:00.000Z",
    )
    assert registry.administrator().get("/api/v1/quarantines").status_code == 200
    assert registry.city("haina").get("/api/v1/quarantines").status_code == 403


def test_each_step_is_in_the_log_with_who_and_when(registry: Registry):
    _, security = held(registry)
    security.delete(HELD)

    types = [event["type"] for event in security.get("/api/v1/events?after=0&limit=100").json["items"]]

    assert [type for type in types if "quarantine" in type] == ["component.quarantined", "component.quarantine_lifted"]


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 2001}, {"why": "x"}])
def test_a_reason_is_needed(registry: Registry, body: dict):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert guard(registry).post(HELD, body).status_code == 422
