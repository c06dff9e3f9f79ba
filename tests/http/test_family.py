"""GET /components/{publisher}/{name}/family: declared lineage, and copies that declare nothing."""

from typing import Any

import pytest

from tests.build import Client, Registry
from tests.http.test_screenings import COMPONENT

EMPTY: dict[str, Any] = {"duplicates": [], "based_on": [], "origin_url": None, "variants": []}


def family(client: Client, name: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/components/{name}/family")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.json
    return found


def names(relatives: list[dict[str, Any]]) -> list:
    return [each["component"] for each in relatives]


def test_the_demonstration_has_two_pairs_of_copies_and_three_variants(demonstration: Registry):
    pairs = {
        "caodian/waste-sorting-points": "songchuan/waste-sorting-reward",
        "qiuyuan/data-classification": "huwan/data-grading-helper",
    }
    variants = {
        "yunling/smart-parking": "shaquan/county-parking",
        "haina/hotline-smart-dispatch": "qiaocheng/dialect-hotline",
        "jiangyu/flood-warning": "xiaan/mountain-flood-warning",
    }
    catalogue = demonstration.anyone.get("/api/v1/components?limit=100").json["items"]

    listed = [f"{each['publisher']}/{each['name']}" for each in catalogue]
    found = {name: family(demonstration.anyone, name) for name in listed}

    duplicates = {(name, other) for name, told in found.items() for other in names(told["duplicates"])}
    assert duplicates == {*pairs.items(), *((other, name) for name, other in pairs.items())}
    assert {name: names(told["variants"]) for name, told in found.items() if told["variants"]} == {
        origin: [variant] for origin, variant in variants.items()
    }
    assert {name: names(told["based_on"]) for name, told in found.items() if told["based_on"]} == {
        variant: [origin] for origin, variant in variants.items()
    }


def test_a_copy_that_says_where_it_comes_from_is_no_duplicate(registry: Registry):
    yunling, haina, far = registry.city("yunling"), registry.city("haina"), registry.city("far")
    registry.component(yunling, "parking", "1.0", **COMPONENT)
    registry.component(haina, "parking", "1.0", **COMPONENT, based_on="yunling/parking")
    registry.component(far, "parking", "1.0", **COMPONENT, based_on="haina/parking")
    registry.component(far, "other", "1.0", **COMPONENT)

    first, last, silent = (family(registry.anyone, name) for name in ("yunling/parking", "far/parking", "far/other"))

    assert names(first["variants"]) == ["haina/parking", "far/parking"]
    assert names(first["duplicates"]) == ["far/other"]
    assert names(last["based_on"]) == ["haina/parking", "yunling/parking"]
    assert names(silent["duplicates"]) == ["far/parking", "haina/parking", "yunling/parking"]


def test_a_chain_may_end_outside_and_never_runs_in_a_ring(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "one", "1.0", title={"zh": "甲乙丙"}, based_on="https://code.example.org/one")
    two = registry.component(yunling, "two", "1.0", title={"zh": "丁戊己"})
    registry.component(yunling, "three", "1.0", title={"zh": "庚辛壬"}, based_on=two)
    tag = yunling.get(f"/api/v1/components/{two}").headers["ETag"]
    assert yunling.patch(f"/api/v1/components/{two}", {"based_on": "yunling/three"}, etag=tag).status_code == 200

    assert family(registry.anyone, "yunling/one")["origin_url"] == "https://code.example.org/one"
    assert names(family(registry.anyone, "yunling/two")["based_on"]) == ["yunling/three"]
    assert names(family(registry.anyone, "yunling/two")["variants"]) == ["yunling/three"]


def test_an_owner_sees_near_duplicates_before_a_draft_is_listed_and_nobody_else_does(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", **COMPONENT)
    haina = registry.city("haina")
    registry.component(haina, "parking", **COMPONENT)

    assert names(family(haina, "haina/parking")["duplicates"]) == ["yunling/parking"]
    assert registry.anyone.get("/api/v1/components/haina/parking/family").status_code == 404
    assert family(registry.anyone, "yunling/parking") == {"component": "yunling/parking", **EMPTY}


def test_what_the_reader_may_not_see_is_of_no_family(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "secret", **{**COMPONENT, "title": {"zh": "草稿"}})
    registry.component(yunling, "parking", "1.0", **COMPONENT, based_on="yunling/secret")

    assert names(family(yunling, "yunling/parking")["based_on"]) == ["yunling/secret"]
    assert family(registry.anyone, "yunling/parking")["based_on"] == []


@pytest.mark.parametrize("name", ["yunling/nothing", "nobody/parking"])
def test_what_is_not_there_has_no_family(registry: Registry, name: str):
    assert registry.anyone.get(f"/api/v1/components/{name}/family").status_code == 404


def test_a_components_page_shows_its_family(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", **COMPONENT)
    registry.component(haina, "county", "1.0", title={"zh": "县城版"}, based_on="yunling/parking")

    page = registry.visitor().get("/components/yunling/parking").get_data(as_text=True)

    assert "Made from it" in page
    assert 'href="/components/haina/county"' in page
