"""/organisations/{slug}/diagnosis: needs, results, problems, and what would help."""

from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.diagnosis import DiagnosisSchema
from tests.build import Client, Registry

ADDRESS = "/api/v1/organisations/shaquan/diagnosis"
GAP = {
    "problem": "data_foundation",
    "title": "地址不一致",
    "domain": "B2",
    "severity": "high",
    "due_on": "2026-06-30",
    "basis": "自查",
}


@pytest.fixture
def shaquan(registry: Registry) -> Client:
    """A foundational city with a gap; three others of its class, one of which runs what would help."""
    shaquan = registry.city("shaquan", city_class="foundational")
    yunling = registry.city("yunling", city_class="leading")
    registry.component(yunling, "masking", "1.0", domains=["B2"], foundational_ready=True)
    registry.component(yunling, "catalogue", "1.0", domains=["B2"], title={"zh": "数据目录", "en": "Data catalogue"})
    registry.component(yunling, "parking", "1.0")
    registry.entity("builder")
    for name in ("linggu", "hewan", "caodian"):
        registry.city(name, city_class="foundational")
    hewan = registry.city("hewan")
    adoption = registry.adoption(hewan, "yunling/masking", "approved", "live", operator="builder")
    assert adoption
    answer = shaquan.post("/api/v1/organisations/shaquan/gaps", GAP)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return shaquan


def result(found: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in found["results"] if each["code"] == code)


def test_the_answer_is_as_documented(registry: Registry, shaquan: Client):
    found = shaquan.get(ADDRESS).json

    assert DiagnosisSchema().validate(found) == {}
    assert (found["class"], found["compared"], found["as_of"]) == ("foundational", 4, "2026-03-02")
    assert found["period"]["code"] == "2026H1"


def test_a_gap_leads_to_components_and_to_who_can_bring_them_in(registry: Registry, shaquan: Client):
    path = shaquan.get(ADDRESS).json["paths"][0]

    assert (path["lack"]["kind"], path["lack"]["problem"]) == ("gap", "data_foundation")
    first, second = path["components"]
    assert (first["component"], second["component"]) == ("yunling/masking", "yunling/catalogue")
    assert [reason["en"] for reason in first["reasons"]] == [
        "It lies in the same domain.",
        "Its publisher says that it is ready for foundational cities.",
        "1 city like yours runs it: Demo hewan (the same class).",
        "One city runs it.",
    ]
    assert [reason["zh"] for reason in first["reasons"]][2] == "与贵市相似的 1 座城市在用：示例·hewan（同一类别）。"
    assert [(entity["slug"], entity["operates"]) for entity in first["entities"]] == [("builder", 1)]


def test_what_the_city_has_already_is_not_recommended(registry: Registry, shaquan: Client):
    registry.adoption(shaquan, "yunling/masking")

    path = shaquan.get(ADDRESS).json["paths"][0]

    assert [each["component"] for each in path["components"]] == ["yunling/catalogue"]


def test_results_stand_beside_the_class(registry: Registry, shaquan: Client):
    found = shaquan.get(ADDRESS).json

    adopted = result(found, "L2P1-A1")
    assert (adopted["value"], adopted["compared"], adopted["median"], adopted["best"], adopted["aim"]) == (
        0,
        4,
        0,
        0,
        25,
    )
    assert adopted["shortfalls"] == ["below_target"]
    supply = result(found, "L1P1-A1")
    assert (supply["value"], supply["shortfalls"]) == (0, []), "a foundational city is not judged by its supply"
    assert "L2P1-A1" in found["shortfalls"]


def test_problems_are_gaps_overdue_updates_and_lapsing_adoptions(registry: Registry, shaquan: Client):
    adoption = registry.adoption(shaquan, "yunling/parking", "approved", "live")
    registry.clock.set(datetime(2026, 8, 20, 4, 0, tzinfo=UTC))

    found = registry.city("shaquan").get(ADDRESS).json

    assert [(gap["title"], gap["is_overdue"]) for gap in found["problems"]["gaps"]] == [("地址不一致", True)]
    assert [(row["adoption"], row["lapses_on"]) for row in found["problems"]["lapsing"]] == [(adoption, "2026-08-29")]
    assert found["problems"]["updates"] == []


def test_a_past_day_is_told_as_it_was(registry: Registry, shaquan: Client):
    registry.clock.set(datetime(2026, 3, 9, 4, 0, tzinfo=UTC))

    then = shaquan.get(f"{ADDRESS}?as_of=2026-03-01").json

    assert (then["problems"]["gaps"], then["problems"]["updates"], then["paths"]) == ([], None, [])
    assert shaquan.get(f"{ADDRESS}?as_of=2026-03-02").json["problems"]["gaps"] != []
    assert shaquan.get(f"{ADDRESS}?as_of=2026-03-10").status_code == 422
    assert shaquan.get(f"{ADDRESS}?as_of=yesterday").status_code == 422


def test_only_the_city_and_those_above_it_may_read_it(registry: Registry, shaquan: Client):
    assert registry.administrator().get(ADDRESS).status_code == 200
    others = (registry.city("linggu"), registry.entity("builder"), registry.assessor())
    assert [client.get(ADDRESS).status_code for client in others] == [403] * 3
    assert registry.anyone.get(ADDRESS).status_code == 401
    assert shaquan.get("/api/v1/organisations/builder/diagnosis").status_code == 404


def test_who_decides_sees_it_on_one_page_in_both_languages(registry: Registry, shaquan: Client):
    registry.adoption(shaquan, "yunling/parking", "approved", "live")
    page = registry.visitor(shaquan).get("/organisations/shaquan/diagnosis").get_data(as_text=True)
    chinese = registry.visitor(shaquan, language="zh").get("/organisations/shaquan/diagnosis").get_data(as_text=True)

    assert "1 city like yours runs it" in page
    assert "与贵市相似的 1 座城市在用" in chinese
    assert registry.visitor().get("/organisations/shaquan/diagnosis").status_code in {302, 303, 401}
    assert registry.visitor(registry.city("linggu")).get("/organisations/shaquan/diagnosis").status_code == 403


def test_gaps_are_registered_and_closed_on_their_page(registry: Registry, shaquan: Client):
    visitor, address = registry.visitor(shaquan), "/organisations/shaquan/gaps"

    refused = visitor.submit(address, act="register", **{**GAP, "due_on": "2026-01-01"})
    made = visitor.submit(address, act="register", **{**GAP, "title": "机房老旧"})
    gap = shaquan.get("/api/v1/organisations/shaquan/gaps").json["items"][0]
    unproved = visitor.submit(address, act="close", gap=gap["id"])
    closed = visitor.submit(address, act="close", gap=gap["id"], reason="已并入")

    assert refused.status_code == 422
    assert "The day must not be past." in refused.get_data(as_text=True)
    assert (made.status_code, gap["title"], unproved.status_code, closed.status_code) == (303, "机房老旧", 422, 303)
    assert shaquan.get(f"/api/v1/organisations/shaquan/gaps/{gap['id']}").json["status"] == "not_needed"
