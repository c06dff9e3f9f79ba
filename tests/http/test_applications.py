"""GET | POST /applications, POST /applications/preview, GET /applications/{id}."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.build import START, Registry
from tests.http.application_scene import ADDRESS, LIGHTS, PARKING, Office, steps_of

ITEM = {"component": PARKING, "mode": "new"}


def test_several_components_are_applied_for_at_once_and_each_takes_its_route(registry: Registry):
    office = Office.open(registry)
    told = {
        **ITEM,
        "version": "1.0",
        "scenario": "医院停车",
        "operator": "haina",
        "trial_days": 30,
        "configuration": {"environment": {"network": "政务外网"}, "handover": {"to": "市停车办"}},
    }

    answer = office.submit(told, LIGHTS)

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert answer.headers["Location"] == f"{ADDRESS}/{answer.json['id']}"
    read = office.clerk.get(answer.headers["Location"])
    assert (read.json, read.headers["ETag"]) == (answer.json, answer.headers["ETag"])
    assert (read.json["status"], read.json["agreement"], read.json["accepted_by"]) == ("open", 1, "某处处长")
    first, second = read.json["items"]
    assert (first["version"], first["operator"], first["trial"]["days"]) == ("1.0", "haina", 30)
    assert first["configuration"] == told["configuration"]
    assert (second["component"], second["version"], second["trial"]) == (LIGHTS, None, None)
    for item in (first, second):
        assert (item["status"], item["decides"], item["due_on"]) == ("in_review", "haina", "2026-03-09")
        assert steps_of(item) == ["city open", "publisher waiting"]


def divide(registry: Registry) -> None:
    """A province with two cities."""
    national = registry.administrator()
    province = {"code": "990000", "name": "示例省", "kind": "province"}
    city = {"kind": "prefecture_city", "parent_code": "990000"}
    cities = ({"code": code, "name": code, **city} for code in ("990100", "990200"))
    for division in (province, *cities):
        answer = national.post("/api/v1/divisions", division)
        assert answer.status_code == 201, answer.get_data(as_text=True)


def test_a_province_decides_what_is_shared_within_it(registry: Registry):
    divide(registry)
    province = registry.client("zhejiang", "adoption:write", kind="authority", division_code="990000")
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", sharing_scope="province")
    haina = registry.city("haina", division_code="990100")
    office = Office(registry, yunling, haina, registry.member("haina", "li", "approver"))

    application = office.submitted()
    for client in (office.approver, yunling):
        assert office.decide(client, application).status_code == 200
    waiting = office.item(application)
    decided = office.decide(province, application)

    assert (waiting["decides"], waiting["due_on"]) == ("zhejiang", "2026-03-16")
    assert decided.json["items"][0]["status"] == "approved"


def test_steps_that_nobody_decides_say_why(registry: Registry):
    office = Office.open(registry, sharing_scope="province")
    office.registry.component(office.clerk, "own", "1.0")

    items = office.submit(PARKING, "haina/own").json["items"]

    assert steps_of(items[0]) == ["city open", "publisher waiting", "province skipped"]
    assert set(items[0]["steps"][2]["skipped"]) == {"zh", "en"}
    assert steps_of(items[1]) == ["city open", "publisher skipped"]


def test_an_authority_applies_on_behalf_of_its_cities(registry: Registry):
    divide(registry)
    office = Office.open(registry)
    authority = registry.client("zhejiang", "adoption:write", kind="authority", division_code="990000")
    registry.organisation("hangzhou", division_code="990100")
    registry.organisation("ningbo", division_code="990200")
    items = [{**ITEM, "on_behalf_of": city} for city in ("hangzhou", "ningbo")]

    answer = office.submit(*items, client=authority, applicant="zhejiang")
    without = office.submit(ITEM, client=authority, applicant="zhejiang")

    assert [item["on_behalf_of"] for item in answer.json["items"]] == ["hangzhou", "ningbo"]
    assert [item["decides"] for item in answer.json["items"]] == ["zhejiang", "zhejiang"]
    assert registry.client("hangzhou", "adoption:write").get(answer.headers["Location"]).status_code == 200
    assert [error["pointer"] for error in without.json["errors"]] == ["/items/0/on_behalf_of"]


def test_a_city_applies_on_behalf_of_nobody_it_may_not_act_for(registry: Registry):
    office = Office.open(registry)
    registry.organisation("elsewhere")

    answer = office.submit({**ITEM, "on_behalf_of": "elsewhere"})

    assert (answer.status_code, answer.json["code"]) == (403, "not_entitled")


def test_the_agreement_accepted_must_be_the_one_in_force(registry: Registry):
    office = Office.open(registry)
    text = {"zh": "示例"}
    terms = {"publisher_duties": [text], "adopter_duties": [text], "dispute_steps": [text], "delist_notice_days": 1}
    registry.administrator().post("/api/v1/agreements", {"title": text, **terms, "effective_on": "2026-03-03"})
    before = office.submitted(LIGHTS)
    registry.clock.set(START + timedelta(days=1))

    answer = office.submit()

    assert (answer.status_code, answer.json["code"], answer.json["current"]) == (409, "agreement_superseded", 2)
    assert office.submit(agreement=2).status_code == 201
    assert office.submit(agreement=9).status_code == 409
    assert office.clerk.get(f"{ADDRESS}/{before}").json["agreement"] == 1


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"items": []}, "/items"),
        ({"items": [ITEM] * 51}, "/items"),
        ({"items": [ITEM, ITEM]}, "/items/1/component"),
        ({"items": [{"component": PARKING}]}, "/items/0/mode"),
        ({"items": [{**ITEM, "component": "yunling/nothing"}]}, "/items/0/component"),
        ({"items": [ITEM, {**ITEM, "component": LIGHTS, "version": "9.9"}]}, "/items/1/version"),
        ({"items": [{**ITEM, "operator": "nobody"}]}, "/items/0/operator"),
        ({"items": [{**ITEM, "trial_days": 0}]}, "/items/0/trial_days"),
        ({"items": [{**ITEM, "trial_days": 366}]}, "/items/0/trial_days"),
        (
            {"items": [{**ITEM, "configuration": {"handover": {"note": "密码：Abc12345"}}}]},
            "/items/0/configuration/handover/note",
        ),
        ({"items": [{**ITEM, "configuration": {"password": "x"}}]}, "/items/0/configuration/password"),
        ({"applicant": "nowhere"}, "/applicant"),
        ({"purpose": " "}, "/purpose"),
        ({"accepted_by": ""}, "/accepted_by"),
        ({"agreement": "1"}, "/agreement"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_applied_for(registry: Registry, change: dict, pointer: str):
    office = Office.open(registry)

    answer = office.submit(**change)

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert office.clerk.get(ADDRESS).json["items"] == []
    assert office.events() == []


def test_what_cannot_be_adopted_cannot_be_applied_for(registry: Registry):
    office = Office.open(registry)
    registry.adoption(office.clerk, PARKING)
    assert office.publisher.post(f"/api/v1/components/{LIGHTS}/retirement").status_code in {200, 201}

    adopted, retired = office.submit(PARKING), office.submit(LIGHTS)

    assert (adopted.status_code, adopted.json["code"]) == (409, "adoption_taken")
    assert (retired.status_code, retired.json["code"]) == (409, "not_adoptable")


def test_one_applies_only_for_ones_own_organisation_and_with_the_right_to_adopt(registry: Registry):
    office = Office.open(registry)

    assert office.submit(client=office.publisher).json["code"] == "not_your_organisation"
    assert office.submit(client=registry.client("haina", "catalogue:write")).status_code == 403
    assert office.submit(client=registry.entity()).status_code == 403
    assert office.submit(client=registry.anyone).status_code == 401


def test_an_application_is_there_for_those_it_concerns_alone(registry: Registry):
    office = Office.open(registry)
    application = office.submitted(PARKING, LIGHTS)
    place = f"{ADDRESS}/{application}"

    for outsider in (registry.city("other"), registry.entity(), registry.assessor(), office.publisher):
        assert outsider.get(place).status_code == 404
        assert outsider.get(ADDRESS).json["items"] == []
        assert outsider.post(f"{place}/decisions", {"item": 1, "decision": "approve"}).status_code in {403, 404}
    assert registry.anyone.get(place).status_code == registry.anyone.get(ADDRESS).status_code == 401
    for insider in (office.clerk, office.approver, registry.administrator()):
        assert insider.get(place).status_code == 200
    assert office.clerk.get(f"{ADDRESS}/{uuid4()}").status_code == 404


def test_a_city_that_publishes_sees_the_items_it_decides(registry: Registry):
    office = Office.open(registry)
    registry.component(registry.city("far"), "maps", "1.0")
    application = office.submitted(PARKING, "far/maps")

    office.decide(office.approver, application)

    shown = office.publisher.get(f"{ADDRESS}/{application}").json
    assert [item["component"] for item in shown["items"]] == [PARKING]
    assert registry.client("far", "adoption:write").get(f"{ADDRESS}/{application}").status_code == 404
    assert office.publisher.get(f"{ADDRESS}?component=far/maps").json["items"] == []


def test_an_entity_that_publishes_sees_the_item_that_waits_for_it_and_only_while_it_does(registry: Registry):
    office = Office.open(registry)
    entity = registry.entity()
    registry.component(entity, "maps", "1.0")
    configured = {"configuration": {"environment": {"location": "示例机房"}}, "trial_days": 10}
    application = office.submitted(PARKING, {"component": "builder/maps", "mode": "new", **configured})
    place = f"{ADDRESS}/{application}"

    before = entity.get(place).status_code
    office.decide(office.approver, application, item=2)
    shown = entity.get(place).json
    listed = entity.get(f"{ADDRESS}?role=waiting").json["items"]
    foreign = office.decide(entity, application, item=1)
    decided = office.decide(entity, application, item=2)

    assert before == 404
    assert [item["number"] for item in shown["items"]] == [2]
    assert listed == [shown]
    assert (shown["items"][0]["configuration"], steps_of(shown["items"][0])) == ({}, ["publisher open"])
    assert foreign.status_code in {403, 404}
    assert decided.status_code == 200
    assert decided.json["items"] == []
    assert entity.get(place).status_code == 404
    assert office.item(application, 2)["status"] == "approved"
    told = office.events(entity)
    assert {event["data"]["item"] for event in told} == {2}
    assert [event["type"] for event in told] == ["application.step_opened"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["second", "first"]),
        ("role=mine", ["second", "first"]),
        ("role=waiting", ["second", "first"]),
        ("applicant=haina", ["second", "first"]),
        ("applicant=yunling", []),
        (f"component={LIGHTS}", ["second"]),
        ("status=closed", []),
    ],
)
def test_the_list_narrows(registry: Registry, query: str, found: list):
    office = Office.open(registry)
    for purpose, component in (("first", PARKING), ("second", LIGHTS)):
        office.submitted(component, purpose=purpose)

    assert [entry["purpose"] for entry in office.clerk.get(f"{ADDRESS}?{query}").json["items"]] == found


def test_the_list_is_read_page_by_page(registry: Registry):
    office = Office.open(registry)
    for component in (PARKING, LIGHTS):
        office.submitted(component)

    first = office.clerk.get(f"{ADDRESS}?limit=1").json
    second = office.clerk.get(f"{ADDRESS}?limit=1&cursor={first['next']}").json

    assert [entry["items"][0]["component"] for entry in first["items"] + second["items"]] == [LIGHTS, PARKING]
    assert second["next"] is None


def test_one_event_tells_who_decides_and_goes_to_those_concerned(registry: Registry):
    office = Office.open(registry)
    office.submitted(PARKING, LIGHTS)

    told = office.events()

    assert [event["type"] for event in told] == ["application.submitted"]
    data = told[0]["data"]
    assert (data["applicant"], data["decides"], data["item"]) == ("haina", "haina", None)
    assert [(one["item"], one["component"], one["beneficiary"]) for one in data["items"]] == [
        (1, PARKING, "haina"),
        (2, LIGHTS, "haina"),
    ]
    for outsider in (office.publisher, registry.anyone, registry.entity()):
        assert office.events(outsider) == []


def preview(office: Office, *items: dict, **changes: object) -> dict:
    answer = office.clerk.post(f"{ADDRESS}/preview", {"applicant": "haina", "items": list(items), **changes})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return dict(answer.json)


def test_a_preview_tells_the_route_with_its_days_and_writes_nothing(registry: Registry):
    office = Office.open(registry)

    foreseen = preview(office, ITEM, purpose="x", agreement=1, accepted_by="y")

    assert foreseen["agreement"] == 1
    route = foreseen["items"][0]["route"]
    assert [(step["kind"], step["organisation"], step["working_days"], step["due_on"]) for step in route] == [
        ("city", "haina", 5, "2026-03-09"),
        ("publisher", "yunling", 5, "2026-03-16"),
    ]
    assert foreseen["items"][0]["policy"] == []
    assert office.clerk.get(ADDRESS).json["items"] == []
    assert office.events() == []


def test_holidays_move_the_days_of_a_route(registry: Registry):
    office = Office.open(registry)
    free = {"is_working": False, "name": {"zh": "示例假日"}}
    national = registry.administrator()
    national.call("PUT", "/api/v1/workdays/2026-03-04", free, headers={"If-None-Match": "*"})

    route = preview(office, ITEM)["items"][0]["route"]

    assert [step["due_on"] for step in route] == ["2026-03-10", "2026-03-17"]
    assert office.submit().json["items"][0]["due_on"] == "2026-03-10"


def test_a_preview_names_what_is_needed_beyond_what_the_city_runs(registry: Registry):
    office = Office.open(registry)
    registry.component(office.publisher, "maps", "1.0", "2.0")
    needs = [{"component": "yunling/maps", "specifier": ">=1"}, {"component": LIGHTS, "specifier": ">=2"}]
    registry.version(office.publisher, PARKING, "2.0", requires=needs)
    registry.adoption(office.clerk, LIGHTS, "approved", "live", version="2.0")

    alone = preview(office, ITEM)["items"][0]["prerequisites"]
    together = preview(office, ITEM, {"component": "yunling/maps", "mode": "new"})["items"][0]["prerequisites"]

    assert [(need["component"], need["version"], need["action"]) for need in alone] == [
        ("yunling/maps", "2.0", "install")
    ]
    assert set(alone[0]["why"]) == {"zh", "en"}
    assert ([need["in_application"] for need in alone], together[0]["in_application"]) == ([False], True)


def test_a_preview_says_why_nothing_goes_together(registry: Registry):
    office = Office.open(registry)
    registry.version(office.publisher, PARKING, "2.0", requires=[{"component": LIGHTS, "specifier": ">=9"}])

    item = preview(office, {**ITEM, "version": "2.0"})["items"][0]

    assert (item["prerequisites"], set(item["conflict"])) == ([], {"zh", "en"})


def paid(registry: Registry, city: str, price: str, component: str = PARKING) -> None:
    client = registry.city(city)
    adoption = registry.adoption(client, component)
    contract = {"price": price, "currency": "CNY"}
    answer = client.call("PUT", f"/api/v1/adoptions/{adoption}/contract", contract, headers={"If-None-Match": "*"})
    assert answer.status_code in {200, 201}, answer.get_data(as_text=True)


def test_a_preview_gives_a_range_of_what_at_least_three_others_paid(registry: Registry):
    office = Office.open(registry)
    for city, price in (("first", "100000.00"), ("second", "300000.00")):
        paid(registry, city, price)
    few = preview(office, ITEM)
    paid(registry, "third", "200000.50")

    enough = preview(office, ITEM, {"component": LIGHTS, "mode": "new"})

    assert (few["items"][0]["cost"]["low"], few["items"][0]["cost"]["sources"]) == (None, 2)
    assert set(few["items"][0]["cost"]["basis"]) == {"zh", "en"}
    cost = enough["items"][0]["cost"]
    assert (cost["low"], cost["high"], cost["currency"], cost["sources"]) == ("100000.00", "300000.00", "CNY", 3)
    assert enough["cost"] == {"low": "100000.00", "high": "300000.00", "currency": "CNY", "without": 1}


def test_what_the_city_itself_paid_is_no_source(registry: Registry):
    office = Office.open(registry)
    registry.organisation("haina-parks", unit="department", parent="haina")
    parks = registry.client("haina-parks", "adoption:write")
    for city in ("first", "second"):
        paid(registry, city, "1.00")
    adoption = registry.adoption(parks, PARKING)
    contract = {"price": "1.00", "currency": "CNY"}
    parks.call("PUT", f"/api/v1/adoptions/{adoption}/contract", contract, headers={"If-None-Match": "*"})

    assert preview(office, ITEM)["items"][0]["cost"]["sources"] == 2


def test_a_preview_holds_each_item_against_the_citys_policy(registry: Registry):
    office = Office.open(registry)
    manager = registry.client("haina", "organisation:manage")
    policy = {"licenses": ["Apache-2.0"]}
    stated = manager.call("PUT", "/api/v1/organisations/haina/policy", policy, headers={"If-None-Match": "*"})
    assert stated.status_code in {200, 201}, stated.get_data(as_text=True)

    found = preview(office, ITEM)["items"][0]["policy"]

    assert [(finding["rule"], finding["verdict"]) for finding in found] == [("licenses", "unmet")]


def test_a_preview_refuses_what_an_application_would(registry: Registry):
    office = Office.open(registry)
    body = {"applicant": "haina", "items": [ITEM, ITEM]}

    assert office.clerk.post(f"{ADDRESS}/preview", body).status_code == 422
    assert office.publisher.post(f"{ADDRESS}/preview", {**body, "items": [ITEM]}).status_code == 403
    assert registry.entity().post(f"{ADDRESS}/preview", {**body, "items": [ITEM]}).status_code == 403
    assert registry.anyone.post(f"{ADDRESS}/preview", body).status_code == 401
