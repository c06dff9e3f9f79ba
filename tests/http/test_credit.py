"""GET /adoptions/{id}/credit and /organisations/{slug}/credit."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry

API = "/api/v1"


def confirmed(registry: Registry, publisher: Client, adopter: Client, component: str, *stages: str) -> str:
    """A live adoption that its publisher has confirmed; its id."""
    identifier = registry.adoption(adopter, component, *(stages or ("approved", "live")))
    answer = publisher.post(f"{API}/adoptions/{identifier}/confirmations", {"verdict": "confirmed"})
    assert answer.status_code == 201, answer.json
    return identifier


def credit_of(caller: Client, identifier: str, **asked):
    answer = caller.get(f"{API}/adoptions/{identifier}/credit", query_string=asked)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_credit_is_told_factor_by_factor_with_reasons_in_both_languages(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    identifier = confirmed(registry, yunling, haina, registry.component(yunling, "parking", "1.0"))

    found = credit_of(haina, identifier)

    assert (found["credit"], found["as_of"], found["excluded"]) == (0.2, "2026-03-02", None)
    factors = {factor["factor"]: factor for factor in found["factors"]}
    assert {name: factor["value"] for name, factor in factors.items()} == {
        "stage": 1, "verification": 0.8, "independence": 1, "depth": 0.25, "aliveness": 1, "ring": 1,
    }  # fmt: skip
    assert factors["verification"]["reason"] == {"zh": "发布方已确认。", "en": "Its publisher has confirmed it."}
    assert factors["verification"]["records"][0]["kind"] == "confirmation"
    assert factors["stage"]["since"] == "2026-03-02"
    assert factors["depth"]["reason"]["en"].startswith("It reaches 0 departments and 0 levels, with 0 calls")
    assert found["parameters"]["alive_days"] == 180


def test_credit_of_any_day_past_and_to_come(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    identifier = confirmed(registry, yunling, haina, registry.component(yunling, "parking", "1.0"))

    in_270_days = credit_of(haina, identifier, as_of=str(START.date() + timedelta(days=270)))

    assert in_270_days["credit"] == pytest.approx(0.2 * 0.5135, abs=5e-5)
    assert {f["factor"]: f["code"] for f in in_270_days["factors"]}["aliveness"] == "fading"
    assert credit_of(haina, identifier, as_of="2027-03-02")["excluded"] == "not_alive"
    assert credit_of(haina, identifier, as_of="2026-03-01")["excluded"] == "not_running"


def test_what_was_known_before_it_was_confirmed(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0")
    identifier = registry.adoption(haina, component, "approved", "live")
    registry.clock.set(START + timedelta(days=3))
    yunling.post(f"{API}/adoptions/{identifier}/confirmations", {})

    assert credit_of(haina, identifier)["credit"] == 0.2
    known = credit_of(haina, identifier, known_at="2026-03-03T00:00:00Z")
    assert (known["credit"], known["excluded"]) == (0, "unverified")


def test_an_account_says_what_is_left_out_and_why(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    parking, lights = (registry.component(yunling, name, "1.0") for name in ("parking", "lights"))
    own = registry.component(haina, "own", "1.0")
    counted = confirmed(registry, yunling, haina, parking)
    declared = registry.adoption(haina, lights, "approved", "live")
    self_adopted = registry.adoption(haina, own, "approved", "live")

    found = haina.get(f"{API}/organisations/haina/credit").json

    assert (found["total"], found["side"], found["from"], found["to"]) == (0.2, "adopter", "2026-03-02", "2026-03-02")
    assert found["items"] == [
        {"adoption": counted, "component": parking, "credit": 0.2},
        {"adoption": declared, "component": lights, "credit": 0, "excluded": "unverified"},
        {"adoption": self_adopted, "component": own, "credit": 0, "excluded": "self_adoption"},
    ]
    given = haina.get(f"{API}/organisations/yunling/credit?side=publisher").json
    assert (given["total"], [item["component"] for item in given["items"]]) == (0.2, [parking, lights])


def test_a_period_is_weighted_by_days(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    confirmed(registry, yunling, haina, registry.component(yunling, "parking", "1.0"))

    found = haina.get(f"{API}/organisations/haina/credit?from=2026-02-28&to=2026-03-04").json

    assert found["total"] == pytest.approx(0.2 * 3 / 5)


def test_the_total_is_of_all_pages(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for name in ("parking", "lights", "maps"):
        confirmed(registry, yunling, haina, registry.component(yunling, name, "1.0"))

    first = haina.get(f"{API}/organisations/haina/credit?limit=2").json
    second = haina.get(f"{API}/organisations/haina/credit?limit=2&cursor={first['next']}").json

    assert (first["total"], second["total"]) == (0.6, 0.6)
    assert (len(first["items"]), len(second["items"]), second["next"]) == (2, 1, None)


@pytest.mark.parametrize("query", ["from=2026-03-04&to=2026-03-01", "as_of=2026-03-04&to=2026-03-05"])
def test_a_period_that_is_none_is_refused(registry: Registry, query: str):
    haina = registry.city("haina")

    answer = haina.get(f"{API}/organisations/haina/credit?{query}")

    assert (answer.status_code, answer.json["code"]) == (422, "payload_invalid")


def test_credit_is_for_cities_and_administrators(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    builder = registry.entity()
    identifier = confirmed(registry, yunling, haina, registry.component(yunling, "parking", "1.0"))
    place, account = f"{API}/adoptions/{identifier}/credit", f"{API}/organisations/haina/credit"

    for insider in (registry.city("other"), registry.administrator()):
        assert insider.get(place).status_code == 200
        assert insider.get(account).status_code == 200
    for outsider in (builder, registry.assessor()):
        assert outsider.get(place).status_code == 404
        assert outsider.get(account).status_code == 403
    assert registry.anyone.get(place).status_code == 404
    assert registry.anyone.get(account).status_code == 401


def test_a_restricted_component_is_left_out_for_who_may_not_see_it(registry: Registry):
    yunling, haina, other = (registry.city(slug) for slug in ("yunling", "haina", "other"))
    national = registry.administrator()
    national.post(f"{API}/clusters", {"slug": "river", "name": {"zh": "示例城市群"}})
    for member in ("yunling", "haina"):
        national.post(f"{API}/clusters/river/members", {"member": member})
    component = registry.component(yunling, "parking", "1.0", visible_to_clusters=["river"])
    confirmed(registry, yunling, haina, component)

    assert haina.get(f"{API}/organisations/haina/credit").json["total"] == 0.2
    found = other.get(f"{API}/organisations/haina/credit").json
    assert (found["total"], found["items"]) == (0, [])


def test_the_page_explains_the_number_in_words(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    identifier = confirmed(registry, yunling, haina, registry.component(yunling, "parking", "1.0"))

    english = registry.visitor(haina).get(f"/adoptions/{identifier}").get_data(as_text=True)
    chinese = registry.visitor(haina, language="zh").get(f"/adoptions/{identifier}").get_data(as_text=True)

    assert "Its publisher has confirmed it." in english
    assert "0.2000" in english
    assert "发布方已确认。" in chinese
