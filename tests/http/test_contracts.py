"""GET | PUT /adoptions/{id}/contract."""

import pytest

from tests.build import Answer, Client, Registry

CONTRACT = {
    "supplier": "builder",
    "price": "120000.5",
    "currency": "CNY",
    "procurement": "公开招标",
    "signed_on": "2026-02-01",
    "starts_on": "2026-02-15",
    "ends_on": "2027-02-15",
    "options": [{"title": "续期一年", "price": "90000.00", "until_on": "2027-01-15"}, "驻场运维"],
}
FIRST = {"If-None-Match": "*"}


def begin(registry: Registry) -> tuple[Client, str]:
    haina = registry.city("haina")
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.entity("builder")
    return haina, f"/api/v1/adoptions/{registry.adoption(haina, 'yunling/parking')}/contract"


def put(client: Client, address: str, body: dict, **headers: str) -> Answer:
    return client.call("PUT", address, body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_contract_is_recorded_and_replaced(registry: Registry):
    haina, address = begin(registry)

    first = haina.call("PUT", address, CONTRACT, headers=FIRST)
    second = put(haina, address, {"currency": "HKD"}, If_Match=first.headers["ETag"])

    assert first.status_code == 201, first.get_data(as_text=True)
    assert first.json["price"] == "120000.50"
    assert first.json["options"] == [CONTRACT["options"][0], {"title": "驻场运维"}]
    assert (second.status_code, second.json["price"], second.json["supplier"]) == (200, None, None)
    assert haina.get(address).json == second.json


def test_cities_and_administrators_see_contracts_nobody_else_does(registry: Registry):
    haina, address = begin(registry)
    haina.call("PUT", address, CONTRACT, headers=FIRST)

    for outsider in (registry.anyone, registry.entity("builder"), registry.assessor()):
        assert outsider.get(address).status_code == 404
    for insider in (haina, registry.city("other"), registry.administrator()):
        assert insider.get(address).json["price"] == "120000.50"


def test_no_event_tells_a_term_of_it(registry: Registry):
    haina, address = begin(registry)
    haina.call("PUT", address, CONTRACT, headers=FIRST)

    feed = haina.get("/api/v1/events?limit=1000")
    told = [event for event in feed.json["items"] if event["type"] == "adoption.contracted"]

    assert [sorted(event["data"]) for event in told] == [["adopter", "adoption", "component", "on_behalf_of"]]
    assert "120000" not in feed.get_data(as_text=True)


def test_a_contract_is_replaced_only_by_who_has_read_it(registry: Registry):
    haina, address = begin(registry)

    assert put(haina, address, CONTRACT).status_code == 428
    assert put(haina, address, CONTRACT, If_Match='"x"').status_code == 412
    assert haina.call("PUT", address, CONTRACT, headers=FIRST).status_code == 201
    assert haina.call("PUT", address, CONTRACT, headers=FIRST).status_code == 412
    assert registry.city("other").call("PUT", address, CONTRACT, headers=FIRST).status_code == 403


def test_where_no_contract_is_recorded_there_is_none(registry: Registry):
    haina, address = begin(registry)

    assert haina.get(address).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"supplier": "nowhere"}, "/supplier"),
        ({"price": "1.234"}, "/price"),
        ({"price": 12}, "/price"),
        ({"currency": "JPY"}, "/currency"),
        ({"ends_on": "2026-02-15"}, "/ends_on"),
        ({"options": [{"price": "1"}]}, "/options/0/title"),
        ({"options": ["密码=abc"]}, "/options/0/title"),
        ({"discount": "5"}, "/discount"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    haina, address = begin(registry)

    answer = haina.call("PUT", address, {**CONTRACT, **change}, headers=FIRST)

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
