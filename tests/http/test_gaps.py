"""/organisations/{slug}/gaps: what a city lacks, by when that is to end, and what became of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.gaps import GapSchema
from tests.build import Client, Registry

ADDRESS = "/api/v1/organisations/shaquan/gaps"

GAP = {
    "problem": "data_foundation",
    "title": "各部门地址不一致",
    "domain": "A1",
    "severity": "high",
    "due_on": "2026-09-30",
    "basis": "2025 年数据底座自查",
}


@pytest.fixture
def shaquan(registry: Registry) -> Client:
    return registry.city("shaquan", city_class="foundational")


def register(city: Client, **changes: Any) -> str:
    answer = city.post(ADDRESS, {**GAP, **changes})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.json["id"])


def refused(answer: Any) -> tuple[int, str, str | None]:
    problem = answer.get_json()
    errors = problem.get("errors") or [{}]
    return answer.status_code, problem["type"].rsplit("/", 1)[-1], errors[0].get("pointer")


def test_a_city_registers_what_it_lacks(registry: Registry, shaquan: Client):
    answer = shaquan.post(ADDRESS, GAP)

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/{answer.json['id']}"
    assert GapSchema().validate(answer.json) == {}
    assert (answer.json["status"], answer.json["due_days"][0]["due_on"]) == ("open", "2026-09-30")
    assert [gap["id"] for gap in shaquan.get(ADDRESS).json["items"]] == [answer.json["id"]]


def test_the_list_is_filtered_and_paged(registry: Registry, shaquan: Client):
    first, second = register(shaquan), register(shaquan, problem="security")
    shaquan.post(f"{ADDRESS}/{first}/closing", {"reason": "并入另一短板"})

    assert [gap["id"] for gap in shaquan.get(f"{ADDRESS}?status=open").json["items"]] == [second]
    assert [gap["id"] for gap in shaquan.get(f"{ADDRESS}?problem=data_foundation").json["items"]] == [first]
    page = shaquan.get(f"{ADDRESS}?limit=1").json
    assert [gap["id"] for gap in shaquan.get(f"{ADDRESS}?limit=1&cursor={page['next']}").json["items"]] == [first]


def test_a_gap_closes_with_evidence_that_leads_somewhere(registry: Registry, shaquan: Client):
    registry.component(registry.city("haina"), "address", "1.0")
    adoption = registry.adoption(shaquan, "haina/address", "approved", "live")
    gap = register(shaquan)
    closing = f"{ADDRESS}/{gap}/closing"

    assert refused(shaquan.post(closing, {"evidence": [{"title": "已上线"}]})) == (
        422,
        "payload_invalid",
        "/evidence/0",
    )
    closed = shaquan.post(closing, {"evidence": [{"title": "地址服务上线", "adoption": adoption}]}).json

    assert (closed["status"], closed["closed_on"]) == ("closed", "2026-03-02")
    assert closed["evidence"] == [{"title": "地址服务上线", "url": None, "adoption": adoption}]
    assert refused(shaquan.post(closing, {"reason": "再关一次"}))[:2] == (409, "gap_closed")


def test_another_citys_adoption_proves_nothing(registry: Registry, shaquan: Client):
    haina = registry.city("haina")
    registry.component(shaquan, "address", "1.0")
    foreign = registry.adoption(haina, "shaquan/address", "approved", "live")
    gap = register(shaquan)

    answer = shaquan.post(f"{ADDRESS}/{gap}/closing", {"evidence": [{"title": "上线", "adoption": foreign}]})

    assert refused(answer) == (422, "payload_invalid", "/evidence/0/adoption")


def test_what_is_not_needed_takes_a_reason_and_stays(registry: Registry, shaquan: Client):
    gap = register(shaquan)

    assert refused(shaquan.post(f"{ADDRESS}/{gap}/closing", {})) == (422, "payload_invalid", "/evidence")
    closed = shaquan.post(f"{ADDRESS}/{gap}/closing", {"reason": "业务已撤销"}).json

    assert (closed["status"], closed["closing_reason"]) == ("not_needed", "业务已撤销")
    assert shaquan.get(f"{ADDRESS}/{gap}").json == closed
    assert shaquan.delete(f"{ADDRESS}/{gap}").status_code == 405


def test_moving_the_day_takes_a_reason_and_keeps_the_earlier_one(registry: Registry, shaquan: Client):
    gap = register(shaquan)
    address = f"{ADDRESS}/{gap}"
    tag = shaquan.get(address).headers["ETag"]

    assert refused(shaquan.patch(address, {"due_on": "2026-12-31"}, etag=tag)) == (422, "payload_invalid", "/reason")
    moved = shaquan.patch(address, {"due_on": "2026-12-31", "reason": "预算推迟", "severity": "medium"}, etag=tag)

    assert (moved.json["due_on"], moved.json["severity"]) == ("2026-12-31", "medium")
    assert [(day["due_on"], day["reason"]) for day in moved.json["due_days"]] == [
        ("2026-09-30", None),
        ("2026-12-31", "预算推迟"),
    ]
    assert shaquan.patch(address, {"title": "新"}, etag=tag).status_code == 412
    assert shaquan.patch(address, {"title": "新"}).status_code == 428
    shaquan.post(f"{address}/closing", {"reason": "不再需要"})
    closed = shaquan.get(address).headers["ETag"]
    assert refused(shaquan.patch(address, {"title": "新"}, etag=closed))[:2] == (409, "gap_closed")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"problem": "weather"}, "/problem"),
        ({"severity": "huge"}, "/severity"),
        ({"domain": "Z9"}, "/domain"),
        ({"scenario": "nowhere"}, "/scenario"),
        ({"due_on": "2026-03-01"}, "/due_on"),
        ({"title": " "}, "/title"),
        ({"basis": None}, "/basis"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    registry: Registry, shaquan: Client, changes: dict[str, Any], pointer: str
):
    assert refused(shaquan.post(ADDRESS, {**GAP, **changes})) == (422, "payload_invalid", pointer)


def test_only_the_city_its_authorities_and_administrators_see_it(registry: Registry):
    with registry.database.writing() as session:
        from registry.kit.actor import CONSOLE
        from registry.organisations.actions import add_division

        for code, parent in (("990000", None), ("990100", "990000"), ("980000", None)):
            kind = "city" if parent else "province"
            add_division(session, CONSOLE, code=code, name=code, kind=kind, parent_code=parent, is_city=bool(parent))
    shaquan = registry.city("shaquan", division_code="990100")
    registry.organisation("shaquan-data", unit="department", parent="shaquan")
    above = registry.client("province", "collaboration:write", kind="authority", division_code="990000")
    beside = registry.client("elsewhere", "collaboration:write", kind="authority", division_code="980000")
    gap = register(shaquan)

    sees = {
        "city": shaquan,
        "unit": registry.client("shaquan-data", "collaboration:write"),
        "province": above,
        "administrator": registry.administrator(),
    }
    assert {who: client.get(f"{ADDRESS}/{gap}").status_code for who, client in sees.items()} == dict.fromkeys(sees, 200)
    others = (registry.city("haina"), registry.entity(), registry.assessor(), beside)
    assert [client.get(ADDRESS).status_code for client in others] == [403] * 4
    assert [client.get(f"{ADDRESS}/{gap}").status_code for client in others] == [404] * 4
    assert registry.anyone.get(ADDRESS).status_code == 401
    assert above.post(ADDRESS, GAP).status_code == 403
    assert registry.city("haina").post(ADDRESS, GAP).status_code == 403
    assert registry.client("shaquan", "adoption:write").post(ADDRESS, GAP).status_code == 403


def test_only_a_city_has_gaps(registry: Registry):
    admin = registry.administrator()

    assert refused(admin.get("/api/v1/organisations/national/gaps"))[:2] == (404, "not_a_city")
    assert admin.get("/api/v1/organisations/nowhere/gaps").status_code == 404


def test_each_change_tells_the_city_and_nobody_else(registry: Registry, shaquan: Client):
    registry.clock.set(datetime(2026, 3, 3, 1, 0, tzinfo=UTC))
    gap = register(shaquan)
    shaquan.post(f"{ADDRESS}/{gap}/closing", {"reason": "不再需要"})

    def told(client: Client) -> list[str]:
        items = client.get("/api/v1/events?limit=100").json["items"]
        return [event["type"] for event in items if event["subject"] == f"gap:{gap}"]

    assert told(shaquan) == ["gap.registered", "gap.closed"]
    assert told(registry.city("haina")) == []
