"""PUT /organisations/{slug}/policy: what a city asks of what it takes into use, checked when it adopts and upgrades."""

from datetime import timedelta
from typing import Any

import pytest

from schemas.policies import AdoptionPolicySchema, FindingsSchema
from tests.build import START, Answer, Client, Registry

ADDRESS = "/api/v1/organisations/haina/policy"


def state(client: Client, slug: str = "haina", *, etag: str | None = None, **rules: Any) -> Answer:
    """State a policy: anew, or in the place of the one with this tag."""
    headers = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
    return client.call("PUT", f"/api/v1/organisations/{slug}/policy", rules, headers=headers)


def adopt(client: Client, slug: str = "haina", **more: Any) -> Answer:
    wanted = {"adopter": slug, "component": "yunling/parking", "mode": "new", "version": "1.0", **more}
    return client.post("/api/v1/adoptions", wanted)


def move(client: Client, adoption: str, to: str, **more: Any) -> Answer:
    return client.post(f"/api/v1/adoptions/{adoption}/transitions", {"to": to, **more})


def verdicts(answer: Answer) -> dict[str, str]:
    return {finding["rule"]: finding["verdict"] for finding in answer.json["findings"]}


@pytest.fixture
def cities(registry: Registry) -> tuple[Client, Client]:
    """Yunling, which publishes parking 1.0 and 1.1, and Haina, which adopts."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    return yunling, haina


def warn(yunling: Client, severity: str, *versions: str) -> str:
    said = {"summary": "Leak", "severity": severity, "affected": [{"versions": list(versions)}]}
    identifier: str = yunling.post("/api/v1/components/yunling/parking/advisories", said).json["identifier"]
    return identifier


def test_a_city_states_its_policy_reads_it_and_states_it_anew(registry: Registry, cities: tuple[Client, Client]):
    _, haina = cities
    assert haina.get(ADDRESS).status_code == 404

    first = state(haina, minimum_severity="high", licenses=["mulanpsl-2.0"], cool_down_days=14)
    read = haina.get(ADDRESS)
    second = state(haina, etag=read.headers["ETag"], security_level=2)

    assert (first.status_code, second.status_code) == (201, 200)
    assert AdoptionPolicySchema().validate(read.json) == {}
    assert (read.json["minimum_severity"], read.json["licenses"], read.json["cool_down_days"]) == (
        "high",
        ["MulanPSL-2.0"],
        14,
    )
    assert (second.json["minimum_severity"], second.json["security_level"]) == (None, 2)


def test_a_policy_is_changed_only_by_who_has_read_it(cities: tuple[Client, Client]):
    _, haina = cities
    state(haina, cool_down_days=14)

    again, stale, bare = (
        state(haina, cool_down_days=7),
        state(haina, etag='"0"', cool_down_days=7),
        haina.call("PUT", ADDRESS, {}),
    )

    assert [answer.status_code for answer in (again, stale, bare)] == [412, 412, 428]


@pytest.mark.parametrize(
    ("rules", "pointer"),
    [
        ({"minimum_severity": "severe"}, "/minimum_severity"),
        ({"licenses": ["MIT", "no licence"]}, "/licenses/1"),
        ({"cool_down_days": 366}, "/cool_down_days"),
        ({"security_level": 5}, "/security_level"),
        ({"required_confirmations": ["oath"]}, "/required_confirmations/0"),
        ({"due_days": {"critical": 8}}, "/due_days/critical"),
        ({"due_days": {"none": 8}}, "/due_days/none"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_a_mistake_is_told_at_its_place(cities: tuple[Client, Client], rules: dict[str, Any], pointer: str):
    _, haina = cities

    answer = state(haina, **rules)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_what_does_not_meet_it_is_not_adopted_and_every_finding_is_told(cities: tuple[Client, Client]):
    yunling, haina = cities
    identifier = warn(yunling, "high", "1.0")
    state(haina, minimum_severity="high", cool_down_days=14, licenses=["MulanPSL-2.0"], security_level=2)

    answer = adopt(haina)

    assert (answer.status_code, answer.json["code"]) == (409, "policy_not_met")
    assert verdicts(answer) == {
        "minimum_severity": "unmet",
        "cool_down_days": "unmet",
        "licenses": "met",
        "security_level": "unmet",
    }
    assert identifier in answer.json["findings"][0]["why"]["en"]
    assert all(finding["why"]["zh"] for finding in answer.json["findings"])
    assert haina.get("/api/v1/adoptions?adopter=haina").json["items"] == []


def test_what_meets_it_is_adopted(registry: Registry, cities: tuple[Client, Client]):
    yunling, haina = cities
    warn(yunling, "low", "1.0")
    state(haina, minimum_severity="high", cool_down_days=14, licenses=["MulanPSL-2.0"])
    registry.clock.set(START + timedelta(days=14))

    assert adopt(haina).status_code == 201


def test_an_exception_needs_a_reason_and_is_written_down(cities: tuple[Client, Client]):
    _, haina = cities
    state(haina, cool_down_days=14)

    answer = adopt(haina, policy_exception="Flood season begins.")

    assert answer.status_code == 201
    assert answer.json["history"][0]["note"] == "Flood season begins."
    (event,) = haina.get("/api/v1/events?types=adoption.begun").json["items"]
    assert event["data"]["policy_exception"] is True
    assert "Flood" not in str(event)


def test_what_meets_the_policy_is_no_exception_whatever_is_sent(cities: tuple[Client, Client]):
    _, haina = cities
    state(haina, licenses=["MulanPSL-2.0"])

    answer = adopt(haina, policy_exception="To be sure.")

    assert answer.json["history"][0]["note"] is None
    (event,) = haina.get("/api/v1/events?types=adoption.begun").json["items"]
    assert "policy_exception" not in event["data"]


def test_going_live_and_upgrading_are_checked_and_ending_is_not(registry: Registry, cities: tuple[Client, Client]):
    yunling, haina = cities
    adoption = adopt(haina).json["id"]
    move(haina, adoption, "approved")
    warn(yunling, "critical", "1.0")
    state(haina, minimum_severity="critical", cool_down_days=30)

    live = move(haina, adoption, "live")
    upgraded = move(haina, adoption, "approved", version="1.1")
    excepted = move(haina, adoption, "live", note="Agreed.", policy_exception="No other way.")

    assert verdicts(live) == {"minimum_severity": "unmet", "cool_down_days": "unmet"}
    assert verdicts(upgraded) == {"minimum_severity": "met", "cool_down_days": "unmet"}
    assert excepted.status_code == 201
    assert excepted.json["history"][-1]["note"] == "Agreed.\nNo other way."
    assert move(haina, adoption, "suspended").status_code == 201
    assert move(haina, adoption, "retired").status_code == 201


def test_a_version_that_repairs_what_runs_need_not_cool_down(cities: tuple[Client, Client]):
    yunling, haina = cities
    adoption = adopt(haina).json["id"]
    for stage in ("approved", "live"):
        move(haina, adoption, stage)
    warn(yunling, "high", "1.0")
    state(haina, minimum_severity="high", cool_down_days=30)

    checked = haina.post(f"{ADDRESS}/checks", {"component": "yunling/parking", "version": "1.1"})

    assert verdicts(checked) == {"minimum_severity": "met", "cool_down_days": "warned"}
    assert move(haina, adoption, "live", version="1.1").status_code == 201


def test_a_planned_version_that_was_yanked_goes_live_only_where_the_policy_lets_it(cities: tuple[Client, Client]):
    yunling, haina = cities
    adoption = adopt(haina).json["id"]
    move(haina, adoption, "approved")
    yunling.post("/api/v1/components/yunling/parking/versions/1.0/yank", {"reason": "security"})
    etag = state(haina, yank_reasons=["security"]).headers["ETag"]

    refused = move(haina, adoption, "live")
    state(haina, etag=etag, yank_reasons=["invalid"])
    taken = move(haina, adoption, "live")

    assert verdicts(refused) == {"yank_reasons": "unmet"}
    assert taken.status_code == 201


def test_confirmations_that_are_asked_for_must_be_there(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    documents = [{"kind": "test_report", "title": "测试报告", "url": "https://example.org/report"}]
    registry.component(yunling, "parking", "1.0", documents=documents)
    asked = ["conformance", "signature", "sbom", "security_report"]
    state(haina, required_confirmations=asked)

    checked = haina.post(f"{ADDRESS}/checks", {"component": "yunling/parking", "version": "1.0"})

    assert [finding["verdict"] for finding in checked.json["findings"]] == ["unmet", "unmet", "unmet", "met"]
    assert adopt(haina).json["code"] == "policy_not_met"


def test_a_policy_of_the_city_holds_for_its_units_until_they_have_their_own(
    registry: Registry, cities: tuple[Client, Client]
):
    _, haina = cities
    east = registry.client("east", "adoption:write", "organisation:manage", parent="haina", unit="district")
    state(haina, cool_down_days=14)

    under_the_citys = adopt(east, "east")
    alone = adopt(east, "east", policy_exception="We need it.")
    by_the_city = adopt(haina, "east", policy_exception="They need it.")
    haina.post(f"/api/v1/adoptions/{by_the_city.json['id']}/transitions", {"to": "retired"})
    state(east, "east", cool_down_days=0)
    under_its_own = adopt(east, "east")

    assert under_the_citys.json["code"] == "policy_not_met"
    assert (alone.status_code, alone.json["code"]) == (403, "exception_not_yours")
    assert by_the_city.status_code == 201
    assert under_its_own.status_code == 201


def test_who_adopts_on_behalf_of_a_city_meets_the_citys_policy(registry: Registry, cities: tuple[Client, Client]):
    _, haina = cities
    province = registry.client("province", "adoption:write", kind="authority")
    state(haina, cool_down_days=14)

    refused = adopt(province, "province", on_behalf_of="haina")
    excepted = adopt(province, "province", on_behalf_of="haina", policy_exception="We say so.")

    assert refused.json["code"] == "policy_not_met"
    assert (excepted.status_code, excepted.json["code"]) == (403, "exception_not_yours")


def test_a_check_writes_nothing_and_says_whose_policy_it_was(registry: Registry, cities: tuple[Client, Client]):
    _, haina = cities
    state(haina, cool_down_days=14)
    before = haina.get("/api/v1/events?limit=1000").json["items"]

    checked = haina.post(f"{ADDRESS}/checks", {"component": "yunling/parking", "version": "1.0"})
    unnamed = haina.post(f"{ADDRESS}/checks", {"component": "yunling/parking"})

    assert FindingsSchema().validate(checked.json) == {}
    assert checked.json["policy_of"] == "haina"
    assert (verdicts(checked), verdicts(unnamed)) == ({"cool_down_days": "unmet"}, {"cool_down_days": "warned"})
    assert haina.get("/api/v1/events?limit=1000").json["items"] == before


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"component": "yunling/nothing"}, "/component"),
        ({"component": "yunling/parking", "version": "9"}, "/version"),
        ({"version": "1.0"}, "/component"),
    ],
)
def test_a_check_of_what_is_not_there_says_which(cities: tuple[Client, Client], said: dict[str, str], pointer: str):
    _, haina = cities

    answer = haina.post(f"{ADDRESS}/checks", said)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_without_a_policy_everything_may_be_adopted(cities: tuple[Client, Client]):
    _, haina = cities

    checked = haina.post(f"{ADDRESS}/checks", {"component": "yunling/parking", "version": "1.0"})

    assert checked.json == {"policy_of": None, "findings": []}
    assert adopt(haina).status_code == 201


@pytest.mark.parametrize(
    ("role", "reads", "states", "checks"),
    [
        ("anyone", 401, 401, 401),
        ("other city", 403, 403, 403),
        ("entity", 403, 403, 403),
        ("unit", 200, 403, 403),
        ("reader", 200, 403, 200),
        ("administrator", 200, 412, 200),
    ],
)
def test_who_reads_states_and_checks_it(
    registry: Registry, cities: tuple[Client, Client], role: str, reads: int, states: int, checks: int
):
    _, haina = cities
    state(haina, cool_down_days=14)
    client = {
        "anyone": lambda: registry.anyone,
        "other city": lambda: registry.city("lingu"),
        "entity": lambda: registry.entity(),
        "unit": lambda: registry.client("east", "organisation:manage", parent="haina", unit="district"),
        "reader": lambda: registry.client("haina", "adoption:write"),
        "administrator": lambda: registry.administrator(),
    }[role]()

    answers = (
        client.get(ADDRESS),
        state(client, cool_down_days=1),
        client.post(f"{ADDRESS}/checks", {"component": "yunling/parking"}),
    )

    assert [answer.status_code for answer in answers] == [reads, states, checks]


def test_an_operating_entity_has_no_policy(registry: Registry):
    answer = state(registry.entity(), "builder", cool_down_days=1)

    assert answer.status_code == 422
