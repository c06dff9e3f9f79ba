"""GET | POST /taxonomies, GET | PATCH /taxonomies/{code}, GET …/concepts/{concept}."""

import pytest

from tests.build import Registry

SIX_ACTIONS = {
    "efficient_governance": "智慧高效治理",
    "digital_life": "数字美好生活",
    "digital_economy": "数字经济赋能",
    "urban_renewal": "城市数字更新",
    "digital_foundation": "数字化转型筑基",
    "institutional_reform": "适数化改革创新",
}


def test_the_twelve_domains_and_six_actions_are_given_in_both_languages_with_their_source(registry: Registry):
    schemes = {scheme["code"]: scheme for scheme in registry.anyone.get("/api/v1/taxonomies").json["items"]}

    codes = [concept["code"] for concept in schemes["domains"]["concepts"]]
    assert codes == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "C1", "C2", "C3"]
    assert {concept["code"]: concept["name"]["zh"] for concept in schemes["actions"]["concepts"]} == SIX_ACTIONS
    assert "660" in schemes["domains"]["source"]["zh"]
    assert "1306" in schemes["actions"]["source"]["zh"]
    for scheme in schemes.values():
        assert all(concept["name"]["zh"] and concept["name"]["en"] for concept in scheme["concepts"])


NEW = {"code": "sectors", "name": {"zh": "行业", "en": "Sectors"}, "source": {"zh": "示例来源"}}


def test_an_administrator_enters_a_taxonomy_that_has_no_edition_yet(registry: Registry):
    answer = registry.administrator().post("/api/v1/taxonomies", NEW)

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert answer.headers["Location"] == "/api/v1/taxonomies/sectors"
    read = registry.anyone.get("/api/v1/taxonomies/sectors").json
    assert (read["edition"], read["concepts"], read["base"], read["owner"]) == (None, [], None, None)
    assert "sectors" in [scheme["code"] for scheme in registry.anyone.get("/api/v1/taxonomies").json["items"]]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"code": "Sectors"}, "/code"),
        ({"name": {}}, "/name"),
        ({"owner": "national"}, "/owner"),
        ({"base": "nothing"}, "/owner"),
    ],
)
def test_a_wrong_field_of_a_taxonomy_is_named(registry: Registry, change: dict, pointer: str):
    answer = registry.administrator().post("/api/v1/taxonomies", {**NEW, **change})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_a_code_is_given_once(registry: Registry):
    answer = registry.administrator().post("/api/v1/taxonomies", {**NEW, "code": "domains"})

    assert (answer.status_code, answer.json["code"]) == (409, "taxonomy_taken")


def test_cities_and_entities_enter_no_taxonomies(registry: Registry):
    for outsider in (registry.city("yunling"), registry.entity()):
        answer = outsider.post("/api/v1/taxonomies", NEW)
        assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")


def test_its_name_changes_under_the_tag_of_the_last_read(registry: Registry):
    national = registry.administrator()
    address = "/api/v1/taxonomies/domains"
    tag = registry.anyone.get(address).headers["ETag"]

    first = national.patch(address, {"name": {"en": "Domains"}}, etag=tag)
    second = national.patch(address, {"name": {"en": "Fields"}}, etag=tag)

    assert (first.status_code, first.json["name"]["en"]) == (200, "Domains")
    assert (second.status_code, second.json["code"]) == (412, "stale")
    assert national.patch(address, {"name": {"en": "Fields"}}).status_code == 428
    assert registry.anyone.get(address).json["name"] == first.json["name"]


def test_a_concept_tells_what_it_means_where_it_comes_from_and_since_when(registry: Registry):
    told = registry.anyone.get("/api/v1/taxonomies/domains/concepts/A1").json

    assert told["name"]["zh"] == "建立城市数字化共性基础"
    assert told["definition"]["en"] and told["examples"] and "660" in told["source"]["zh"]
    assert (told["since"], told["edition"], told["gone_in"], told["replaced_by"]) == ("2024-05", "2024-05", None, [])


def test_what_is_in_no_taxonomy_is_not_found(registry: Registry):
    for address in ("nothing", "domains/concepts/Z9", "domains/releases/1999", "domains?edition=1999"):
        assert registry.anyone.get(f"/api/v1/taxonomies/{address}").status_code == 404, address
