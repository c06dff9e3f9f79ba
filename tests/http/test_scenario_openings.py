"""PUT | GET | DELETE …/scenarios/{code}/opening, …/responses and their decisions, GET /scenario-openings."""

from datetime import timedelta

from tests.build import START, Registry
from tests.http.scenario_scene import API, listed, offering, opened

ITEM = f"{API}/organisations/haina/scenarios/parking"
OFFER = {"offer": "示例方案：接入全市泊位", "price_terms": "按年"}


def test_a_city_opens_a_scenario_entities_respond_and_are_told_what_was_decided(registry: Registry):
    haina = registry.city("haina")
    parking = registry.component(registry.city("yunling"), "parking", "1.0")
    listed(haina, "haina", departments=["交通局"])
    assert registry.anyone.get(ITEM).status_code == 404
    opening = opened(haina, "haina")
    builder, rival = offering(registry), offering(registry, "rival")

    made = builder.post(f"{ITEM}/responses", {**OFFER, "components": [parking, parking]})
    rival.post(f"{ITEM}/responses", {"offer": "另一方案"})

    assert (opening.status_code, opening.json["is_open"]) == (201, True)
    (announced,) = registry.anyone.get(f"{API}/scenario-openings").json["items"]
    assert announced == opening.json == registry.anyone.get(f"{ITEM}/opening").json
    assert (announced["organisation"], announced["closes_on"]) == ("haina", "2026-04-01")
    assert registry.anyone.get(ITEM).json["departments"] is None
    assert made.status_code == 201
    response = made.json
    assert (response["components"], response["price_terms"], response["status"]) == ([parking], "按年", "submitted")
    assert builder.get(made.headers["Location"]).json == response
    assert [row["entity"] for row in haina.get(f"{ITEM}/responses").json["items"]] == ["rival", "builder"]
    assert [row["entity"] for row in builder.get(f"{ITEM}/responses").json["items"]] == ["builder"]
    assert rival.get(made.headers["Location"]).status_code == 404
    assert registry.city("third").get(f"{ITEM}/responses").json["items"] == []
    assert len(registry.administrator().get(f"{ITEM}/responses").json["items"]) == 2

    place = f"{made.headers['Location']}/decisions"
    shortlisted = haina.post(place, {"decision": "shortlist", "reason": "方案完整"})
    again = haina.post(place, {"decision": "shortlist", "reason": "方案完整"})
    declined = haina.post(place, {"decision": "decline", "reason": "超出预算"})
    late = haina.post(place, {"decision": "shortlist", "reason": "再看"})

    assert (shortlisted.status_code, shortlisted.json["status"]) == (201, "shortlisted")
    assert declined.json["status"] == "declined"
    assert [again.json["code"], late.json["code"]] == ["response_decided"] * 2
    assert builder.get(made.headers["Location"]).json["reason"] == "超出预算"
    told = builder.get(f"{API}/events?after=0&types=scenario_response.decided").json["items"]
    assert [event["data"]["status"] for event in told] == ["shortlisted", "declined"]
    assert "预算" not in str(told)
    assert rival.get(f"{API}/events?after=0&types=scenario_response.decided").json["items"] == []
    notices = [row["kind"] for row in builder.get(f"{API}/organisations/builder/notices").json["items"]]
    assert notices.count("scenario_response_decided") == 2
    waiting = haina.get(f"{API}/organisations/haina/tasks?kind=decide_scenario_response").json["items"]
    assert len(waiting) == 1
    assert waiting[0]["due_on"] == "2026-04-01"


def test_an_opening_ends_with_its_day_or_before_and_can_be_changed_meanwhile(registry: Registry):
    haina, builder = registry.city("haina"), offering(registry)
    listed(haina, "haina")
    first = opened(haina, "haina", closes_on="2026-03-05")
    builder.post(f"{ITEM}/responses", OFFER)
    registry.clock.set(START + timedelta(days=4))

    late = offering(registry, "late").post(f"{ITEM}/responses", OFFER)

    assert (late.status_code, late.json["code"]) == (409, "opening_closed")
    assert registry.anyone.get(f"{API}/scenario-openings").json["items"] == []
    shown = haina.get(f"{ITEM}/opening")
    assert (first.json["is_open"], shown.json["is_open"]) == (True, False)
    longer = {"announcement": {"zh": "延期"}, "closes_on": "2026-05-01"}
    assert haina.call("PUT", f"{ITEM}/opening", longer).status_code == 428
    assert opened(haina, "haina").status_code == 412
    changed = haina.call("PUT", f"{ITEM}/opening", longer, headers={"If-Match": shown.headers["ETag"]})
    assert changed.json["is_open"] is True
    assert offering(registry, "late").post(f"{ITEM}/responses", OFFER).status_code == 201
    assert haina.delete(f"{ITEM}/opening").status_code == 428
    ended = haina.delete(f"{ITEM}/opening", etag=changed.headers["ETag"])
    assert ended.status_code == 204
    assert registry.anyone.get(ITEM).status_code == 404
    assert len(builder.get(f"{ITEM}/responses").json["items"]) == 1
    assert opened(haina, "haina").status_code == 201


def test_what_openings_and_responses_decline(registry: Registry):
    haina, builder = registry.city("haina"), offering(registry)
    listed(haina, "haina")
    assert opened(haina, "haina", closes_on="2026-03-01").json["errors"][0]["pointer"] == "/closes_on"
    assert opened(haina, "haina", announcement={}).json["errors"][0]["pointer"] == "/announcement"
    assert opened(haina, "haina", code="none").status_code == 404
    assert opened(registry.city("third"), "haina").json["code"] == "not_your_organisation"
    assert builder.post(f"{ITEM}/responses", OFFER).status_code == 404
    opened(haina, "haina")

    assert builder.post(f"{ITEM}/responses", {}).json["errors"][0]["pointer"] == "/offer"
    unknown = builder.post(f"{ITEM}/responses", {**OFFER, "components": ["a/b"]})
    assert unknown.json["errors"][0]["pointer"] == "/components/0"
    assert haina.post(f"{ITEM}/responses", OFFER).json["code"] == "only_entities"
    assert registry.anyone.post(f"{ITEM}/responses", OFFER).status_code == 401
    other = builder.post(f"{ITEM}/responses", {**OFFER, "entity": "haina"})
    assert other.json["code"] == "not_your_organisation"
    made = builder.post(f"{ITEM}/responses", OFFER)
    assert builder.post(f"{ITEM}/responses", OFFER).json["code"] == "already_responded"
    place = f"{made.headers['Location']}/decisions"
    assert haina.post(place, {"decision": "shortlist"}).json["errors"][0]["pointer"] == "/reason"
    assert builder.post(place, {"decision": "shortlist", "reason": "x"}).json["code"] == "not_your_organisation"


def test_what_is_removed_from_the_list_is_open_no_more(registry: Registry):
    haina = registry.city("haina")
    listed(haina, "haina")
    opened(haina, "haina")
    tag = haina.get(ITEM).headers["ETag"]

    haina.call("DELETE", ITEM, query_string={"reason": "不再需要"}, headers={"If-Match": tag})

    assert registry.anyone.get(f"{API}/scenario-openings").json["items"] == []
    assert registry.anyone.get(f"{ITEM}/opening").status_code == 404
    told = registry.anyone.get(f"{API}/events?after=0&types=scenario_item.opened,scenario_item.closed").json["items"]
    assert [event["type"] for event in told] == ["scenario_item.opened", "scenario_item.closed"]
