"""What a city decides by: said once, checked as a whole, read back, found by."""

import pytest

from tests.build import Registry, description

ADDRESS = "/api/v1/components/yunling/parking"

WHOLE = description(
    scenarios=["城市停车"],
    hosting=["on_premise", "government_cloud"],
    deployments=["container", "source"],
    cost_model="per_deployment",
    price_terms={"deployment_fee": "120000.00", "currency": "CNY", "notes": {"zh": "含培训"}},
    inclusive_terms={"same_for_all_classes": True, "help_contact": "示例局", "training": True},
    maintenance={
        "type": "internal",
        "maintainer": "yunling",
        "support_until": "2028-12-31",
        "commitment": {"zh": "工作日响应"},
        "response_hours": 8,
    },
    contacts=[{"name": "停车组", "email": "parking@example.org", "phone": "0000", "affiliation": "示例局"}],
    ip_owner="示例市",
    ip_proofs=[{"kind": "software_copyright", "number": "2026SR0000001", "issued_on": "2026-01-05"}],
    environment={"memory": "8 GB", "database": ["PostgreSQL 16"]},
    xinchuang=[{"layer": "processor", "product": "示例芯片", "version": "1", "status": "tested"}],
    data_classes=["government", "personal"],
    data_grade="important",
    data_update_cycle="daily",
    crypto_assessed=True,
    security_level=3,
    foundational_ready=True,
    suitability={"foundational": {"zh": "一台服务器即可"}},
    commonality={"evidence": {"zh": "三市同需"}, "independent_of_local_systems": True, "requesters": ["示例市"]},
    documents=[{"kind": "architecture", "title": "架构", "url": "https://example.org/architecture"}],
    technologies=["PostGIS"],
    ai_uses=["computer_vision"],
    connectivity=["data"],
    abilities=["sense"],
    life_cycle=["operate"],
    suites=["城市停车一张网"],
    compatible_with=["haina/messages"],
    standards=["GB/T 1"],
    contributors=["示例大学"],
    co_owners=["haina"],
    sharing_scope="province",
)


def test_all_of_it_is_read_back_and_found_by(registry: Registry):
    registry.component(registry.city("haina"), "messages", "1.0")
    concepts = registry.anyone.get("/api/v1/taxonomies").json["items"]
    first = {each["code"]: each["concepts"][0]["code"] for each in concepts if "concepts" in each}
    said = WHOLE | {field: [first.get(field, code[0])] for field, code in CONCEPTS.items()}
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", **said)

    read = registry.anyone.get(ADDRESS).json

    assert {name: read[name] for name in said} == said
    for name, value in FOUND_BY.items():
        assert "parking" in names(registry, f"{name}={value}&publisher=yunling"), name
        assert (name == "quality") == ("messages" in names(registry, f"{name}={value}")), name
    assert names(registry, "quality=documented") == []


CONCEPTS = {"connectivity": ["data"], "abilities": ["sense"], "life_cycle": ["operate"]}
FOUND_BY = {
    "hosting": "on_premise",
    "deployment": "container",
    "standard": "GB/T 1",
    "foundational_ready": "true",
    "sharing_scope": "province",
    "security_level": "3",
    "data_grade": "important",
    "technology": "PostGIS",
    "ai_use": "computer_vision",
    "suite": "城市停车一张网",
    "xinchuang": "示例芯片",
    "contributor": "示例大学",
    "cost_model": "per_deployment",
    "quality": "thin",
}


def names(registry: Registry, query: str) -> list[str]:
    registry.app.extensions["registry.search"].catch_up()
    return [item["name"] for item in registry.anyone.get(f"/api/v1/components?{query}").json["items"]]


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({"visible_to_clusters": ["nowhere"]}, ["/visible_to_clusters/0"]),
        ({"visible_to_clusters": ["strangers"]}, ["/visible_to_clusters/0"]),
        ({"co_owners": ["yunling", "nowhere"]}, ["/co_owners/1"]),
        ({"maintenance": {"type": "contract", "maintainer": "nowhere"}}, ["/maintenance/maintainer"]),
        ({"compatible_with": ["haina/nothing"]}, ["/compatible_with/0"]),
        ({"compatible_with": ["yunling/parking"]}, ["/compatible_with/0"]),
        ({"compatible_with": ["haina/draft"]}, ["/compatible_with/0"]),
        ({"based_on": "haina/nothing"}, ["/based_on"]),
        ({"price_terms": {"yearly_fee": "5.00"}}, ["/cost_model", "/price_terms/yearly_fee"]),
        ({"price_terms": {"discount_percent": 20}}, ["/cost_model", "/price_terms/discount_percent"]),
        ({"data_classes": ["none", "personal"]}, ["/data_classes"]),
        (
            {"license": "no licence", "co_owners": ["nowhere"], "domains": ["Z9"]},
            ["/co_owners/0", "/domains/0", "/license"],
        ),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_contradicts_itself_or_names_what_is_not_there_is_refused_all_at_once(
    registry: Registry, change: dict, pointers: list[str], language: str
):
    registry.component(registry.city("haina"), "draft")
    registry.administrator().post("/api/v1/clusters", {"slug": "strangers", "name": {"zh": "示例城市群"}})
    yunling = registry.city("yunling")
    yunling.language = language

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking", **description(**change)})

    assert answer.status_code == 422
    assert sorted({error["pointer"] for error in answer.json["errors"]}) == pointers
    said = " ".join(error["detail"] for error in answer.json["errors"])
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said) == (language == "zh")


@pytest.mark.parametrize(
    "change",
    [
        {"maintenance": {"type": "contract", "maintainer": "示例公司"}},
        {"based_on": "https://example.org/origin.git"},
        {"price_terms": {"yearly_fee": "0.00", "notes": {"zh": "长期免费"}}},
        {"cost_model": "discounted", "price_terms": {"discount_percent": 20}},
        {"data_classes": ["none"]},
    ],
)
def test_what_fits_is_taken(registry: Registry, change: dict):
    registry.component(registry.city("yunling"), "parking", "1.0", **change)


def test_who_corrects_one_field_is_not_stopped_by_another_that_time_made_wrong(registry: Registry):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    registry.component(haina, "messages", "1.0")
    registry.component(yunling, "parking", "1.0", compatible_with=["haina/messages"])
    haina.delete("/api/v1/components/haina/messages", etag=registry.anyone.get(MESSAGES).headers["ETag"])

    tag = yunling.get(ADDRESS).headers["ETag"]
    answer = yunling.patch(ADDRESS, {"tags": ["停车"]}, etag=tag)

    assert (answer.status_code, answer.json["compatible_with"]) == (200, ["haina/messages"])


MESSAGES = "/api/v1/components/haina/messages"


def test_an_unknown_filter_is_refused_and_a_known_one_that_nothing_has_finds_nothing(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert registry.anyone.get("/api/v1/components?colour=red").status_code == 422
    assert names(registry, "technology=nothing") == []


def test_values_are_counted_as_facets(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", hosting=["saas"], technologies=["GIS"])
    registry.component(yunling, "lamps", "1.0", hosting=["saas", "on_premise"])

    facets = yunling.get("/api/v1/components?facets=hosting,technology,confirmation&limit=1").json["facets"]

    counted = {name: {each["value"]: each["count"] for each in values} for name, values in facets.items()}
    assert counted == {
        "hosting": {"saas": 2, "on_premise": 1},
        "technology": {"GIS": 1},
        "confirmation": {"confirmed": 2},
    }
