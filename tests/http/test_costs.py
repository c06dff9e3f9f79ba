"""GET | PUT /adoptions/{id}/cost, POST /adoptions/{id}/cost/decisions, GET /organisations/{slug}/savings."""

import pytest

from tests.build import Answer, Client, Registry

COST = {
    "baseline": "1000.00",
    "actual": "400.00",
    "currency": "CNY",
    "baseline_kind": "award",
    "evidence": ["中标公告"],
}
FIRST = {"If-None-Match": "*"}


def begin(registry: Registry, *cities: str) -> dict[str, tuple[Client, str]]:
    registry.component(registry.city("yunling"), "parking", "1.0")
    found = {}
    for slug in cities or ("haina",):
        city = registry.city(slug)
        found[slug] = city, f"/api/v1/adoptions/{registry.adoption(city, 'yunling/parking')}/cost"
    return found


def state(client: Client, address: str, **changes: str | None) -> Answer:
    told = {name: value for name, value in {**COST, **changes}.items() if value is not None}
    present = client.get(address)
    headers = FIRST if present.status_code == 404 else {"If-Match": present.headers["ETag"]}
    return client.call("PUT", address, told, headers=headers)


def decide(client: Client, address: str, decision: str = "verify", note: str | None = "核对了中标公告") -> Answer:
    return client.post(f"{address}/decisions", {"decision": decision, **({"note": note} if note else {})})


def ranges(answer: Answer) -> tuple[str, str, str]:
    saving = answer.json["saving"]
    return saving["low"], saving["high"], saving["counts"]


def test_a_cost_is_a_range_until_somebody_else_verifies_it(registry: Registry):
    haina, address = begin(registry)["haina"]

    said = state(haina, address)
    verified = decide(registry.assessor(), address)

    assert said.status_code == 201, said.get_data(as_text=True)
    assert (said.json["status"], ranges(said)) == ("unverified", ("0.00", "600.00", "0.00"))
    assert said.json["saving"]["inputs"] == {
        "baseline": "1000.00",
        "actual": "400.00",
        "domain": "A4",
        "verified_baselines": 0,
        "needed_baselines": 3,
        "median": None,
        "cap_factor": 3,
        "cap": None,
    }
    assert set(said.json["saving"]["formula"]) == {"zh", "en"}
    assert verified.status_code == 201, verified.get_data(as_text=True)
    assert (verified.json["status"], verified.json["decided_by"]) == ("verified", "assessor")
    assert ranges(verified) == ("600.00", "600.00", "600.00")
    assert haina.get(address).json == verified.json


def test_a_negative_saving_is_kept(registry: Registry):
    haina, address = begin(registry)["haina"]

    assert ranges(state(haina, address, actual="1500.00")) == ("-500.00", "0.00", "0.00")
    assert ranges(decide(registry.administrator(), address)) == ("-500.00", "-500.00", "-500.00")


def test_three_verified_baselines_of_others_cap_what_is_claimed(registry: Registry):
    cities = begin(registry, "one", "two", "three", "greedy")
    assessor = registry.assessor()
    for slug, baseline in (("one", "100.00"), ("two", "300.00"), ("three", "200.00")):
        state(*cities[slug], baseline=baseline, actual="50.00")
        assert decide(assessor, cities[slug][1]).status_code == 201
    client, address = cities["greedy"]
    state(client, address, baseline="9000.00", actual="100.00")

    answer = decide(assessor, address)

    inputs = answer.json["saving"]["inputs"]
    assert (inputs["verified_baselines"], inputs["median"], inputs["cap"]) == (3, "200.00", "600.00")
    assert ranges(answer) == ("500.00", "500.00", "500.00")
    # The greedy one's own baseline caps the others: there are two beside it, which with it make three.
    assert cities["one"][0].get(cities["one"][1]).json["saving"]["inputs"]["cap"] == "900.00"


def test_other_currencies_and_superseded_baselines_make_no_cap(registry: Registry):
    cities = begin(registry, "one", "two", "three", "four")
    assessor = registry.assessor()
    for slug, currency in (("one", "CNY"), ("two", "HKD"), ("three", "CNY")):
        state(*cities[slug], currency=currency)
        decide(assessor, cities[slug][1])
    state(*cities["three"], baseline="2000.00")

    inputs = state(*cities["four"]).json["saving"]["inputs"]

    assert (inputs["verified_baselines"], inputs["cap"]) == (1, None)


def test_a_correction_supersedes_and_is_verified_anew(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address)
    decide(registry.assessor(), address)

    same = state(haina, address)
    corrected = state(haina, address, actual="500.00")

    assert same.json["status"] == "verified"
    assert (corrected.status_code, corrected.json["status"]) == (200, "unverified")
    assert [(row["actual"], row["status"]) for row in corrected.json["earlier"]] == [("400.00", "verified")]


def test_a_baseline_without_a_document_is_not_verified(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address, baseline_kind=None)

    refused = decide(registry.assessor(), address)
    rejected = decide(registry.assessor(), address, "reject")

    assert (refused.status_code, refused.json["code"]) == (409, "baseline_undocumented")
    assert (rejected.json["status"], ranges(rejected)) == ("rejected", ("0.00", "0.00", "0.00"))


def test_a_decision_stands_unless_an_administrator_changes_it(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address)
    decide(registry.assessor(), address)

    again = decide(registry.assessor("second-eye"), address, "reject")
    changed = decide(registry.administrator(), address, "reject")

    assert (again.status_code, again.json["code"]) == (409, "cost_decided")
    assert changed.json["status"] == "rejected"


def test_a_rejection_says_why(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address)

    answer = decide(registry.assessor(), address, "reject", note=None)

    assert [error["pointer"] for error in answer.json["errors"]] == ["/note"]


def test_the_adopters_and_the_publishers_side_decide_nothing(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address)
    own_assessor = registry.client("own-eye", "assessment:write", kind="assessor", parent="haina")

    assert decide(haina, address).status_code == 403
    assert decide(registry.anyone, address).status_code == 401
    assert decide(registry.entity(), address).status_code == 403
    assert decide(own_assessor, address).json["code"] == "own_side"
    assert haina.get(address).json["status"] == "unverified"


def test_an_administrator_that_publishes_the_component_does_not_verify_what_it_saves(registry: Registry):
    ministry = registry.client("ministry", "platform:admin", "catalogue:write", kind="authority")
    registry.component(ministry, "maps", "1.0")
    haina = registry.city("haina")
    address = f"/api/v1/adoptions/{registry.adoption(haina, 'ministry/maps')}/cost"
    state(haina, address)

    assert decide(ministry, address).json["code"] == "not_a_cost_verifier"


def test_costs_are_for_cities_administrators_and_assessors_who_verify(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address)

    for outsider in (registry.anyone, registry.entity()):
        assert outsider.get(address).status_code == 404
    for insider in (registry.city("other"), registry.administrator(), registry.assessor()):
        assert insider.get(address).json["baseline"] == "1000.00"


def test_no_event_tells_an_amount(registry: Registry):
    haina, address = begin(registry)["haina"]
    state(haina, address, baseline="8765.43")
    decide(registry.administrator(), address)

    feed = haina.get("/api/v1/events?types=adoption.costed,adoption.cost_decided").get_data(as_text=True)

    assert "adoption.cost" in feed
    assert "8765" not in feed


def test_a_city_is_told_what_it_saves_for_each_currency(registry: Registry):
    haina, address = begin(registry)["haina"]
    registry.component(registry.city("yunling"), "lights", "1.0")
    second = f"/api/v1/adoptions/{registry.adoption(haina, 'yunling/lights')}/cost"
    third = f"/api/v1/adoptions/{registry.adoption(registry.city('other'), 'yunling/lights')}/cost"
    state(haina, address)
    decide(registry.administrator(), address)
    state(haina, second, baseline="500.00", actual="100.00")
    state(registry.city("other"), third, currency="HKD")

    saved = registry.city("other").get("/api/v1/organisations/haina/savings").json

    assert saved["totals"] == [
        {"currency": "CNY", "low": "600.00", "high": "1000.00", "counts": "600.00", "adoptions": 2, "verified": 1}
    ]
    assert [item["component"] for item in saved["items"]] == ["yunling/parking", "yunling/lights"]
    assert registry.entity().get("/api/v1/organisations/haina/savings").status_code == 403
    assert registry.anyone.get("/api/v1/organisations/haina/savings").status_code == 401


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"baseline": "0.00"}, "/baseline"),
        ({"baseline": "-1"}, "/baseline"),
        ({"actual": "1e3"}, "/actual"),
        ({"currency": "cny"}, "/currency"),
        ({"baseline_kind": "guess"}, "/baseline_kind"),
        ({"saving": "5"}, "/saving"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    haina, address = begin(registry)["haina"]

    answer = state(haina, address, **change)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_a_cost_is_replaced_only_by_its_holder_who_has_read_it(registry: Registry):
    haina, address = begin(registry)["haina"]

    assert registry.city("other").call("PUT", address, COST, headers=FIRST).status_code == 403
    assert haina.call("PUT", address, COST).status_code == 428
    assert haina.call("PUT", address, COST, headers=FIRST).status_code == 201
    assert haina.call("PUT", address, COST, headers=FIRST).status_code == 412
