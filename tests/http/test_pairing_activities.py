"""/pairings/{id}: activities with evidence, confirmations of both sides and results; funding; completion; clusters."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from registry.accounts.actions import add_member
from registry.kit.actor import CONSOLE
from tests.build import START, Client, Registry

PAPER = [{"title": "合同", "url": "https://example.org/1"}]
STAY = {"from": "2026-02-01", "to": "2026-02-28", "people": 2}


def paired(registry: Registry) -> tuple[Client, Client, str]:
    """A stronger city, the one it helps, and the address of their pairing in force."""
    yunling, shaquan = registry.city("yunling"), registry.city("shaquan")
    proposal = {"helper": "yunling", "helped": "shaquan", "kind": "pairing", "starts_on": "2026-01-01"}
    place = yunling.post("/api/v1/pairings", proposal).headers["Location"]
    assert shaquan.post(f"{place}/answer", {"accepted": True}).status_code == 200
    return yunling, shaquan, place


def plan(client: Client, place: str, kind: str = "talent_secondment", **more: Any) -> str:
    body = {"kind": kind, "direction": "talent", "title": {"zh": "挂职"}, "planned_on": "2026-03-01", **more}
    answer = client.post(f"{place}/activities", body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def days_later(registry: Registry, days: int) -> tuple[Client, Client]:
    """Both cities with tokens of that day."""
    registry.clock.set(START + timedelta(days=days))
    return registry.city("yunling"), registry.city("shaquan")


def test_an_activity_is_planned_proved_confirmed_by_both_and_has_a_result_90_days_later(registry: Registry):
    yunling, shaquan, place = paired(registry)
    activity = plan(yunling, place)

    proved = shaquan.post(f"{activity}/evidence", STAY)
    first = shaquan.post(f"{activity}/confirmations")
    half = yunling.post(f"{activity}/confirmations")
    early = yunling.post(f"{activity}/results", {"outcome": {"zh": "学会了"}})
    rate = yunling.get(place).json["progress"]["completion_rate"]
    yunling, shaquan = days_later(registry, 90)
    told = shaquan.post(f"{activity}/results", {"outcome": {"zh": "能独立运维"}})

    assert (proved.json["status"], proved.json["evidence"][0]["people"]) == ("evidenced", 2)
    assert [word["side"] for word in first.json["confirmations"]] == ["helped"]
    assert (half.json["status"], half.json["confirmed_on"]) == ("confirmed", "2026-03-02")
    assert (early.status_code, early.json["code"], early.json["due_on"]) == (409, "result_too_early", "2026-05-31")
    assert rate == 0.5
    assert (told.json["status"], told.json["results"][0]["outcome"]) == ("completed", {"zh": "能独立运维"})
    assert yunling.get(place).json["progress"]["completion_rate"] == 1.0
    assert yunling.get(f"{place}/activities").json["items"] == [told.json] == [yunling.get(activity).json]


def test_each_side_confirms_for_itself_and_once(registry: Registry):
    yunling, _, place = paired(registry)
    activity = plan(yunling, place)

    nothing = yunling.post(f"{activity}/confirmations")
    yunling.post(f"{activity}/evidence", STAY)
    once = yunling.post(f"{activity}/confirmations")
    twice = yunling.post(f"{activity}/confirmations")
    national = registry.client("national", "platform:admin", "collaboration:write", kind="authority")
    instead = national.post(f"{activity}/confirmations")
    stranger = registry.city("haina").post(f"{activity}/confirmations")

    assert (nothing.status_code, nothing.json["code"]) == (409, "activity_not_open")
    assert once.json["status"] == "evidenced"
    assert (twice.status_code, twice.json["code"]) == (409, "already_confirmed")
    for answer in (instead, stranger):
        assert (answer.status_code, answer.json["code"]) == (403, "not_a_paired_city")


def test_one_person_does_not_confirm_for_both(registry: Registry):
    yunling, _, place = paired(registry)
    activity = plan(yunling, place)
    yunling.post(f"{activity}/evidence", STAY)
    for slug, status in (("yunling", 200), ("shaquan", 403)):
        with registry.database.writing() as session:
            add_member(session, CONSOLE, organisation=slug, login="wang", display_name="某人", role="manager")
        answer = registry.member(slug, "wang", "manager").post(f"{activity}/confirmations")
        assert answer.status_code == status
    assert answer.json["code"] == "same_hand"


def test_evidence_that_comes_later_is_confirmed_anew(registry: Registry):
    yunling, shaquan, place = paired(registry)
    activity = plan(yunling, place)
    yunling.post(f"{activity}/evidence", STAY)
    yunling.post(f"{activity}/confirmations")

    more = yunling.post(f"{activity}/evidence", {**STAY, "people": 9})
    one = shaquan.post(f"{activity}/confirmations")
    both = yunling.post(f"{activity}/confirmations")
    late = yunling.post(f"{activity}/evidence", STAY)

    assert [word["is_superseded"] for word in more.json["confirmations"]] == [True]
    assert (one.json["status"], both.json["status"]) == ("evidenced", "confirmed")
    assert (late.status_code, late.json["code"]) == (409, "activity_not_open")


@pytest.mark.parametrize(
    ("kind", "evidence", "pointers"),
    [
        ("talent_secondment", {"people": 2}, ["/from"]),
        ("talent_secondment", {**STAY, "people": 0}, ["/people"]),
        ("investment", {"documents": PAPER}, ["/amount"]),
        ("investment", {"amount": "9.00", "documents": PAPER}, ["/currency"]),
        ("component_share", {"note": "示例"}, [""]),
        ("resource_exchange", {"documents": PAPER}, ["/consideration"]),
        ("project_aid", {"from": "2026-02-28", "to": "2026-02-01", "documents": PAPER}, ["/to"]),
        ("project_aid", {"from": "2026-03-03", "to": "2026-03-04", "documents": PAPER}, ["/from"]),
        ("project_aid", {**STAY, "name": "某人"}, ["/name"]),
    ],
)
def test_each_kind_asks_for_its_own_evidence(registry: Registry, kind: str, evidence: dict, pointers: list):
    yunling, _, place = paired(registry)
    activity = plan(yunling, place, kind)

    answer = yunling.post(f"{activity}/evidence", evidence)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == pointers
    assert yunling.get(activity).json["status"] == "planned"


def test_an_activity_is_linked_to_an_adoption_of_either_city_and_to_no_other(registry: Registry):
    yunling, shaquan, place = paired(registry)
    parking = registry.component(yunling, "parking", "1.0")
    own = registry.adoption(shaquan, parking, "approved", "live")
    other = registry.adoption(registry.city("haina"), parking, "approved", "live")
    shared = plan(yunling, place, "component_share", direction="technology", adoption=own)

    proved = yunling.post(f"{shared}/evidence", {"note": "已上线"})
    wrong = {"kind": "component_share", "direction": "technology", "title": {"zh": "示例"}, "planned_on": "2026-03-02"}
    refused = [yunling.post(f"{place}/activities", {**wrong, "adoption": one}) for one in (other, str(uuid4()))]

    assert (proved.json["component"], proved.json["adoption"]) == (parking, own)
    assert [(answer.status_code, answer.json["errors"][0]["pointer"]) for answer in refused] == [(422, "/adoption")] * 2
    for city in (yunling, shaquan):
        city.post(f"{shared}/confirmations")
    assert yunling.get(place).json["progress"]["completion_rate"] == 1.0
    yunling, shaquan = days_later(registry, 91)
    told = yunling.post(f"{shared}/results", {"outcome": {"zh": "好用"}, "adoptions": [own, other]})
    assert (told.status_code, told.json["errors"][0]["pointer"]) == (422, "/adoptions/1")
    told = yunling.post(f"{shared}/results", {"outcome": {"zh": "好用"}, "adoptions": [own]})
    assert told.json["results"][0]["adoptions"] == [own]


def test_what_is_given_up_is_kept_with_its_reason(registry: Registry):
    yunling, shaquan, place = paired(registry)
    activity = plan(yunling, place)

    gone = shaquan.post(f"{activity}/cancellation", {"reason": "人员调整"})
    again = yunling.post(f"{activity}/evidence", STAY)

    assert (gone.json["status"], gone.json["cancel_reason"]) == ("cancelled", "人员调整")
    assert again.json["code"] == "activity_not_open"
    assert yunling.get(place).json["progress"]["cancelled"] == 1


def test_only_a_pairing_in_force_takes_activities_of_its_own_days(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    proposal = {"helper": "yunling", "helped": "haina", "kind": "pairing", "starts_on": "2026-03-01"}
    place = yunling.post("/api/v1/pairings", proposal).headers["Location"]
    body = {"kind": "project_aid", "direction": "experience", "title": {"zh": "示例"}, "planned_on": "2026-02-01"}

    waiting = yunling.post(f"{place}/activities", body)
    haina.post(f"{place}/answer", {"accepted": True})
    before = yunling.post(f"{place}/activities", body)

    assert (waiting.status_code, waiting.json["code"]) == (409, "pairing_not_active")
    assert (before.status_code, before.json["errors"][0]["pointer"]) == (422, "/planned_on")


def test_money_is_committed_by_either_city_and_seen_by_cities_only(registry: Registry):
    yunling, shaquan, place = paired(registry)
    money = {"amount": "120000.5", "currency": "CNY", "from": "2026-01-01", "to": "2026-12-31", "source": "财政专项"}

    made = yunling.post(f"{place}/funding", money)
    wrong = shaquan.post(f"{place}/funding", {**money, "to": "2025-12-31"})
    nothing = shaquan.post(f"{place}/funding", {**money, "amount": "0"})
    stranger = registry.city("haina")

    assert (made.status_code, made.json["amount"], made.json["organisation"]) == (201, "120000.50", "yunling")
    assert [answer.json["errors"][0]["pointer"] for answer in (wrong, nothing)] == ["/to", "/amount"]
    assert stranger.post(f"{place}/funding", money).json["code"] == "not_a_paired_city"
    assert stranger.get(f"{place}/funding").json["items"] == [made.json]
    for outsider in (registry.anyone, registry.entity(), registry.assessor()):
        assert outsider.get(f"{place}/funding").status_code == 404
        assert outsider.get(f"{place}/activities").status_code == 404
    events = registry.administrator().get("/api/v1/events?limit=1000").get_data(as_text=True)
    assert "120000" not in events and "财政专项" not in events


def test_both_sides_complete_a_pairing_once_nothing_is_under_way(registry: Registry):
    yunling, shaquan, place = paired(registry)
    activity = plan(yunling, place)

    open_still = yunling.post(f"{place}/completion", {})
    yunling.post(f"{activity}/cancellation", {"reason": "示例"})
    one = yunling.post(f"{place}/completion", {"note": "圆满"})
    twice = yunling.post(f"{place}/completion", {})
    both = shaquan.post(f"{place}/completion", {})
    after = yunling.post(f"{place}/completion", {})

    assert (open_still.status_code, open_still.json["code"]) == (409, "activities_under_way")
    assert (one.json["status"], one.json["completed_by"][0]["note"]) == ("active", "圆满")
    assert twice.json["code"] == "already_confirmed"
    assert both.json["status"] == "completed"
    assert [word["organisation"] for word in both.json["completed_by"]] == ["yunling", "shaquan"]
    assert after.json["code"] == "pairing_not_active"


def test_an_administrator_says_for_which_city_it_acts(registry: Registry):
    yunling, _, place = paired(registry)
    activity = plan(yunling, place)
    national = registry.client("national", "platform:admin", "collaboration:write", kind="authority")

    unsaid = national.post(f"{activity}/evidence", STAY)
    said = national.post(f"{activity}/evidence", {**STAY, "organisation": "shaquan"})

    assert (unsaid.status_code, unsaid.json["code"]) == (403, "same_hand")
    assert said.json["evidence"][0]["organisation"] == "shaquan"


def test_what_is_owed_is_told_once_and_stands_among_the_tasks(registry: Registry):
    yunling, shaquan, place = paired(registry)
    late = plan(yunling, place)
    done = plan(yunling, place)
    sweeper = registry.app.extensions["registry.sweeper"]
    yunling.post(f"{done}/evidence", STAY)
    yunling.post(f"{done}/confirmations")

    kinds = {task["kind"] for task in shaquan.get("/api/v1/organisations/shaquan/tasks").json["items"]}
    shaquan.post(f"{done}/confirmations")
    sweeper.sweep()
    first = due_events(registry)
    yunling, shaquan = days_later(registry, 90)
    for _ in range(2):
        sweeper.sweep()
    tasks = shaquan.get("/api/v1/organisations/shaquan/tasks").json["items"]

    assert kinds == {"prove_activity", "confirm_activity"}
    assert first == [(late.split("/")[-1], "evidence")]
    assert due_events(registry)[1:] == [(done.split("/")[-1], "result")]
    assert {task["kind"] for task in tasks} == {"prove_activity", "tell_activity_result"}
    notices = shaquan.get("/api/v1/organisations/shaquan/notices").json["items"]
    assert {"pairing_proposed", "pairing_activity_planned", "pairing_activity_due"} <= {row["kind"] for row in notices}


def due_events(registry: Registry) -> list[tuple[str, str]]:
    events = registry.administrator().get("/api/v1/events?limit=1000").json["items"]
    return [
        (event["data"]["activity"], event["data"]["owed"])
        for event in events
        if event["type"] == "pairing.activity_due"
    ]


def test_what_cities_of_a_cluster_run_of_one_anothers(registry: Registry):
    yunling, shaquan, haina = (registry.city(slug) for slug in ("yunling", "shaquan", "haina"))
    national = registry.administrator()
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})
    for member in ("yunling", "shaquan"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    parking = registry.component(yunling, "parking", "1.0")
    for city in (yunling, shaquan, haina):
        registry.adoption(city, parking, "approved", "live")

    found = shaquan.get("/api/v1/clusters/river/exchange").json

    assert found == {
        "cluster": "river",
        "members": 2,
        "components": 1,
        "pairs": [{"publisher": "yunling", "adopter": "shaquan", "adoptions": 1}],
        "adoptions": 1,
    }
    assert haina.get("/api/v1/clusters/none/exchange").status_code == 404
    assert registry.anyone.get("/api/v1/clusters/river/exchange").status_code == 401
    assert registry.entity().get("/api/v1/clusters/river/exchange").status_code == 403
