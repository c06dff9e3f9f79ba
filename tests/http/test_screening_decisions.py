"""POST /screenings/{number}/decision: who decides, once, and what a decision must hold."""

import pytest

from tests.build import Client, Registry
from tests.http.test_screenings import ADDRESS, COMPONENT, keep, publish

REUSE = {"decision": "reuse", "chosen": ["yunling/parking"], "outcome": "refused"}
NEW = {"decision": "justified_new", "reasons": "现有组件不支持离线。", "outcome": "approved"}


def ask(registry: Registry, **changes: object) -> tuple[Client, str]:
    """A city that asked, and where its decision is made."""
    publish(registry)
    haina = registry.city("haina")
    return haina, f"{ADDRESS}/{keep(haina, **changes)['number']}/decision"


def test_an_administrator_decides_and_the_certificate_says_all_of_it(registry: Registry):
    haina, address = ask(registry)
    national = registry.administrator()
    decision = {
        **REUSE,
        "decision": "adapt",
        "outcome": "cut",
        "reasons": "只做接口改造。",
        "budget": {"asked": "1200000", "granted": "300000.50"},
        "approver_name": "演示员甲",
    }

    answer = national.post(address, decision)

    assert answer.status_code == 200
    read = haina.get(address.removesuffix("/decision")).json
    assert read == answer.json
    assert (read["status"], read["decision"], read["chosen"]) == ("decided", "adapt", ["yunling/parking"])
    assert (read["approver"], read["approver_name"]) == ("national", "演示员甲")
    assert (read["outcome"], read["reasons"]) == ("cut", "只做接口改造。")
    assert read["budget"] == {"asked": "1200000.00", "granted": "300000.50", "currency": "CNY"}
    assert read["decided_at"] == "2026-03-02T04:00:00.000Z"


def test_it_is_decided_once_and_stays(registry: Registry):
    haina, address = ask(registry)
    national = registry.administrator()
    national.post(address, REUSE)
    before = national.get(address.removesuffix("/decision")).json

    again, withdrawn = national.post(address, NEW), haina.delete(address.removesuffix("/decision"))

    assert (again.status_code, again.json["code"]) == (409, "screening_closed")
    assert (withdrawn.status_code, withdrawn.json["code"]) == (409, "screening_closed")
    assert national.get(address.removesuffix("/decision")).json == before


def test_what_was_withdrawn_is_not_decided(registry: Registry):
    haina, address = ask(registry)
    haina.delete(address.removesuffix("/decision"))

    assert registry.administrator().post(address, REUSE).json["code"] == "screening_closed"


def test_nobody_decides_on_their_own(registry: Registry):
    publish(registry)
    national = registry.administrator()
    number = keep(national)["number"]
    another = registry.client("province", "platform:admin", kind="authority")

    own = national.post(f"{ADDRESS}/{number}/decision", REUSE)
    other = another.post(f"{ADDRESS}/{number}/decision", REUSE)

    assert (own.status_code, own.json["code"]) == (403, "own_screening")
    assert other.json["approver"] == "province"


def test_only_administrators_decide(registry: Registry):
    haina, address = ask(registry)

    assert haina.post(address, REUSE).status_code == 403
    assert registry.entity().post(address, REUSE).status_code == 403
    assert registry.anyone.post(address, REUSE).status_code == 401
    assert registry.administrator().post(f"{ADDRESS}/S-2026-000009/decision", REUSE).status_code == 404


@pytest.mark.parametrize(
    ("decision", "pointer"),
    [
        ({**REUSE, "chosen": []}, "/chosen"),
        ({**REUSE, "decision": "adapt", "chosen": []}, "/chosen"),
        ({**REUSE, "chosen": ["yunling/parking", "yunling/nothing"]}, "/chosen/1"),
        ({**REUSE, "chosen": ["yunling/draft"]}, "/chosen/0"),
        ({**NEW, "chosen": ["yunling/parking"]}, "/chosen"),
        ({**REUSE, "decision": "steal"}, "/decision"),
        ({**REUSE, "outcome": "lost"}, "/outcome"),
        ({**REUSE, "outcome": "cut"}, "/budget"),
        ({**REUSE, "outcome": "cut", "budget": {"asked": "100"}}, "/budget/granted"),
        ({**REUSE, "outcome": "cut", "budget": {"asked": "100", "granted": "100"}}, "/budget/granted"),
        ({**REUSE, "outcome": "cut", "budget": {"asked": "100", "granted": "0"}}, "/budget/granted"),
        ({**REUSE, "outcome": "approved", "budget": {"asked": "100", "granted": "99.99"}}, "/budget/granted"),
        ({**REUSE, "outcome": "refused", "budget": {"asked": "100", "granted": "1"}}, "/budget/granted"),
        ({**REUSE, "budget": {"asked": "-1"}}, "/budget/asked"),
        ({**REUSE, "budget": {"asked": "100", "currency": "yuan"}}, "/budget/currency"),
    ],
)
def test_a_decision_that_does_not_hold_together_is_refused_by_field(registry: Registry, decision: dict, pointer: str):
    _, address = ask(registry)
    registry.component(registry.city("yunling"), "draft")
    national = registry.administrator()

    answer = national.post(address, decision)

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert national.get(address.removesuffix("/decision")).json["status"] == "open"


def test_building_beside_a_near_duplicate_needs_reasons(registry: Registry):
    copy = {key: COMPONENT[key] for key in ("title", "summary", "features")}
    _, address = ask(registry, **copy)
    national = registry.administrator()

    silent = national.post(address, {"decision": "justified_new", "outcome": "approved"})
    chinese = Client(registry.app, national.token, "zh").post(
        address, {"decision": "justified_new", "outcome": "approved"}
    )
    reasoned = national.post(address, NEW)

    assert silent.json["errors"][0]["pointer"] == "/reasons"
    assert "新建须说明理由" in chinese.json["errors"][0]["detail"]
    assert reasoned.json["decision"] == "justified_new"


def test_building_what_is_only_alike_needs_none(registry: Registry):
    _, address = ask(registry)

    answer = registry.administrator().post(address, {"decision": "justified_new", "outcome": "approved"})

    assert answer.status_code == 200


@pytest.mark.parametrize(("outcome", "granted"), [("approved", "100.00"), ("refused", "0.00")])
def test_what_is_granted_follows_from_the_outcome(registry: Registry, outcome: str, granted: str):
    _, address = ask(registry)

    answer = registry.administrator().post(address, {**REUSE, "outcome": outcome, "budget": {"asked": "100"}})

    assert answer.json["budget"] == {"asked": "100.00", "granted": granted, "currency": "CNY"}


def test_cities_and_administrators_are_told_of_the_decision(registry: Registry):
    _, address = ask(registry)
    registry.administrator().post(address, REUSE)

    for insider in (registry.city("other"), registry.administrator()):
        (event,) = insider.get("/api/v1/events?limit=1000&types=screening.decided").json["items"]
        assert event["data"]["decision"] == "reuse"
        assert event["data"]["outcome"] == "refused"
    for outsider in (registry.anyone, registry.entity()):
        assert outsider.get("/api/v1/events?limit=1000&types=screening.decided").json["items"] == []


def test_an_administrator_decides_on_the_page(registry: Registry):
    haina, address = ask(registry)
    place = address.removeprefix("/api/v1").removesuffix("/decision")
    visitor = registry.visitor(registry.administrator())

    wrong = visitor.submit(f"{place}/decision", on=place, decision="reuse", outcome="refused", chosen="")
    right = visitor.submit(
        f"{place}/decision",
        on=place,
        decision="reuse",
        outcome="cut",
        chosen="yunling/parking",
        asked="10",
        granted="4",
    )

    assert wrong.status_code == 422
    assert "Name the components" in wrong.get_data(as_text=True)
    assert (right.status_code, right.headers["Location"]) == (303, place)
    page = registry.visitor(haina).get(place).get_data(as_text=True)
    assert "asked 10.00, granted 4.00 CNY" in page
    assert "/decision" not in page
