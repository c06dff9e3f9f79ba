"""/purchases: cities that buy together, what they agree on with a supplier, what each takes up."""

from datetime import timedelta
from typing import Any

from tests.build import START, Answer, Client, Registry
from tests.http.test_services import OFFER, SERVICES, entity

PURCHASES = "/api/v1/purchases"
CALL = {"title": {"zh": "停车联合采购"}, "closes_on": "2026-03-31", "component": "yunling/parking"}
TERM = {"supplier": "builder", "price": "80000", "from": "2026-03-02", "to": "2027-03-01", "terms": {"zh": "含培训"}}


def called(registry: Registry, **more: Any) -> tuple[Client, Client, str]:
    """Two cities and a joint purchase of the first."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    answer = yunling.post(PURCHASES, {**CALL, "organiser": "yunling", **more})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return yunling, haina, answer.headers["Location"]


def join(client: Client, place: str, slug: str) -> Answer:
    return client.call("PUT", f"{place}/members/{slug}")


def agreed(registry: Registry) -> tuple[Client, Client, str, str]:
    """A closed purchase of two cities with an agreement; its address and the agreement's."""
    yunling, haina, place = called(registry)
    registry.organisation("builder", "operating_entity")
    join(haina, place, "haina")
    assert yunling.post(f"{place}/closing", {}).status_code == 200
    made = yunling.post(f"{place}/agreements", TERM)
    assert made.status_code == 201, made.get_data(as_text=True)
    return yunling, haina, place, f"{place}/agreements/{made.json['agreements'][0]['id']}"


def members(answer: Answer) -> list[str]:
    return [member["organisation"] for member in answer.json["members"]]


def test_cities_join_and_leave_until_it_closes(registry: Registry):
    yunling, haina, place = called(registry)

    first, again = join(haina, place, "haina"), join(haina, place, "haina")
    left = haina.delete(f"{place}/members/haina")
    alone = yunling.post(f"{place}/closing", {})
    join(haina, place, "haina")
    closed = yunling.post(f"{place}/closing", {"reason": "已满足"})
    late = join(registry.city("linhai"), place, "linhai")
    away = haina.delete(f"{place}/members/haina")

    assert (first.status_code, again.status_code, left.status_code) == (201, 200, 204)
    assert members(first) == ["yunling", "haina"]
    assert (alone.status_code, alone.json["code"]) == (409, "too_few_members")
    assert (closed.json["status"], closed.json["ended_on"], members(closed)) == (
        "closed", "2026-03-02", ["yunling", "haina"],
    )  # fmt: skip
    assert late.json["code"] == away.json["code"] == "purchase_not_open"


def test_nobody_joins_after_the_last_day_and_the_organiser_is_told_once(registry: Registry):
    yunling, _, place = called(registry)
    sweeper = registry.app.extensions["registry.sweeper"]
    registry.clock.set(START + timedelta(days=30))
    yunling, haina = registry.city("yunling"), registry.city("haina")

    late = join(haina, place, "haina")
    for _ in range(2):
        sweeper.sweep()
    tasks = yunling.get("/api/v1/organisations/yunling/tasks?kind=close_purchase").json["items"]
    notices = yunling.get("/api/v1/organisations/yunling/notices?kind=purchase_due").json["items"]
    etag = yunling.get(place).headers["ETag"]
    longer = yunling.patch(place, {"closes_on": "2026-04-30"}, etag=etag)

    assert (late.status_code, late.json["code"]) == (409, "purchase_not_open")
    assert (len(tasks), len(notices)) == (1, 1)
    assert longer.json["closes_on"] == "2026-04-30"
    assert join(haina, place, "haina").status_code == 201


def test_each_acts_for_itself(registry: Registry):
    yunling, haina, place = called(registry)

    assert join(yunling, place, "haina").json["code"] == "not_your_organisation"
    assert yunling.delete(f"{place}/members/yunling").json["code"] == "organiser_stays"
    assert haina.post(f"{place}/closing", {}).json["code"] == "not_your_organisation"
    assert haina.post(f"{place}/cancellation", {"reason": "示例"}).json["code"] == "not_your_organisation"
    assert haina.post(f"{place}/agreements", TERM).json["code"] == "not_your_organisation"
    assert haina.patch(place, {"minimum_members": 5}, etag=haina.get(place).headers["ETag"]).status_code == 403
    assert haina.post(PURCHASES, {**CALL, "organiser": "yunling"}).json["code"] == "not_your_organisation"


def test_it_is_cancelled_with_a_reason_that_the_members_are_told_of(registry: Registry):
    yunling, haina, place = called(registry)
    join(haina, place, "haina")

    unsaid = yunling.post(f"{place}/cancellation", {})
    gone = yunling.post(f"{place}/cancellation", {"reason": "预算调整"})
    again = yunling.post(f"{place}/closing", {})
    notices = haina.get("/api/v1/organisations/haina/notices").json["items"]

    assert unsaid.status_code == 422
    assert (gone.json["status"], gone.json["reason"]) == ("cancelled", "预算调整")
    assert again.json["code"] == "purchase_not_open"
    assert [row["kind"] for row in notices] == ["purchase_cancelled"]


def test_a_closed_group_agrees_and_its_members_take_it_up(registry: Registry):
    yunling, haina, place, agreement = agreed(registry)
    adoption = registry.adoption(haina, "yunling/parking", "approved")
    linhai = registry.city("linhai")
    stranger = registry.adoption(linhai, "yunling/parking", "approved")

    taken = haina.post(f"{agreement}/call-offs", {"adoption": adoption, "note": "首期"})
    again = haina.post(f"{agreement}/call-offs", {"adoption": adoption})
    others = linhai.post(f"{agreement}/call-offs", {"adoption": stranger})
    instead = yunling.post(f"{agreement}/call-offs", {"adoption": adoption})
    early = haina.post(f"{agreement}/call-offs", {"adoption": adoption, "on": "2026-03-01"})

    (made,) = yunling.get(place).json["agreements"]
    assert (made["price"], made["currency"], made["members"]) == ("80000.00", "CNY", ["haina", "yunling"])
    assert taken.status_code == 201
    assert [(row["organisation"], row["adoption"], row["note"]) for row in made["call_offs"]] == [
        ("haina", adoption, "首期")
    ]
    assert (again.status_code, again.json["code"]) == (409, "called_off_already")
    assert (others.status_code, others.json["code"]) == (403, "not_a_member")
    assert instead.json["code"] == "not_your_organisation"
    assert early.json["code"] == "out_of_term"


def test_an_agreement_is_with_an_entity_for_members_and_once_it_is_closed(registry: Registry):
    yunling, haina, place = called(registry)
    registry.organisation("builder", "operating_entity")
    join(haina, place, "haina")

    early = yunling.post(f"{place}/agreements", TERM)
    yunling.post(f"{place}/closing", {})
    wrong = [
        yunling.post(f"{place}/agreements", {**TERM, **change})
        for change in ({"supplier": "haina"}, {"members": ["haina", "linhai"]}, {"to": "2026-01-01"}, {"price": "x"})
    ]
    part = yunling.post(f"{place}/agreements", {**TERM, "members": ["haina"]})

    assert (early.status_code, early.json["code"]) == (409, "purchase_not_closed")
    assert [answer.json["errors"][0]["pointer"] for answer in wrong] == ["/supplier", "/members/1", "/to", "/price"]
    assert part.json["agreements"][0]["members"] == ["haina"]


def test_a_service_is_bought_together_from_whoever_offers_it(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    service = entity(registry).post(SERVICES, OFFER).json["id"]
    registry.organisation("rival", "operating_entity")
    body = {"title": {"zh": "示例"}, "closes_on": "2026-03-31", "organiser": "haina", "service": service}

    made = haina.post(PURCHASES, body)
    both = haina.post(PURCHASES, {**body, "component": "yunling/parking"})
    place = made.headers["Location"]
    join(yunling, place, "yunling")
    haina.post(f"{place}/closing", {})
    rival = haina.post(f"{place}/agreements", {**TERM, "supplier": "rival"})

    assert (made.json["component"], made.json["service"]) == ("yunling/parking", service)
    assert (both.status_code, both.json["errors"][0]["pointer"]) == (422, "/component")
    assert rival.json["errors"][0]["pointer"] == "/supplier"
    assert haina.post(PURCHASES, {**body, "closes_on": "2026-03-01"}).json["errors"][0]["pointer"] == "/closes_on"


def test_only_cities_and_administrators_see_purchases_and_their_prices(registry: Registry):
    yunling, _, place, _ = agreed(registry)

    listed = registry.city("linhai").get(f"{PURCHASES}?status=closed&component=yunling/parking").json["items"]

    assert listed == [yunling.get(place).json]
    assert yunling.get(f"{PURCHASES}?member=haina").json["items"] == listed
    assert yunling.get(f"{PURCHASES}?status=open").json["items"] == []
    for outsider, status in ((registry.anyone, 401), (entity(registry), 403), (registry.assessor(), 403)):
        assert outsider.get(PURCHASES).status_code == status
        assert outsider.get(place).status_code == 404
    refused = entity(registry).post(PURCHASES, {**CALL, "organiser": "builder"})
    assert (refused.status_code, refused.json["code"]) == (403, "landscape_hidden")
    assert "80000" not in registry.administrator().get("/api/v1/events?limit=1000").get_data(as_text=True)
