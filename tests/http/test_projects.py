"""GET | POST /projects, GET | PATCH /projects/{id} and what hangs on it: adoptions, milestones, /projects/overdue."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from registry.app import open_sweeper
from registry.organisations.queries import get_organisation
from registry.projects.queries import reuse_first
from tests.build import START, Client, Registry
from tests.http.project_scene import ADDRESS, NAME, Bureau

BUDGET = {"amount": "1200000.50", "currency": "CNY"}


def screened(city: Client) -> str:
    number: str = city.post("/api/v1/screenings", {"title": NAME, "keep": True}).json["number"]
    return number


def test_a_city_enters_a_project_and_cities_read_it_whole(registry: Registry):
    city = registry.city("haina")
    told = {
        "summary": {"zh": "示例"},
        "approved_on": "2026-03-02",
        "starts_on": "2026-04-01",
        "ends_on": "2026-12-31",
        "budget": BUDGET,
        "funding_sources": ["fiscal", "special_bond"],
        "screening": screened(city),
        "reuse_choice": "justified_new",
        "justification": "示例：现有组件不支持路侧泊位。",
        "responsibilities": [{"duty": "运行维护", "party": "builder", "kind": "operator"}],
    }
    bureau = Bureau.open(registry, **told)

    read = bureau.read(registry.city("yunling"))

    assert read == bureau.read()
    assert {key: read[key] for key in told if key not in {"screening"}} == {
        key: value for key, value in told.items() if key != "screening"
    }
    assert (read["screening"]["number"], read["screening"]["screened_on"]) == (told["screening"], "2026-03-02")
    assert (read["status"], read["puts_reuse_first"], read["score"]) == ("planned", True, None)
    listed = registry.city("yunling").get(f"{ADDRESS}?organisation=haina&status=planned&kind=construction").json
    assert [entry["id"] for entry in listed["items"]] == [read["id"]]


def test_others_read_nothing_of_it_until_the_city_makes_name_status_and_score_public(registry: Registry):
    bureau = Bureau.open(registry, budget=BUDGET)
    entity, assessor = registry.entity(), registry.assessor()

    hidden = [client.get(bureau.place).status_code for client in (registry.anyone, entity)]
    listed = [client.get(ADDRESS).json["items"] for client in (registry.anyone, entity, assessor)]
    told = bureau.read(assessor)
    published = bureau.city.call("PUT", f"{bureau.place}/publication")
    public = registry.anyone.get(bureau.place).json

    assert (hidden, listed) == ([404, 404], [[], [], []])
    assert (told["budget"], told["kind"]) == (None, "construction")
    assert (published.status_code, published.json["is_published"]) == (200, True)
    assert set(public) == {"id", "organisation", "name", "status", "score", "is_published", "is_demo"}
    assert registry.anyone.get(ADDRESS).json["items"] == [public]
    for part in ("milestones", "evaluations"):
        assert entity.get(f"{bureau.place}/{part}").status_code == 404
    assert bureau.city.delete(f"{bureau.place}/publication").status_code == 204
    assert registry.anyone.get(bureau.place).status_code == 404


def test_a_project_is_only_its_own_citys_to_change(registry: Registry):
    bureau = Bureau.open(registry)
    milestone = bureau.milestone("2026-04-01")
    other, weak = registry.city("yunling"), registry.client("haina", "catalogue:write")
    body = {"organisation": "haina", "name": NAME, "kind": "construction"}

    for client, status in ((other, 403), (weak, 403), (registry.anyone, 401)):
        assert client.post(ADDRESS, body).status_code == status
        assert client.patch(bureau.place, {"kind": "upgrade"}, etag='"x"').status_code == status
        assert client.post(f"{bureau.place}/transitions", {"to": "running"}).status_code == status
        assert client.post(f"{milestone}/reaching", {"evidence": "示例"}).status_code == status
        assert client.call("PUT", f"{bureau.place}/publication").status_code == status
        assert client.call("PUT", f"{bureau.place}/adoptions/{uuid4()}").status_code == status


def test_what_does_not_hold_together_is_said_at_its_place(registry: Registry):
    city, other = registry.city("haina"), registry.city("yunling")
    builder = registry.client("builder", "collaboration:write", kind="operating_entity")
    body = {"organisation": "haina", "name": NAME, "kind": "construction"}
    withdrawn = screened(city)
    assert city.delete(f"/api/v1/screenings/{withdrawn}").status_code == 204
    wrong: dict[str, dict[str, Any]] = {
        "/ends_on": {"starts_on": "2026-04-01", "ends_on": "2026-03-31"},
        "/justification": {"reuse_choice": "justified_new"},
        "/screening": {"screening": screened(other)},
        "/responsibilities/0/duty": {"responsibilities": [{"duty": "密码: hunter2", "party": "x"}]},
        "/budget/amount": {"budget": {"amount": "-1"}},
        "/funding_sources/0": {"funding_sources": ["lottery"]},
        "/kind": {"kind": "hobby"},
    }

    for pointer, facts in wrong.items():
        answer = city.post(ADDRESS, {**body, **facts})
        assert answer.status_code == 422, pointer
        assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert city.post(ADDRESS, {**body, "screening": withdrawn}).status_code == 422
    assert city.post(ADDRESS, {**body, "screening": str(uuid4())}).status_code == 422
    assert builder.post(ADDRESS, {**body, "organisation": "builder"}).status_code == 422
    assert city.post(ADDRESS, {**body, "organisation": "nobody"}).status_code == 422


def test_a_change_builds_on_what_was_read(registry: Registry):
    bureau = Bureau.open(registry, budget=BUDGET, ends_on="2026-12-31")
    stale = bureau.city.get(bureau.place).headers["ETag"]

    changed = bureau.patch(budget=None, kind="upgrade")
    again = bureau.city.patch(bureau.place, {"kind": "operation"}, etag=stale)

    assert (changed.status_code, changed.json["budget"], changed.json["kind"]) == (200, None, "upgrade")
    assert changed.json["ends_on"] == "2026-12-31"
    assert again.status_code == 412
    assert bureau.city.patch(bureau.place, {}).status_code == 428


def test_a_project_begins_then_is_finished_or_cancelled_with_a_reason(registry: Registry):
    bureau = Bureau.open(registry)

    early, late = bureau.move("running", on="2026-03-01"), bureau.move("running", on="2026-03-03")
    skipped, silent = bureau.move("finished"), bureau.move("cancelled")
    running = bureau.move("running", note="示例")
    finished = bureau.move("finished")
    after = bureau.move("cancelled", note="示例")

    assert [answer.status_code for answer in (early, late, skipped, silent)] == [422, 422, 409, 422]
    assert (skipped.json["code"], silent.json["errors"][0]["pointer"]) == ("project_move_not_allowed", "/note")
    assert [running.json["status"], finished.json["status"]] == ["running", "finished"]
    assert [step["status"] for step in finished.json["history"]] == ["planned", "running", "finished"]
    assert (after.status_code, after.json["code"]) == (409, "project_move_not_allowed")


def test_a_cancelled_project_is_not_made_public(registry: Registry):
    bureau = Bureau.open(registry)
    assert bureau.move("cancelled", note="示例").status_code == 200

    answer = bureau.city.call("PUT", f"{bureau.place}/publication")

    assert (answer.status_code, answer.json["code"]) == (409, "nothing_to_publish")


def test_adoptions_of_the_same_city_are_linked_and_taken_off_again(registry: Registry):
    bureau, yunling = Bureau.open(registry), registry.city("yunling")
    parking = registry.component(yunling, "parking", "1.0")
    own, other = registry.adoption(bureau.city, parking), registry.adoption(registry.city("other"), parking)

    linked = bureau.city.call("PUT", f"{bureau.place}/adoptions/{own}")
    again = bureau.city.call("PUT", f"{bureau.place}/adoptions/{own}")
    elsewhere = bureau.city.call("PUT", f"{bureau.place}/adoptions/{other}")

    assert [entry["id"] for entry in linked.json["adoptions"]] == [own]
    assert again.json == linked.json
    assert (elsewhere.status_code, elsewhere.json["code"]) == (422, "adoption_elsewhere")
    assert bureau.city.call("PUT", f"{bureau.place}/adoptions/{uuid4()}").status_code == 404
    assert bureau.city.delete(f"{bureau.place}/adoptions/{own}").status_code == 204
    assert bureau.city.delete(f"{bureau.place}/adoptions/{own}").status_code == 404
    assert bureau.read()["adoptions"] == []


def test_a_restricted_component_is_named_only_to_those_who_may_see_it(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    bureau = Bureau.open(registry)
    national.post("/api/v1/clusters", {"slug": "river", "name": NAME})
    for city in ("yunling", "haina"):
        national.post("/api/v1/clusters/river/members", {"member": city})
    secret = registry.component(yunling, "secret", "1.0", visible_to_clusters=["river"])
    adoption = registry.adoption(registry.client("haina", "adoption:write", "collaboration:write"), secret)
    assert bureau.city.call("PUT", f"{bureau.place}/adoptions/{adoption}").status_code == 200

    assert [entry["component"] for entry in bureau.read()["adoptions"]] == [secret]
    assert bureau.read(registry.city("elsewhere"))["adoptions"] == []


def test_how_often_reuse_came_first_is_counted_as_of_the_last_day(registry: Registry):
    city, yunling = registry.city("haina"), registry.city("yunling")
    parking = registry.component(yunling, "parking", "1.0")
    approved = {"approved_on": "2026-03-02"}
    reusing = Bureau.open(registry, **approved, screening=screened(city), reuse_choice="reused")
    adoption = registry.adoption(city, parking)
    reusing.city.call("PUT", f"{reusing.place}/adoptions/{adoption}")
    before = reusing.read()["reuse_lacks"]
    city.post(f"/api/v1/adoptions/{adoption}/transitions", {"to": "approved"})
    Bureau.open(registry, **approved)
    late = Bureau.open(registry, approved_on="2026-02-27", screening=screened(city), reuse_choice="reused")
    given_up = Bureau.open(registry, **approved)
    assert given_up.move("cancelled", note="示例").status_code == 200

    with registry.database.reading() as session:
        haina = get_organisation(session, "haina").id
        march = reuse_first(session, haina, date(2026, 3, 1), date(2026, 3, 31))
        both = reuse_first(session, haina, date(2026, 2, 1), date(2026, 3, 31))
        earlier = reuse_first(session, haina, date(2026, 3, 1), date(2026, 3, 1))

    assert (before, reusing.read()["reuse_lacks"]) == ("neither_reused_nor_justified", None)
    assert (march.projects, march.put_first, march.share) == (2, 1, 50.0)
    assert both.excluded[late.read()["id"]] == "screened_late"
    assert (earlier.projects, earlier.share) == (0, None)


def test_a_milestone_is_postponed_with_a_reason_and_reached_with_evidence(registry: Registry):
    bureau = Bureau.open(registry)
    milestone = bureau.milestone("2026-03-31")

    same = bureau.city.post(f"{milestone}/postponements", {"due_on": "2026-03-31", "reason": "示例"})
    moved = bureau.city.post(f"{milestone}/postponements", {"due_on": "2026-05-01", "reason": "设备到货延迟"})
    bare = bureau.city.post(f"{milestone}/reaching", {})
    tomorrow = bureau.city.post(f"{milestone}/reaching", {"on": "2026-03-03", "evidence": "示例"})
    reached = bureau.city.post(f"{milestone}/reaching", {"evidence": "验收报告", "links": ["https://example.org/a"]})
    again = bureau.city.post(f"{milestone}/reaching", {"evidence": "示例"})

    assert [answer.status_code for answer in (same, moved, bare, tomorrow)] == [422, 201, 422, 422]
    change = moved.json["changes"][0]
    assert (change["due_before"], change["due_after"], change["reason"]) == ("2026-03-31", "2026-05-01", "设备到货延迟")
    assert (reached.json["reached_on"], reached.json["evidence"]) == ("2026-03-02", "验收报告")
    assert (again.status_code, again.json["code"]) == (409, "milestone_reached")
    assert bureau.city.post(f"{bureau.place}/milestones/{uuid4()}/reaching", {"evidence": "x"}).status_code == 404
    assert bureau.city.get(f"{bureau.place}/milestones").json["items"][0] == reached.json


def test_what_is_late_is_listed_told_once_and_waits_as_a_task(registry: Registry):
    bureau, national = Bureau.open(registry), registry.administrator()
    milestone = bureau.milestone("2026-03-10")
    bureau.milestone("2026-06-01")
    registry.clock.set(START + timedelta(days=10))
    sweeper = open_sweeper(registry.database)

    late = bureau.city.get(f"{ADDRESS}/overdue").json["items"]
    swept = (sweeper.sweep(), sweeper.sweep())

    assert [(row["due_on"], row["days"], row["postponed"]) for row in late] == [("2026-03-10", 2, 0)]
    assert national.get(f"{ADDRESS}/overdue?organisation=haina").json["items"] == late
    assert registry.city("yunling").get(f"{ADDRESS}/overdue").json["items"] == []
    assert registry.anyone.get(f"{ADDRESS}/overdue").status_code == 401
    assert swept == (1, 0)
    tasks = bureau.city.get("/api/v1/organisations/haina/tasks?kind=reach_milestone").json["items"]
    assert [(task["due_on"], task["urgency"]) for task in tasks] == [("2026-03-10", "high")]
    bureau.city.post(f"{milestone}/postponements", {"due_on": "2026-03-11", "reason": "示例"})
    assert sweeper.sweep() == 1, "a day that passed anew is told anew"
    assert bureau.move("cancelled", note="示例").status_code == 200
    assert bureau.city.get(f"{ADDRESS}/overdue").json["items"] == []


def test_a_project_that_is_over_takes_no_more_milestones(registry: Registry):
    bureau = Bureau.open(registry)
    milestone = bureau.milestone("2026-03-31")
    assert bureau.move("cancelled", note="示例").status_code == 200

    for address, body in (
        (f"{bureau.place}/milestones", {"title": NAME, "due_on": "2026-04-01"}),
        (f"{milestone}/postponements", {"due_on": "2026-04-01", "reason": "示例"}),
        (f"{milestone}/reaching", {"evidence": "示例"}),
    ):
        answer = bureau.city.post(address, body)
        assert (answer.status_code, answer.json["code"]) == (409, "project_over")
