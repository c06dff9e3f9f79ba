"""GET | POST /demands and what stands below it: what cities ask for, who seconds it, what is offered for it."""

from typing import Any

import pytest

from tests.build import Client, Registry

API = "/api/v1"
DEMANDS = f"{API}/demands"
LIFTS: dict[str, Any] = {
    "title": {"zh": "老旧小区电梯运行监测", "en": "Monitoring of lifts in old quarters"},
    "description": {"zh": "电梯困人时自动报警并派单。", "en": "Raises the alarm when a lift is stuck."},
    "domains": ["A4"],
}


def post(client: Client, **changes):
    return client.post(DEMANDS, {**LIFTS, **changes})


def second(client: Client, place: str, slug: str, **body):
    return client.call("PUT", f"{place}/seconds/{slug}", json=body, headers={"If-None-Match": "*"})


@pytest.fixture
def place(registry: Registry) -> str:
    """The address of a demand of a city."""
    return f"{DEMANDS}/{post(registry.city('yunling')).json['id']}"


def seconded_by(registry: Registry, place: str, *slugs: str) -> None:
    for slug in slugs:
        assert second(registry.city(slug), place, slug).status_code == 201


def test_a_city_posts_what_it_needs_and_everybody_reads_it(registry: Registry):
    posted = post(registry.city("yunling"), needed_by="2027-06-30")

    assert posted.status_code == 201
    found = registry.anyone.get(posted.headers["Location"])
    assert found.headers["ETag"] == posted.headers["ETag"]
    assert found.json["organisation"]["slug"] == "yunling"
    assert (found.json["status"], found.json["seconds"], found.json["common_since"]) == ("open", 0, None)
    assert [row["id"] for row in registry.anyone.get(DEMANDS).json["items"]] == [posted.json["id"]]


def test_the_answer_names_what_exists_and_what_others_ask_for_that_is_alike(registry: Registry, place: str):
    words = {"title": LIFTS["title"], "summary": LIFTS["description"]}
    lifts = registry.component(registry.city("haina"), "lift-monitoring", "1.0", **words)

    posted = post(registry.city("jiangyu")).json

    assert [row["component"] for row in posted["alike"]] == [lifts]
    assert [(row["id"], row["organisation"]) for row in posted["asked_already"]] == [(place[-36:], "yunling")]


def test_an_entity_posts_no_demand_and_nobody_posts_for_others(registry: Registry):
    entity = registry.client("builder", "collaboration:write", kind="operating_entity")
    registry.city("haina")

    assert post(entity).json["code"] == "only_cities_ask"
    assert post(registry.city("yunling"), organisation="haina").json["code"] == "not_your_organisation"
    assert post(registry.anyone).status_code == 401
    assert post(registry.client("yunling", "catalogue:write")).json["code"] == "scope_missing"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"domains": ["A4", "Z9"]}, "/domains/1"),
        ({"domains": []}, "/domains"),
        ({"scenario": "nowhere"}, "/scenario"),
        ({"needed_by": "2020-01-01"}, "/needed_by"),
        ({"title": {"zh": " "}}, "/title/zh"),
        ({"organisation": "nobody"}, "/organisation"),
    ],
)
def test_what_is_wrong_with_a_demand_is_said_at_its_field(registry: Registry, change: dict, pointer: str):
    answer = post(registry.city("yunling"), **change)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_without_domains_it_lies_in_that_of_its_scenario(registry: Registry):
    scenario = {"code": "lift-safety", "name": {"zh": "电梯安全"}, "domain": "A7"}
    registry.administrator().post(f"{API}/scenarios", scenario)

    posted = post(registry.city("yunling"), domains=[], scenario="lift-safety").json

    assert (posted["domains"], posted["scenario"]) == (["A7"], "lift-safety")


def test_a_city_counts_once_and_never_for_what_it_asks_itself(registry: Registry, place: str):
    haina = registry.city("haina")
    registry.organisation("haina-east", parent="haina", unit="district")
    entity = registry.client("builder", "collaboration:write", kind="operating_entity")

    assert second(haina, place, "haina", note="还要水泵").status_code == 201
    assert second(haina, place, "haina-east").json["code"] == "seconded_already"
    assert second(registry.city("yunling"), place, "yunling").json["code"] == "own_demand"
    assert second(entity, place, "builder").json["code"] == "only_cities_second"
    assert second(haina, place, "haina").status_code == 412
    assert registry.city("jiangyu").get(place).json["seconds"] == 1


def test_a_note_is_changed_and_a_seconding_withdrawn_and_given_again(registry: Registry, place: str):
    haina, own = registry.city("haina"), f"{place}/seconds/haina"
    tag = second(haina, place, "haina").headers["ETag"]

    changed = haina.call("PUT", own, json={"note": "含加装电梯"}, headers={"If-Match": tag})
    stale = haina.call("DELETE", own, headers={"If-Match": tag})
    withdrawn = haina.delete(own, etag=changed.headers["ETag"])

    assert (changed.status_code, changed.json["note"]) == (200, "含加装电梯")
    assert (stale.status_code, withdrawn.status_code, haina.get(own).status_code) == (412, 204, 404)
    assert haina.call("PUT", own, json={}).status_code == 428
    assert haina.get(place).json["seconds"] == 0
    assert second(haina, place, "haina").status_code == 201


def test_which_cities_second_it_is_for_cities_and_small_numbers_are_not_told_others(registry: Registry, place: str):
    seconded_by(registry, place, "haina", "jiangyu")
    other, entity = registry.city("shawan"), registry.entity()

    assert [row["organisation"]["slug"] for row in other.get(f"{place}/seconds").json["items"]] == ["haina", "jiangyu"]
    assert entity.get(f"{place}/seconds").json["code"] == "landscape_hidden"
    assert registry.anyone.get(f"{place}/seconds").status_code == 401
    assert entity.get(f"{place}/seconds/haina").status_code == 404
    for client in (entity, registry.anyone):
        assert (client.get(place).json["seconds"], client.get(place).json["fewer_than"]) == (None, 5)
    assert (other.get(place).json["seconds"], other.get(place).json["is_seconded"]) == (2, False)
    assert registry.city("haina").get(place).json["is_seconded"] is True


def test_seconded_by_five_cities_it_is_a_common_problem_from_that_day_on(registry: Registry, place: str):
    seconded_by(registry, place, "haina", "jiangyu", "shawan", "huwan")
    before = registry.anyone.get(place).json["common_since"]
    seconded_by(registry, place, "qiuyuan")

    found = registry.anyone.get(place).json
    assert (before, found["seconds"], found["common_since"]) == (None, 5, "2026-03-02")
    assert [row["id"] for row in registry.anyone.get(f"{DEMANDS}?common=true").json["items"]] == [found["id"]]
    assert registry.anyone.get(f"{DEMANDS}?common=false").json["items"] == []
    public = [event["type"] for event in registry.anyone.get(f"{API}/events?after=0&limit=100").json["items"]]
    assert "demand.became_common" in public
    assert "demand.seconded" not in public

    haina = registry.city("haina")
    own = f"{place}/seconds/haina"
    haina.delete(own, etag=haina.get(own).headers["ETag"])
    assert haina.get(place).json["common_since"] is None


def test_the_city_confirms_what_is_offered_and_both_sides_know_of_each_other(registry: Registry, place: str):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    lifts = registry.component(haina, "lifts", "1.0")
    seconded_by(registry, place, "jiangyu")

    offer = haina.post(f"{place}/fulfilment", {"component": lifts, "note": "可直接部署"})
    answered = yunling.post(f"{offer.headers['Location']}/answer", {"accepted": True, "note": "试用通过"})

    assert (offer.status_code, answered.status_code, answered.json["status"]) == (201, 200, "confirmed")
    found = registry.anyone.get(place).json
    assert (found["status"], found["fulfilled_by"], found["fulfilled_on"]) == ("fulfilled", lifts, "2026-03-02")
    asked = f"{API}/components/{lifts}/demand"
    assert yunling.get(asked).json["cities"] == 2
    assert (registry.anyone.get(asked).json["cities"], registry.anyone.get(asked).json["fewer_than"]) == (None, 5)
    assert [row["id"] for row in registry.anyone.get(f"{DEMANDS}?component={lifts}").json["items"]] == [found["id"]]


def test_what_both_sides_write_and_who_knows_a_component_is_not_for_everybody(registry: Registry, place: str):
    lifts = registry.component(registry.city("haina"), "lifts", "1.0")
    location = (
        registry.city("jiangyu")
        .post(f"{place}/fulfilment", {"component": lifts, "note": "本市在用"})
        .headers["Location"]
    )

    told = registry.anyone.get(location).json
    assert (told["component"], told["offered_by"], told["note"]) == (lifts, None, None)
    assert registry.city("shawan").get(location).json["offered_by"]["slug"] == "jiangyu"


def test_an_offer_is_declined_withdrawn_or_made_by_the_city_itself(registry: Registry, place: str):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    lifts, pumps = (registry.component(haina, name, "1.0") for name in ("lifts", "pumps"))
    first, other = (
        haina.post(f"{place}/fulfilment", {"component": name}).headers["Location"] for name in (lifts, pumps)
    )

    twice = haina.post(f"{place}/fulfilment", {"component": lifts})
    not_asked = registry.city("jiangyu").post(f"{first}/answer", {"accepted": True})
    declined = yunling.post(f"{first}/answer", {"accepted": False, "note": "缺少派单"})
    again = yunling.post(f"{first}/answer", {"accepted": True})
    withdrawn = haina.delete(other)

    assert (twice.json["code"], not_asked.json["code"]) == ("offered_already", "not_your_organisation")
    assert (declined.json["status"], again.json["code"], withdrawn.status_code) == ("declined", "offer_closed", 204)
    assert haina.delete(other).json["code"] == "offer_closed"
    assert yunling.post(f"{place}/fulfilment", {"component": lifts}).json["status"] == "confirmed"
    late = haina.post(f"{place}/fulfilment", {"component": pumps})
    assert (late.json["code"], yunling.get(place).json["status"]) == ("demand_not_open", "fulfilled")
    statuses = [row["status"] for row in registry.anyone.get(f"{place}/fulfilment").json["items"]]
    assert statuses == ["confirmed", "withdrawn", "declined"]


def test_only_what_the_city_may_see_and_adopt_is_offered(registry: Registry, place: str):
    haina = registry.city("haina")
    draft = registry.component(haina, "draft")
    national = registry.administrator()
    national.post(f"{API}/clusters", {"slug": "river", "name": {"zh": "示例"}})
    national.post(f"{API}/clusters/river/members", {"member": "haina"})
    hidden = registry.component(haina, "hidden", "1.0", visible_to_clusters=["river"])

    for component in (draft, hidden, "haina/nothing"):
        answer = haina.post(f"{place}/fulfilment", {"component": component})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/component"), component


def test_its_city_closes_it_with_a_reason_and_opens_it_again(registry: Registry, place: str):
    yunling, haina = registry.city("yunling"), registry.city("haina")

    not_own = haina.post(f"{place}/closing", {"reason": "示例"})
    bare = yunling.post(f"{place}/closing", {})
    closed = yunling.post(f"{place}/closing", {"reason": "并入智慧社区项目"})

    assert (not_own.json["code"], bare.status_code) == ("not_your_organisation", 422)
    assert (closed.json["status"], closed.json["closed"]) == (
        "closed",
        {"on": "2026-03-02", "reason": "并入智慧社区项目"},
    )
    assert yunling.post(f"{place}/closing", {"reason": "示例"}).json["code"] == "demand_not_open"
    assert second(haina, place, "haina").json["code"] == "demand_not_open"
    reopened = yunling.delete(f"{place}/closing")
    assert (reopened.json["status"], reopened.json["closed"]) == ("open", None)
    assert yunling.delete(f"{place}/closing").json["code"] == "demand_open"


def test_what_turned_out_not_to_fulfil_it_is_kept_as_taken_back(registry: Registry, place: str):
    yunling = registry.city("yunling")
    lifts = registry.component(registry.city("haina"), "lifts", "1.0")
    yunling.post(f"{place}/fulfilment", {"component": lifts})

    reopened = yunling.delete(f"{place}/closing").json

    assert (reopened["status"], reopened["fulfilled_by"], reopened["fulfilled_on"]) == ("open", None, None)
    assert [row["status"] for row in yunling.get(f"{place}/fulfilment").json["items"]] == ["taken_back"]
    assert yunling.get(f"{API}/components/{lifts}/demand").json["cities"] == 0


def test_its_city_words_it_differently_on_the_state_it_has_read(registry: Registry, place: str):
    yunling = registry.city("yunling")
    tag = yunling.get(place).headers["ETag"]

    changed = yunling.patch(place, {"title": {"zh": "电梯安全监测"}, "domains": ["A4", "A7"]}, etag=tag)
    stale = yunling.patch(place, {"title": {"zh": "其他"}}, etag=tag)

    assert (changed.status_code, changed.json["title"]["zh"], changed.json["domains"]) == (
        200,
        "电梯安全监测",
        ["A4", "A7"],
    )
    assert changed.json["title"]["en"] == LIFTS["title"]["en"]
    assert stale.status_code == 412
    other = registry.city("haina")
    assert other.patch(place, {"title": {"zh": "其他"}}, etag=other.get(place).headers["ETag"]).status_code == 403


def test_the_board_is_searched_filtered_sorted_and_read_page_by_page(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    ids = [
        post(yunling, title={"zh": name, "en": name}, domains=domains).json["id"]
        for name, domains in (("Lifts 电梯", ["A4"]), ("Pumps 水泵", ["A7", "A4"]), ("Kites", ["B1"]))
    ]
    second(haina, f"{DEMANDS}/{ids[0]}", "haina")

    def found(query: str, client: Client = registry.anyone) -> list[int]:
        return [ids.index(row["id"]) for row in client.get(f"{DEMANDS}?{query}").json["items"]]

    assert found("") == [2, 1, 0]
    assert found("sort=most_seconded") == [0, 2, 1]
    assert (found("domain=A4"), found("domain=B1"), found("q=PUMPS"), found("q=水泵"), found("q=100%25")) == (
        [1, 0], [2], [1], [1], [],
    )  # fmt: skip
    assert (found("organisation=haina"), found("status=closed"), found("organisation=yunling&status=open")) == (
        [], [], [2, 1, 0],
    )  # fmt: skip
    first = haina.get(f"{DEMANDS}?sort=most_seconded&limit=2").json
    rest = haina.get(f"{DEMANDS}?sort=most_seconded&limit=2&cursor={first['next']}").json
    assert [ids.index(row["id"]) for row in first["items"] + rest["items"]] == [0, 2, 1]


def test_demand_without_supply_is_counted_by_domain_and_scenario(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    scenario = {"code": "lift-safety", "name": {"zh": "电梯安全"}, "domain": "A7"}
    registry.administrator().post(f"{API}/scenarios", scenario)
    lifts = registry.component(haina, "lifts", "1.0")
    ids = [post(yunling, **more).json["id"] for more in ({"scenario": "lift-safety"}, {"domains": ["A4", "B1"]}, {})]
    haina.post(f"{DEMANDS}/{ids[0]}/fulfilment", {"component": lifts})
    yunling.post(f"{DEMANDS}/{ids[2]}/closing", {"reason": "示例"})

    unmet = registry.anyone.get(f"{DEMANDS}/unmet").json

    assert (unmet["demands"], unmet["without_offer"], unmet["common"]) == (2, 1, 0)
    assert [(row["domain"], row["demands"], row["without_offer"]) for row in unmet["domains"]] == [
        ("A4", 2, 1),
        ("B1", 1, 1),
    ]
    assert [(row["scenario"], row["demands"]) for row in unmet["scenarios"]] == [("lift-safety", 1)]


def test_cities_that_merged_count_as_one(registry: Registry, place: str):
    seconded_by(registry, place, "haina", "jiangyu")
    registry.administrator().post(f"{API}/organisations/haina/merge", {"into": "jiangyu"})
    seconded_by(registry, place, "shawan")

    assert registry.city("shawan").get(place).json["seconds"] == 2


def test_an_offer_waits_among_the_tasks_of_who_asks(registry: Registry, place: str):
    yunling = registry.city("yunling")
    lifts = registry.component(registry.city("haina"), "lifts", "1.0")
    registry.city("haina").post(f"{place}/fulfilment", {"component": lifts})

    (task,) = yunling.get(f"{API}/organisations/yunling/tasks?kind=answer_offer").json["items"]

    assert task["address"] == f"/demands/{place[-36:]}"
    assert LIFTS["title"]["zh"] in task["title"]["zh"]


def test_who_asks_who_seconds_and_who_offers_are_told_and_nobody_else(registry: Registry, place: str):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    lifts = registry.component(haina, "lifts", "1.0")
    seconded_by(registry, place, "jiangyu", "shawan", "huwan", "qiuyuan", "lingu")
    location = haina.post(f"{place}/fulfilment", {"component": lifts}).headers["Location"]
    yunling.post(f"{location}/answer", {"accepted": True})
    yunling.delete(f"{place}/closing")
    yunling.post(f"{place}/closing", {"reason": "示例"})

    registry.city("outside")

    def told(slug: str) -> list[str]:
        notices = registry.city(slug).get(f"{API}/organisations/{slug}/notices").json["items"]
        return [row["kind"] for row in reversed(notices) if row["kind"].startswith("demand")]

    assert told("yunling") == ["demand_became_common", "demand_offered"]
    assert told("haina") == ["demand_fulfilled", "demand_reopened"]
    assert told("jiangyu") == told("lingu") == ["demand_fulfilled", "demand_reopened", "demand_closed"]
    assert told("outside") == []
    texts = registry.city("yunling").get(f"{API}/organisations/yunling/notices").json["items"]
    assert LIFTS["title"]["zh"] in texts[0]["text"]["zh"]
