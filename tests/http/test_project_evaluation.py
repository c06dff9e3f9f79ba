"""PUT /projects/{id}/targets | results, POST /projects/{id}/evaluations."""

from datetime import date, timedelta

from registry.organisations.queries import get_organisation
from registry.projects.queries import mean_effectiveness
from tests.build import START, Registry
from tests.http.project_scene import FALL, RISE, Bureau


def test_an_assessor_scores_a_finished_project_with_every_input(registry: Registry):
    bureau, assessor = Bureau.open(registry).finished(60, 20), registry.assessor()

    answer = assessor.post(f"{bureau.place}/evaluations", {"note": "示例"})

    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert (answer.json["score"], answer.json["formula"]) == (75.0, "effectiveness-1")
    first, second = answer.json["inputs"]
    assert (first["wanted"], first["result"], first["attainment"], first["weight_share"]) == (80.0, 60.0, 75.0, 0.75)
    assert (second["baseline"], second["result"], second["is_better"]) == (30.0, 20.0, True)
    assert bureau.read()["score"] == 75.0
    assert bureau.city.get(f"{bureau.place}/evaluations").json["items"] == [answer.json]


def test_an_evaluator_corrects_a_result_and_both_stay_to_be_seen(registry: Registry):
    bureau, national = Bureau.open(registry).finished(80, 15), registry.administrator()
    assert national.post(f"{bureau.place}/evaluations", {}).json["score"] == 100.0

    answer = national.post(f"{bureau.place}/evaluations", {"results": [{"target": 1, "value": 40}]})

    assert answer.json["score"] == 62.5
    assert (answer.json["inputs"][0]["entered"], answer.json["inputs"][0]["result"]) == (80.0, 40.0)
    assert [row["score"] for row in bureau.read()["evaluations"]] == [100.0, 62.5]
    unknown = national.post(f"{bureau.place}/evaluations", {"results": [{"target": 3, "value": 1}]})
    assert [error["pointer"] for error in unknown.json["errors"]] == ["/results/0/target"]


def test_nobody_of_its_own_side_evaluates_a_project(registry: Registry):
    bureau = Bureau.open(registry).finished(60, 20)
    place = f"{bureau.place}/evaluations"
    registry.organisation("owned", "assessor", parent="haina")
    own = registry.client("owned", "assessment:write")
    clerk = registry.client("haina", "assessment:write", "collaboration:write")

    own_side = [client.post(place, {}) for client in (own, clerk)]

    assert [(answer.status_code, answer.json["code"]) for answer in own_side] == [(403, "own_project")] * 2
    for client, status in ((registry.city("yunling"), 403), (registry.entity(), 403), (registry.anyone, 401)):
        assert client.post(place, {}).status_code == status
    city = registry.client("yunling", "assessment:write")
    assert city.post(place, {}).json["code"] == "not_an_evaluator"


def test_an_assessor_that_owns_an_operator_of_the_project_stands_back(registry: Registry):
    yunling, assessor = registry.city("yunling"), registry.assessor()
    registry.organisation("operator", "operating_entity", parent="assessor")
    bureau = Bureau.open(registry)
    parking = registry.component(yunling, "parking", "1.0")
    adoption = registry.adoption(bureau.city, parking, operator="operator")
    bureau.city.call("PUT", f"{bureau.place}/adoptions/{adoption}")
    bureau.finished(60, 20)

    answer = assessor.post(f"{bureau.place}/evaluations", {})

    assert (answer.status_code, answer.json["code"]) == (403, "evaluator_stands_back")


def test_targets_change_with_a_reason_until_the_project_is_finished(registry: Registry):
    bureau = Bureau.open(registry)

    zero = bureau.targets({**RISE, "target": 0})
    first, silent = bureau.targets(RISE), bureau.targets(FALL)
    second = bureau.targets(FALL, reason="示例：指标口径调整")
    for status in ("running", "finished"):
        assert bureau.move(status).status_code == 200
    after = bureau.targets(RISE, reason="示例")

    assert [error["pointer"] for error in zero.json["errors"]] == ["/targets/0/target"]
    assert (first.json["are_targets_frozen"], silent.json["errors"][0]["pointer"]) == (False, "/reason")
    assert (second.json["targets"]["number"], second.json["targets"]["entries"][0]["unit"]) == (2, "min")
    assert second.json["targets_before"] == [first.json["targets"]]
    assert (after.status_code, after.json["code"]) == (409, "project_over")
    assert bureau.read()["are_targets_frozen"] is True


def test_results_are_entered_once_the_project_is_finished_and_entering_again_keeps_what_was(registry: Registry):
    bureau = Bureau.open(registry)
    bureau.targets(RISE, FALL)

    early = bureau.results(60, 20)
    bureau.move("running")
    bureau.move("finished")
    assert registry.assessor().post(f"{bureau.place}/evaluations", {}).json["code"] == "results_missing"
    unknown = bureau.results(60, 20, 1)
    first, second = bureau.results(60, 20), bureau.results(70, 20)

    assert (early.status_code, early.json["code"]) == (409, "not_finished")
    assert [error["pointer"] for error in unknown.json["errors"]] == ["/results/2/target"]
    assert second.json["results"]["number"] == 2
    assert second.json["results_before"] == [first.json["results"]]


def test_a_put_that_says_it_creates_is_answered_with_the_project(registry: Registry):
    bureau = Bureau.open(registry)

    answer = bureau.city.call("PUT", f"{bureau.place}/targets", {"targets": [RISE]}, headers={"If-None-Match": "*"})

    assert (answer.status_code, answer.json["targets"]["number"]) == (200, 1)


def test_what_is_not_finished_or_had_no_targets_is_not_evaluated(registry: Registry):
    bureau, assessor = Bureau.open(registry), registry.assessor()
    place = f"{bureau.place}/evaluations"

    planned = assessor.post(place, {})
    bureau.move("running")
    bureau.move("finished")
    aimless = assessor.post(place, {})

    assert (planned.json["code"], aimless.json["code"]) == ("not_finished", "targets_missing")
    assert bureau.results(1).json["code"] == "targets_missing"


def test_the_mean_of_a_city_is_of_the_latest_scores_as_of_a_day(registry: Registry):
    assessor = registry.assessor()
    first, second = Bureau.open(registry).finished(80, 15), Bureau.open(registry).finished(60, 20)
    for bureau in (first, second):
        assert assessor.post(f"{bureau.place}/evaluations", {}).status_code == 201
    registry.clock.set(START + timedelta(days=1))
    assessor.post(f"{first.place}/evaluations", {"results": [{"target": 1, "value": 40}]})

    with registry.database.reading() as session:
        haina = get_organisation(session, "haina").id
        days = [mean_effectiveness(session, haina, date(2026, 3, day)) for day in (1, 2, 3)]

    assert [(each.mean, each.projects) for each in days] == [(None, 0), (87.5, 2), (68.75, 2)]
    assert days[2].records == {first.read()["id"]: 62.5, second.read()["id"]: 75.0}


def test_what_waits_is_told_to_the_city_and_to_administrators(registry: Registry):
    bureau, national = Bureau.open(registry).finished(), registry.administrator()
    own, desk = "/api/v1/organisations/haina/tasks?kind=", "/api/v1/organisations/national/tasks?kind="

    enter = bureau.city.get(f"{own}enter_results").json["items"]
    assert bureau.results(60, 20).status_code == 200
    entered = bureau.city.get(f"{own}enter_results").json["items"]
    waiting = national.get(f"{desk}evaluate_project").json["items"]
    assert national.post(f"{bureau.place}/evaluations", {}).status_code == 201

    assert [task["address"] for task in enter] == [bureau.place.removeprefix("/api/v1")]
    assert (entered, len(waiting)) == ([], 1)
    assert national.get(f"{desk}evaluate_project").json["items"] == []
