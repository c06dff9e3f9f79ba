"""The pages of pairings, services and joint purchases, without scripts."""

from tests.build import Registry
from tests.http.test_pairing_activities import paired
from tests.http.test_services import OFFER, SERVICES, entity

PLANNED = {
    "act": "plan",
    "title": "挂职两名骨干",
    "kind": "talent_secondment",
    "direction": "talent",
    "planned_on": "2026-03-01",
}


def test_a_pairing_lives_on_its_page(registry: Registry):
    yunling, shaquan, place = paired(registry)
    page = place.removeprefix("/api/v1")
    helper, helped = registry.visitor(yunling), registry.visitor(shaquan)

    planned = helper.submit(page, **PLANNED)
    wrong = helper.submit(page, **{**PLANNED, "planned_on": "2025-01-01"})
    activity = yunling.get(f"{place}/activities").json["items"][0]["id"]
    on = {"activity": activity}
    lacking = helper.submit(page, act="prove", people="2", **on)
    proof = {"from": "2026-02-01", "to": "2026-02-28", "people": "2", "paper": "函"}
    proved = helper.submit(page, act="prove", **on, **proof)
    confirmed = [visitor.submit(page, act="confirm", **on).status_code for visitor in (helper, helped)]
    funded = helper.submit(
        page, act="fund", amount="9.00", currency="CNY", source="财政", **{"from": "2026-01-01", "to": "2026-12-31"}
    )
    done = [visitor.submit(page, act="complete", note="圆满").status_code for visitor in (helper, helped)]
    text = registry.visitor(yunling, language="zh").get(page).get_data(as_text=True)

    assert [answer.status_code for answer in (planned, wrong, lacking, proved, funded)] == [303, 422, 422, 303, 303]
    assert "within the pairing" in wrong.get_data(as_text=True)
    assert "/from" in lacking.get_data(as_text=True)
    assert (confirmed, done) == ([303, 303], [303, 303])
    assert all(word in text for word in ("挂职两名骨干", "双方已确认", "9 CNY", "已完成", "50.0 %"))


def test_a_pairing_is_proposed_and_answered_on_the_page(registry: Registry):
    yunling, shaquan = registry.visitor(registry.city("yunling")), registry.visitor(registry.city("shaquan"))
    form = {"helper": "yunling", "helped": "shaquan", "kind": "pairing", "starts_on": "2026-01-01", "agreement": "互助"}

    made = yunling.submit("/pairings", **form)
    twice = yunling.submit("/pairings", **form)
    answered = shaquan.submit(made.headers["Location"], act="answer", accepted="yes")

    assert (made.status_code, twice.status_code, answered.status_code) == (303, 409, 303)
    assert "In force" in yunling.get("/pairings?city=shaquan").get_data(as_text=True)
    assert registry.visitor().get("/pairings").headers["Location"].startswith("/sign-in")
    assert registry.visitor().get(made.headers["Location"]).status_code == 404
    assert registry.visitor(registry.entity()).get("/pairings").status_code == 403


def test_services_stand_on_the_pages_of_component_and_entity_with_prices_for_cities_only(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    entity(registry).post(SERVICES, OFFER)

    for address in ("/components/yunling/parking", "/organisations/builder"):
        shown = registry.visitor().get(address).get_data(as_text=True)
        inside = registry.visitor(yunling).get(address).get_data(as_text=True)
        assert "Deployed within two weeks." in shown and "按规模报价" not in shown
        assert "按规模报价" in inside


def test_cities_buy_together_on_the_page(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    registry.organisation("builder", "operating_entity")
    organiser, member = registry.visitor(yunling), registry.visitor(haina)
    form = {"title": "联合采购", "organiser": "yunling", "component": "yunling/parking", "closes_on": "2026-03-31"}

    made = organiser.submit("/purchases", **form, minimum_members="2", terms="一年")
    page = made.headers["Location"]
    steps = [
        organiser.submit(page, act="close"),
        member.submit(page, act="join"),
        member.submit(page, act="leave"),
        member.submit(page, act="join"),
        organiser.submit(page, act="prolong", closes_on="2026-04-30"),
        organiser.submit(page, act="close"),
    ]
    terms = {"supplier": "builder", "price": "80", "currency": "CNY", "from": "2026-03-01", "to": "2026-12-31"}
    agreed = organiser.submit(page, act="agree", **terms)
    adoption = registry.adoption(haina, "yunling/parking", "approved")
    agreement = yunling.get(f"/api/v1{page}").json["agreements"][0]["id"]
    taken = member.submit(page, act="call_off", agreement=agreement, adoption=adoption)
    text = member.get(page).get_data(as_text=True)

    assert [step.status_code for step in steps] == [409, 303, 303, 303, 303, 303]
    assert (agreed.status_code, taken.status_code) == (303, 303)
    assert "80 CNY" in text and adoption in text
    assert "联合采购" in organiser.get("/purchases?member=haina").get_data(as_text=True)
    assert registry.visitor().get(page).status_code == 404


def test_a_purchase_is_cancelled_on_the_page_with_a_reason(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    organiser = registry.visitor(yunling)
    form = {"title": "联合采购", "organiser": "yunling", "component": "yunling/parking", "closes_on": "2026-03-31"}

    page = organiser.submit("/purchases", **form).headers["Location"]

    assert organiser.submit("/purchases", **{**form, "component": ""}).status_code == 422
    assert organiser.submit(page, act="cancel").status_code == 422
    assert organiser.submit(page, act="cancel", reason="预算调整").status_code == 303
    assert "预算调整" in organiser.get(page).get_data(as_text=True)
