"""/adoptions/{id}: the page of an adoption, without scripts."""

from typing import Any

import pytest

from tests.build import Client, Registry

RECORD: dict[str, Any] = {
    "act": "record",
    "departments": "城管局\n交通局",
    "levels": ["city", "street"],
    "legacy_systems": "旧平台 | REST | RFC 6749",
    "responsibilities": "值守 | 某运营方 | 负责",
    "availability_percent": "99.5",
    "network": "政务外网",
    "handover_note": "已完成",
}


def begin(registry: Registry, *stages: str) -> tuple[Client, str]:
    haina = registry.city("haina")
    registry.component(registry.city("yunling"), "parking", "1.0", "1.1")
    return haina, f"/adoptions/{registry.adoption(haina, 'yunling/parking', *stages, version='1.0')}"


def read(haina: Client, address: str, part: str = ""):
    return haina.get(f"/api/v1{address}{part}").json


def test_the_page_is_hidden_as_adoptions_are(registry: Registry):
    _, address = begin(registry)

    assert registry.visitor().get(address).status_code == 404
    assert registry.visitor(registry.entity()).get(address).status_code == 404
    assert registry.visitor(registry.city("other")).get(address).status_code == 200


def test_its_body_finds_it_on_the_components_page(registry: Registry):
    haina, address = begin(registry)

    assert f'href="{address}"' in registry.visitor(haina).get("/components/yunling/parking").get_data(as_text=True)
    assert address not in registry.visitor(registry.city("other")).get("/components/yunling/parking").text


def test_others_see_no_forms(registry: Registry):
    _, address = begin(registry, "approved", "live")

    page = registry.visitor(registry.city("other")).get(address).get_data(as_text=True)

    assert 'value="record"' not in page
    assert 'value="move"' not in page


def test_what_is_recorded_on_the_page_is_what_the_api_reads(registry: Registry):
    haina, address = begin(registry)
    etag = haina.get(f"/api/v1{address}").headers["ETag"]

    answer = registry.visitor(haina).submit(address, **RECORD, tag=etag)

    assert answer.status_code == 303, answer.get_data(as_text=True)
    told = read(haina, address)
    assert told["departments"] == ["城管局", "交通局"]
    assert told["levels"] == ["city", "street"]
    assert told["legacy_systems"] == [{"name": "旧平台", "interface": "REST", "standard": "RFC 6749"}]
    assert told["responsibilities"] == [{"duty": "值守", "party": "某运营方", "kind": "负责"}]
    assert (told["sla"], told["environment"]) == ({"availability_percent": 99.5}, {"network": "政务外网"})
    page = registry.visitor(haina).get(address).get_data(as_text=True)
    assert "城管局" in page
    assert "政务外网" in page


def test_what_is_declined_keeps_what_was_typed_and_says_why(registry: Registry):
    haina, address = begin(registry)
    etag = haina.get(f"/api/v1{address}").headers["ETag"]

    answer = registry.visitor(haina).submit(address, **{**RECORD, "network": "密码=abc"}, tag=etag)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="密码=abc"' in page
    assert 'aria-describedby="wrong-environment-network"' in page
    assert read(haina, address)["departments"] == []


def test_a_stage_is_left_and_a_version_changed(registry: Registry):
    haina, address = begin(registry, "approved")
    visitor = registry.visitor(haina)

    first = visitor.submit(address, act="move", to="live")
    assert first.status_code == 303, first.get_data(as_text=True)
    assert visitor.submit(address, act="move", to="live", version="1.1").status_code == 303
    refused = visitor.submit(address, act="move", to="planned")

    assert (read(haina, address)["stage"], read(haina, address)["version"]) == ("live", "1.1")
    assert refused.status_code == 409


def test_a_contract_a_cost_a_rating_calls_and_a_report_are_entered(registry: Registry):
    haina, address = begin(registry, "approved", "live")
    visitor = registry.visitor(haina)
    entered = [
        {"act": "contract", "price": "1200.00", "currency": "CNY", "options": "续期 | 90.00 | 2027-01-01", "tag": ""},
        {"act": "cost", "baseline": "1000", "actual": "400", "currency": "CNY", "baseline_kind": "award", "tag": ""},
        {"act": "rate", "stars": "5", "comment": "好用", "tag": ""},
        {"act": "use", "days": "2026-03-02,5"},
        {"act": "report", "from": "2026-02-01", "to": "2026-02-28", "summary": "平稳"},
    ]

    answers = [visitor.submit(address, **form) for form in entered]

    assert [answer.status_code for answer in answers] == [303] * 5
    assert read(haina, address, "/contract")["options"] == [
        {"title": "续期", "price": "90.00", "until_on": "2027-01-01"}
    ]
    assert read(haina, address, "/cost")["saving"]["high"] == "600.00"
    assert read(haina, address, "/rating")["stars"] == 5
    assert read(haina, address, "/usage")["calls"] == 5
    assert read(haina, address, "/reports")["items"][0]["summary"] == "平稳"
    page = visitor.get(address).get_data(as_text=True)
    for shown in ("1200.00", "600.00", "好用", "平稳"):
        assert shown in page


def test_an_administrator_verifies_a_cost_and_a_rating_is_taken_back(registry: Registry):
    haina, address = begin(registry, "approved", "live")
    visitor = registry.visitor(haina)
    visitor.submit(address, act="cost", baseline="1000", actual="400", currency="CNY", baseline_kind="award")
    visitor.submit(address, act="rate", stars="5")
    tag = haina.get(f"/api/v1{address}/rating").headers["ETag"]

    decided = registry.visitor(registry.administrator()).submit(address, act="decide", decision="verify")
    taken_back = visitor.submit(address, act="unrate", tag=tag)

    assert (decided.status_code, taken_back.status_code) == (303, 303)
    assert read(haina, address, "/cost")["status"] == "verified"
    assert haina.get(f"/api/v1{address}/rating").status_code == 404


@pytest.mark.parametrize("act", ["", "delete"])
def test_a_form_that_is_none_of_the_pages_is_declined(registry: Registry, act: str):
    haina, address = begin(registry)

    assert registry.visitor(haina).submit(address, act=act).status_code == 404


def test_the_ratings_of_few_cities_are_not_told_on_the_components_page(registry: Registry):
    haina, address = begin(registry, "approved", "live")
    registry.visitor(haina).submit(address, act="rate", stars="5")

    assert "Rated by fewer than 5" in registry.visitor().get("/components/yunling/parking").get_data(as_text=True)
    assert "3.75 of 5" in registry.visitor(haina).get("/components/yunling/parking").get_data(as_text=True)
