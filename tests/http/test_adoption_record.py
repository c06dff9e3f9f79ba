"""PATCH /adoptions/{id}, GET | POST /adoptions/{id}/reports."""

import pytest

from tests.build import Client, Registry

RECORD = {
    "scenario": "医院停车",
    "operator": "builder",
    "departments": ["城管局", "交通局"],
    "levels": ["street", "city"],
    "legacy_systems": [{"name": "旧停车平台", "interface": "REST", "standard": "GB/T 28181"}],
    "contributions": ["process"],
    "responsibilities": [{"duty": "7×24 值守", "party": "builder", "kind": "负责"}],
    "sla": {"availability_percent": 99.9, "response_hours": 2, "recovery_hours": 8},
    "environment": {"network": "政务外网", "hosting": "政务云", "platform": "鲲鹏", "location": "城东机房"},
    "handover": {"on": "2026-03-01", "from": "某实施方", "to": "某运营方", "note": "文档与培训已完成"},
}


def begin(registry: Registry, *stages: str) -> tuple[Client, str]:
    haina = registry.city("haina")
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.entity("builder")
    return haina, f"/api/v1/adoptions/{registry.adoption(haina, 'yunling/parking', *stages)}"


def tag(client: Client, address: str) -> str:
    return client.get(address).headers["ETag"]


def reaches(registry: Registry) -> list[tuple[int, int]]:
    from sqlalchemy import select

    from registry.adoption.models import AdoptionReach

    with registry.database.reading() as session:
        rows = session.execute(select(AdoptionReach.departments, AdoptionReach.levels).order_by(AdoptionReach.id))
        return [(departments, levels) for departments, levels in rows]


def test_what_is_recorded_of_an_adoption_stands_in_it(registry: Registry):
    haina, address = begin(registry)

    answer = haina.patch(address, RECORD, etag=tag(haina, address))

    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert haina.get(address).json == answer.json
    told = {name: answer.json[name] for name in RECORD}
    assert told == {**RECORD, "levels": ["city", "street"]}
    assert answer.json["alive_until"] is None


def test_a_merge_patch_changes_only_what_it_names_and_null_removes(registry: Registry):
    haina, address = begin(registry)
    first = haina.patch(address, RECORD, etag=tag(haina, address))

    second = haina.patch(
        address, {"sla": {"response_hours": None}, "departments": None}, etag=first.headers["ETag"]
    ).json

    assert second["sla"] == {"availability_percent": 99.9, "recovery_hours": 8}
    assert (second["departments"], second["operator"]) == ([], "builder")


def test_how_far_it_reaches_is_dated_and_only_when_it_changes(registry: Registry):
    haina, address = begin(registry)
    for change in ({"departments": ["a", "b"]}, {"scenario": "路侧"}, {"levels": ["city"]}, {"levels": ["city"]}):
        assert haina.patch(address, change, etag=tag(haina, address)).status_code == 200

    assert reaches(registry) == [(2, 0), (2, 1)]


def test_saying_the_same_again_is_not_told(registry: Registry):
    haina, address = begin(registry)
    haina.patch(address, RECORD, etag=tag(haina, address))
    haina.patch(address, RECORD, etag=tag(haina, address))

    events = haina.get("/api/v1/events?types=adoption.described").json["items"]

    assert [event["data"]["fields"] for event in events] == [sorted(RECORD)]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"departments": [f"第{number}局" for number in range(201)]}, "/departments"),
        ({"levels": ["county"]}, "/levels/0"),
        ({"contributions": ["money"]}, "/contributions/0"),
        ({"legacy_systems": [{"interface": "REST"}]}, "/legacy_systems/0/name"),
        ({"responsibilities": [{"duty": "值守"}]}, "/responsibilities/0/party"),
        ({"sla": {"availability_percent": 101}}, "/sla/availability_percent"),
        ({"sla": {"response_hours": True}}, "/sla/response_hours"),
        ({"environment": {"server": "a"}}, "/environment/server"),
        ({"handover": {"on": "soon"}}, "/handover/on"),
        ({"operator": "nowhere"}, "/operator"),
        ({"environment": {"platform": "root，密码：Abc12345"}}, "/environment/platform"),
        ({"handover": {"note": "api_key=0123456789"}}, "/handover/note"),
        ({"legacy_systems": [{"name": "a", "interface": "jdbc:x://u:p@h/db"}]}, "/legacy_systems/0/interface"),
        ({"handover": {"note": "-----BEGIN PRIVATE KEY-----\nMIIB"}}, "/handover/note"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_recorded(registry: Registry, change: dict, pointer: str):
    haina, address = begin(registry)
    before = haina.get(address)

    answer = haina.patch(address, change, etag=before.headers["ETag"])

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert haina.get(address).json == before.json


def test_only_its_holder_records_and_builds_on_what_is_there(registry: Registry):
    haina, address = begin(registry)
    present = tag(haina, address)

    assert registry.city("other").patch(address, RECORD, etag=present).json["code"] == "not_your_organisation"
    assert haina.patch(address, RECORD).status_code == 428
    assert haina.patch(address, RECORD, etag='"old"').status_code == 412
    assert registry.anyone.patch(address, RECORD, etag=present).status_code == 401


def test_a_live_adoption_says_until_when_it_counts_as_alive(registry: Registry):
    haina, address = begin(registry, "approved", "live")

    read = haina.get(address).json

    assert (read["attested_on"], read["alive_until"]) == ("2026-03-02", "2026-08-29")


REPORT = {
    "from": "2026-02-01",
    "to": "2026-02-28",
    "summary": "运行平稳",
    "figures": {"incidents": 2, "uptime": "99.9%"},
}


def test_operating_reports_are_listed_the_newest_first(registry: Registry):
    haina, address = begin(registry, "approved", "live")
    first = haina.post(f"{address}/reports", REPORT)
    haina.post(f"{address}/reports", {**REPORT, "from": "2026-02-28", "summary": "又一期"})

    listed = haina.get(f"{address}/reports").json["items"]

    assert first.status_code == 201, first.get_data(as_text=True)
    assert [report["summary"] for report in listed] == ["又一期", "运行平稳"]
    assert listed[1] == first.json
    assert (listed[1]["organisation"], listed[1]["figures"]) == ("haina", {"incidents": 2, "uptime": "99.9%"})


def test_whoever_operates_it_may_report_but_sees_no_reports(registry: Registry):
    haina, address = begin(registry, "approved", "live")
    haina.patch(address, {"operator": "builder"}, etag=tag(haina, address))
    builder = registry.client("builder", "collaboration:write")
    stranger = registry.client("stranger", "collaboration:write", kind="operating_entity")

    assert builder.post(f"{address}/reports", REPORT).status_code == 201
    assert builder.get(f"{address}/reports").status_code == 404
    assert stranger.post(f"{address}/reports", REPORT).status_code == 404
    assert haina.get(f"{address}/reports").json["items"][0]["organisation"] == "builder"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"to": "2026-01-31"}, "/to"),
        ({"to": "2026-03-03"}, "/to"),
        ({"figures": {"a": [1]}}, "/figures"),
        ({"figures": {"a": True}}, "/figures"),
        ({"summary": " "}, "/summary"),
    ],
)
def test_a_report_that_is_wrong_is_refused(registry: Registry, change: dict, pointer: str):
    haina, address = begin(registry)

    answer = haina.post(f"{address}/reports", {**REPORT, **change})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
