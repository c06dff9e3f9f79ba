"""What looks like a game: GET /flags, decisions, appeals, and who sees them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.adoption.models import Adoption, AdoptionRating, Evidence
from registry.kit.clock import now_of
from registry.organisations.queries import get_organisation
from registry.safeguards.models import Flag, FlagParty
from tests.build import START, Client, Registry

API = "/api/v1"


@pytest.fixture
def national(registry: Registry) -> Client:
    return registry.administrator()


def exchanged(registry: Registry) -> tuple[Client, Client, list[str]]:
    """Two cities that adopted from each other, confirmed each other, and did nothing else; their adoptions."""
    one, other = registry.city("yunling"), registry.city("haina")
    parking, lights = registry.component(one, "parking", "1.0"), registry.component(other, "lights", "1.0")
    found = []
    for adopter, publisher, component in ((other, one, parking), (one, other, lights)):
        identifier = registry.adoption(adopter, component, "approved", "live")
        assert publisher.post(f"{API}/adoptions/{identifier}/confirmations", {}).status_code == 201
        found.append(identifier)
    return one, other, found


def detected(administrator: Client, game: str | None = None):
    """The flags after everything was looked at once more."""
    assert administrator.post(f"{API}/flags/detection").status_code == 200
    return administrator.get(f"{API}/flags", query_string={"game": game} if game else {}).json["items"]


def credit(caller: Client, identifier: str):
    return caller.get(f"{API}/adoptions/{identifier}/credit").json["credit"]


def test_a_ring_is_flagged_for_a_reviewer_with_what_was_seen(registry: Registry, national: Client):
    _, _, adoptions = exchanged(registry)

    (flag,) = detected(national)

    assert (flag["game"], flag["status"], flag["parties"]) == ("adoption_ring", "open", ["haina", "yunling"])
    assert {signal["code"] for signal in flag["signals"]} == {"closed", "reciprocal", "at_once", "shallow", "score"}
    assert flag["signals"][0]["zh"] == "这些城市给出的复用信用中有 100% 留在彼此之间。"
    assert flag["signals"][0]["en"] == "100% of the credit that these cities grant stays among them."
    assert {record["id"] for record in flag["records"]} == set(adoptions)
    assert flag["suggested_factor"] == 0.5
    assert credit(national, adoptions[0]) == 0.2, "nothing follows by itself"


def test_the_same_finding_is_raised_once(registry: Registry, national: Client):
    exchanged(registry)

    assert len(detected(national)) == 1
    assert len(detected(national)) == 1


def test_it_is_looked_for_by_itself_once_a_day(registry: Registry, national: Client):
    sweeper = registry.app.extensions["registry.sweeper"]
    sweeper.sweep()
    exchanged(registry)

    sweeper.sweep()
    assert national.get(f"{API}/flags").json["items"] == []
    registry.clock.set(START + timedelta(days=1))
    sweeper.sweep()
    assert len(national.get(f"{API}/flags").json["items"]) == 1


def test_a_ring_that_is_upheld_discounts_from_that_day_on(registry: Registry, national: Client):
    yunling, _, adoptions = exchanged(registry)
    (flag,) = detected(national)
    registry.clock.set(START + timedelta(days=10))

    answer = national.post(
        f"{API}/flags/{flag['id']}/decisions", {"decision": "uphold", "reason": "互相采用", "factor": 0.72}
    )

    assert (answer.status_code, answer.json["status"], answer.json["reason"]) == (201, "upheld", "互相采用")
    assert [(row["city"], row["publisher_city"], row["factor"]) for row in answer.json["discounts"]] == [
        ("yunling", "haina", 0.72),
        ("haina", "yunling", 0.72),
    ]
    for identifier in adoptions:
        found = yunling.get(f"{API}/adoptions/{identifier}/credit").json
        assert (found["credit"], found["excluded"]) == (0.144, "ring_discount")
        before = yunling.get(f"{API}/adoptions/{identifier}/credit?as_of=2026-03-11").json
        assert before["credit"] == 0.2


def test_a_dismissed_flag_changes_nothing(registry: Registry, national: Client):
    yunling, _, adoptions = exchanged(registry)
    (flag,) = detected(national)

    answer = national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "dismiss", "reason": "已登记结对"})

    assert (answer.json["status"], answer.json["discounts"]) == ("dismissed", [])
    assert credit(yunling, adoptions[0]) == 0.2
    again = national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "uphold", "reason": "示例"})
    assert (again.status_code, again.json["code"]) == (409, "flag_decided")


@pytest.mark.parametrize("factor", [0.49, 1.01, "low"])
def test_a_factor_lies_between_one_half_and_one(registry: Registry, national: Client, factor):
    exchanged(registry)
    (flag,) = detected(national)

    decision = {"decision": "uphold", "reason": "示例", "factor": factor}
    answer = national.post(f"{API}/flags/{flag['id']}/decisions", decision)

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/factor"


def test_a_factor_goes_only_with_a_ring_that_is_upheld(registry: Registry, national: Client):
    exchanged(registry)
    (flag,) = detected(national)

    decision = {"decision": "dismiss", "reason": "示例", "factor": 0.8}
    answer = national.post(f"{API}/flags/{flag['id']}/decisions", decision)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/factor")


def test_an_appeal_that_is_granted_ends_the_discount(registry: Registry, national: Client):
    yunling, haina, adoptions = exchanged(registry)
    (flag,) = detected(national)
    national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "uphold", "reason": "示例"})
    registry.clock.set(START + timedelta(days=5))

    appeal = haina.post(f"{API}/flags/{flag['id']}/appeals", {"text": "两市早已结对，互采有据。"})
    assert (appeal.status_code, appeal.json["organisation"], appeal.json["status"]) == (201, "haina", "open")
    second = haina.post(f"{API}/flags/{flag['id']}/appeals", {"text": "再申诉"})
    assert (second.status_code, second.json["code"]) == (409, "appeal_pending")
    assert yunling.get(f"{API}/flags/{flag['id']}").json["appeals"] == [], "another's objection is not for its eyes"

    answer = national.post(f"{API}/appeals/{appeal.json['id']}/decisions", {"decision": "grant", "answer": "成立"})

    assert (answer.status_code, answer.json["status"], answer.json["answer"]) == (201, "granted", "成立")
    assert credit(haina, adoptions[0]) == 0.2
    before = haina.get(f"{API}/adoptions/{adoptions[0]}/credit?as_of=2026-03-06").json
    assert before["credit"] == 0.1, "while it held, it held"
    again = national.post(f"{API}/appeals/{appeal.json['id']}/decisions", {"decision": "refuse", "answer": "否"})
    assert (again.status_code, again.json["code"]) == (409, "appeal_decided")


def test_an_appeal_that_is_refused_leaves_the_discount(registry: Registry, national: Client):
    _, haina, adoptions = exchanged(registry)
    (flag,) = detected(national)
    national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "uphold", "reason": "示例"})
    appeal = haina.post(f"{API}/flags/{flag['id']}/appeals", {"text": "不同意"}).json

    answer = national.post(f"{API}/appeals/{appeal['id']}/decisions", {"decision": "refuse", "answer": "不成立"})

    assert answer.json["status"] == "refused"
    assert credit(haina, adoptions[0]) == 0.1


def test_only_what_was_upheld_can_be_appealed_against(registry: Registry, national: Client):
    yunling, _, _ = exchanged(registry)
    (flag,) = detected(national)

    answer = yunling.post(f"{API}/flags/{flag['id']}/appeals", {"text": "示例"})

    assert (answer.status_code, answer.json["code"]) == (409, "nothing_to_appeal")


def test_flags_are_for_administrators_and_those_concerned(registry: Registry, national: Client):
    yunling, haina, _ = exchanged(registry)
    (flag,) = detected(national)
    place = f"{API}/flags/{flag['id']}"

    for party in (yunling, haina):
        assert party.get(place).json["parties"] == ["haina", "yunling"]
        assert len(party.get(f"{API}/flags").json["items"]) == 1
        assert party.post(f"{place}/decisions", {"decision": "dismiss", "reason": "示例"}).status_code == 403
        assert party.post(f"{API}/flags/detection").status_code == 403
    for outsider in (registry.city("other"), registry.entity(), registry.assessor()):
        assert outsider.get(place).status_code == 404
        assert outsider.get(f"{API}/flags").json["items"] == []
    assert registry.city("other").post(f"{place}/appeals", {"text": "示例"}).status_code == 404
    assert registry.anyone.get(place).status_code == 404
    assert registry.anyone.get(f"{API}/flags").status_code == 401


def test_nobody_decides_on_a_flag_that_concerns_them(registry: Registry, national: Client):
    exchanged(registry)
    (flag,) = detected(national)
    with registry.database.writing() as session:
        own = get_organisation(session, "national").id
        session.add(FlagParty(flag_id=session.scalars(select(Flag.id)).one(), organisation_id=own))

    answer = national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "dismiss", "reason": "示例"})

    assert (answer.status_code, answer.json["code"]) == (403, "own_flag")


def test_flags_and_appeals_stand_in_the_log_for_those_concerned(registry: Registry, national: Client):
    yunling, haina, _ = exchanged(registry)
    (flag,) = detected(national)
    national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "uphold", "reason": "秘密的理由"})
    appeal = haina.post(f"{API}/flags/{flag['id']}/appeals", {"text": "不同意"}).json
    national.post(f"{API}/appeals/{appeal['id']}/decisions", {"decision": "refuse", "answer": "示例"})

    def told(caller: Client) -> list[dict]:
        events = caller.get(f"{API}/events?limit=100").json["items"]
        return [event for event in events if event["type"].startswith(("flag.", "appeal."))]

    assert [event["type"] for event in told(yunling)] == [
        "flag.raised", "flag.decided", "appeal.made", "appeal.decided",
    ]  # fmt: skip
    assert told(yunling)[0]["data"] == {"flag": flag["id"], "game": "adoption_ring", "parties": ["haina", "yunling"]}
    assert told(registry.city("other")) == []
    assert "秘密的理由" not in str(told(yunling))


# The other games that are looked for.


def test_a_burst_before_the_cut_off_is_flagged(registry: Registry, national: Client):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for number in range(5):
        registry.clock.set(datetime(2026, 3 if number < 2 else 6, 25, 4, tzinfo=UTC))
        haina, yunling = registry.city("haina"), registry.city("yunling")
        registry.adoption(haina, registry.component(yunling, f"part{number}", "1.0"), "approved", "live")
    registry.clock.set(datetime(2026, 7, 1, 4, tzinfo=UTC))

    (flag,) = detected(registry.administrator(), "cut_off_burst")

    assert flag["parties"] == ["haina"]
    assert flag["signals"][0]["en"] == "3 of 5 go-lives in 2026H1 came in its last ten days."


def test_go_lives_that_are_spread_over_a_period_are_no_burst(registry: Registry, national: Client):
    for number in range(5):
        registry.clock.set(datetime(2026, 3 if number < 3 else 6, 25, 4, tzinfo=UTC))
        haina, yunling = registry.city("haina"), registry.city("yunling")
        registry.adoption(haina, registry.component(yunling, f"part{number}", "1.0"), "approved", "live")
    registry.clock.set(datetime(2026, 7, 1, 4, tzinfo=UTC))

    assert detected(registry.administrator(), "cut_off_burst") == []


def test_what_is_live_for_half_a_year_without_any_proof_is_flagged_once_for_a_city(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    names = [registry.component(yunling, name, "1.0") for name in ("parking", "lights", "maps")]
    proved, *papers = [registry.adoption(haina, name, "approved", "live") for name in names]
    yunling.post(f"{API}/adoptions/{proved}/confirmations", {})
    registry.clock.set(START + timedelta(days=180))
    assert detected(registry.administrator(), "paper_adoption") == []
    registry.clock.set(START + timedelta(days=181))

    (flag,) = detected(registry.administrator(), "paper_adoption")

    assert {record["id"] for record in flag["records"]} == set(papers)
    assert flag["parties"] == ["haina"]


def test_evidence_on_two_adoptions_is_flagged_for_both(registry: Registry, national: Client):
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", "1.0")
    identifiers = [registry.adoption(registry.city(name), component, "approved", "live") for name in ("haina", "other")]
    with registry.database.writing() as session:
        for key in session.scalars(select(Adoption.id)):
            given = {"submitted_by": "test", "submitted_at": now_of(session)}
            session.add(Evidence(adoption_id=key, kind="acceptance", digest="a" * 64, status="held", **given))

    (flag,) = detected(national, "recycled_evidence")

    assert flag["parties"] == ["haina", "other"]
    assert {record["id"] for record in flag["records"]} == set(identifiers)


def test_near_duplicates_of_one_publisher_that_one_city_runs_are_flagged_without_naming_the_city(
    registry: Registry, national: Client
):
    builder, haina = registry.entity(), registry.city("haina")
    names = [registry.component(builder, name, "1.0") for name in ("parking", "parking-two")]
    for name in names:
        registry.adoption(haina, name, "approved", "live")

    (flag,) = detected(national, "salami")

    assert flag["parties"] == ["builder"]
    assert flag["records"] == [{"kind": "component", "id": name} for name in names]
    assert "haina" not in builder.get(f"{API}/flags/{flag['id']}").get_data(as_text=True)


def test_a_declared_variant_is_no_salami(registry: Registry, national: Client):
    builder, haina = registry.entity(), registry.city("haina")
    parking = registry.component(builder, "parking", "1.0")
    variant = registry.component(builder, "parking-two", "1.0", based_on=parking)
    for name in (parking, variant):
        registry.adoption(haina, name, "approved", "live")

    assert detected(national, "salami") == []


def test_a_flood_of_versions_is_flagged_unless_a_history_was_brought_along(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", *(f"1.{number}" for number in range(13)))
    assert detected(registry.administrator(), "version_spam") == []
    registry.clock.set(START + timedelta(days=60))
    yunling = registry.city("yunling")
    for number in range(13):
        registry.version(yunling, "yunling/parking", f"2.{number}")

    (flag,) = detected(registry.administrator(), "version_spam")

    assert (flag["parties"], flag["records"]) == (["yunling"], [{"kind": "component", "id": "yunling/parking"}])


def test_extreme_ratings_within_a_week_are_flagged(registry: Registry, national: Client):
    component = registry.component(registry.city("yunling"), "parking", "1.0")
    for number in range(5):
        registry.adoption(registry.city(f"city{number}"), component, "approved", "live")
    with registry.database.writing() as session:
        for adoption in session.scalars(select(Adoption)):
            when = {"created_at": now_of(session), "updated_at": now_of(session)}
            session.add(AdoptionRating(adoption_id=adoption.id, component_id=adoption.component_id, stars=5, **when))

    (flag,) = detected(national, "rating_brigade")

    assert (flag["parties"], flag["signals"][0]["en"]) == (["yunling"], "5 ratings of 5 stars within 7 days.")


def test_a_baseline_above_three_medians_is_flagged(registry: Registry, national: Client):
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", "1.0")
    for name, baseline in (("one", "100.00"), ("two", "100.00"), ("three", "120.00"), ("four", "400.00")):
        city = registry.city(name)
        identifier = registry.adoption(city, component, "approved", "live")
        cost = {
            "baseline": baseline, "actual": "50.00", "currency": "CNY", "baseline_kind": "budget", "evidence": [],
        }  # fmt: skip
        answer = city.call("PUT", f"{API}/adoptions/{identifier}/cost", cost, headers={"If-None-Match": "*"})
        assert answer.status_code in {200, 201}, answer.json
        if name != "four":
            decision = {"decision": "verify", "note": "示例"}
            decided = national.post(f"{API}/adoptions/{identifier}/cost/decisions", decision)
            assert decided.status_code == 201, decided.json

    (flag,) = detected(national, "inflated_baseline")

    assert flag["parties"] == ["four"]
    assert flag["signals"][0]["en"] == "The baseline is 4.0 times the median of the verified ones in its domain."


# What everybody may know.


def test_the_method_page_answers_all_sixteen_games_and_counts_decisions(registry: Registry, national: Client):
    exchanged(registry)
    (flag,) = detected(national)
    national.post(f"{API}/flags/{flag['id']}/decisions", {"decision": "uphold", "reason": "示例"})

    found = registry.anyone.get(f"{API}/method").json

    assert len(found["games"]) == 16
    assert found["discounts_in_force"] == 2
    ring = next(row for row in found["games"] if row["game"] == "adoption_ring")
    assert (ring["open"], ring["dismissed"], ring["upheld"]) == (0, 0, 1)
    assert "haina" not in str(found)


# The pages.


def test_a_reviewer_decides_and_a_city_objects_on_the_page(registry: Registry, national: Client):
    _, haina, adoptions = exchanged(registry)
    (flag,) = detected(national)
    place = f"/flags/{flag['id']}"
    reviewer, clerk = registry.visitor(national), registry.visitor(haina, language="zh")

    assert "Adoption ring" in reviewer.get("/flags").get_data(as_text=True)
    wrong = reviewer.submit(place, act="uphold", reason="Reciprocal", factor="2")
    assert wrong.status_code == 422
    assert reviewer.submit(place, act="uphold", reason="Reciprocal", factor="0.7").status_code == 303
    assert "已认定" in clerk.get(place).get_data(as_text=True)
    assert clerk.submit(place, act="appeal", text="不同意").status_code == 303
    appeal = national.get(f"{API}/flags/{flag['id']}").json["appeals"][0]["id"]
    assert reviewer.submit(place, act="grant", appeal=appeal, answer="成立").status_code == 303

    assert "申诉成立" in clerk.get(place).get_data(as_text=True)
    assert credit(haina, adoptions[0]) == 0.2


def test_pages_of_flags_are_hidden_from_others(registry: Registry, national: Client):
    exchanged(registry)
    (flag,) = detected(national)

    assert registry.visitor(registry.city("other")).get(f"/flags/{flag['id']}").status_code == 404
    assert registry.visitor().get("/flags").status_code in {303, 401}
    assert "Sixteen ways" in registry.visitor().get("/method").get_data(as_text=True)
