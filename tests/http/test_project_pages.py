"""The pages of projects, cases and benchmarks: everything that their forms do, without a script."""

from datetime import timedelta
from typing import Any

from tests.build import START, Registry
from tests.http.project_scene import FALL, RISE, Bureau
from tests.http.test_cases import CAMPAIGNS, SCORES, Office


def at(place: str) -> str:
    return place.removeprefix("/api/v1")


def test_a_city_runs_a_project_from_its_page(registry: Registry):
    clerk = registry.visitor(registry.city("haina"))
    told = {"organisation": "haina", "name": "停车项目", "kind": "upgrade", "amount": "1000"}

    wrong = clerk.submit("/projects/new", **{**told, "amount": "many"})
    made = clerk.submit("/projects/new", **told, funding_sources=["fiscal", "own_funds"])
    page = made.headers["Location"]
    acts = [
        {"act": "milestone", "title": "上线", "due_on": "2026-03-01"},
        {
            "act": "targets",
            "indicator-1": "在线率",
            "unit-1": "%",
            "target-1": "80",
            "direction-1": "up",
            "weight-1": "1",
        },
        {"act": "move", "to": "running"},
        {"act": "move", "to": "finished"},
        {"act": "results", "result-1": "60"},
        {"act": "publish"},
    ]
    done = [clerk.submit(page, **act).status_code for act in acts]
    nonsense = clerk.submit(page, act="link", adoption="x")

    assert (wrong.status_code, "many" in wrong.get_data(as_text=True)) == (422, True)
    assert done == [303] * len(acts)
    assert nonsense.status_code == 422
    shown = clerk.get(page).get_data(as_text=True)
    assert all(words in shown for words in ("1,000 CNY", "Fiscal funds", "在线率", "60"))
    public = registry.visitor().get(page).get_data(as_text=True)
    assert "停车项目" in public and "1,000 CNY" not in public and "在线率" not in public
    assert "停车项目" in registry.visitor().get("/projects").get_data(as_text=True)


def test_what_is_late_is_moved_and_reached_from_the_page(registry: Registry):
    bureau = Bureau.open(registry)
    milestone = bureau.milestone("2026-03-01").rsplit("/", 1)[1]
    clerk = registry.visitor(bureau.city)

    late = clerk.get("/projects/overdue").get_data(as_text=True)
    moved = clerk.submit(at(bureau.place), act="postpone", milestone=milestone, due_on="2026-04-01", reason="设备延迟")
    reached = clerk.submit(
        at(bureau.place), act="reach", milestone=milestone, evidence="验收报告", links="https://a.example"
    )

    assert "Demo parking project" in late
    assert (moved.status_code, reached.status_code) == (303, 303)
    shown = clerk.get(at(bureau.place)).get_data(as_text=True)
    assert "设备延迟" in shown and "验收报告" in shown
    assert registry.visitor().get("/projects/overdue").status_code == 401


def test_an_assessor_evaluates_from_the_page_and_the_city_sees_how(registry: Registry):
    bureau = Bureau.open(registry)
    bureau.targets(RISE)
    bureau.targets(FALL, reason="口径调整")
    bureau.move("running"), bureau.move("finished"), bureau.results(20)
    assessor = registry.visitor(registry.assessor())

    answer = assessor.submit(at(bureau.place), act="evaluate", note="示例意见", **{"result-1": "30"})

    assert answer.status_code == 303, answer.get_data(as_text=True)
    shown = registry.visitor(bureau.city, language="zh").get(at(bureau.place)).get_data(as_text=True)
    assert all(words in shown for words in ("50.0", "示例意见", "effectiveness-1", "口径调整"))


def test_a_case_is_written_sent_in_reviewed_selected_and_spread_from_its_pages(registry: Registry):
    office = Office.open(registry)
    clerk, assessor = registry.visitor(office.city), registry.visitor(registry.assessor())
    judge = registry.visitor(office.national)
    scores: dict[str, Any] = dict(SCORES)
    told: dict[str, Any] = {
        "organisation": "haina",
        "campaign": office.campaign,
        "title": "停车经验",
        "body": "示例做法",
    }

    wrong = clerk.submit("/cases/new", **told, components="nobody/nothing")
    page = clerk.submit("/cases/new", **told, components=office.component).headers["Location"]
    assert clerk.submit(page, act="submit").status_code == 303
    bad = assessor.submit(page, act="review", **{**scores, "effect": "plenty"})
    assert assessor.submit(page, act="review", **scores).status_code == 303
    standings = judge.get(at(f"{CAMPAIGNS}/{office.campaign}")).get_data(as_text=True)
    early = judge.submit(page, act="select", reasons="示例理由")
    registry.clock.set(START + timedelta(days=30))
    judge = registry.visitor(office.national)
    assert judge.submit(page, act="select", reasons="示例理由").status_code == 303
    spread = {"act": "promote", "kind": "lecture", "day": "2026-04-01", "note": "示例宣讲"}
    assert judge.submit(page, **spread).status_code == 303

    assert (wrong.status_code, bad.status_code, early.status_code) == (422, 422, 409)
    assert "停车经验" in standings and "85.0" in standings
    public = registry.visitor().get(page).get_data(as_text=True)
    assert all(words in public for words in ("停车经验", "示例理由", "示例宣讲", office.component))
    assert office.adoption not in public and "85.0" not in public
    assert "停车经验" in registry.visitor().get("/cases?level=national").get_data(as_text=True)
    assert "停车经验" not in registry.visitor().get("/cases?level=city").get_data(as_text=True)


def test_an_administrator_calls_for_cases_from_the_page(registry: Registry):
    judge = registry.visitor(registry.administrator())
    told = {"title": "征集", "call": "示例", "level": "city", "opens_on": "2026-03-02", "closes_on": "2026-03-31"}

    wrong = judge.submit("/campaigns", **{**told, "closes_on": "2026-03-01"})
    made = judge.submit("/campaigns", **told)

    assert (wrong.status_code, made.status_code) == (422, 303)
    assert "征集" in registry.visitor().get("/campaigns").get_data(as_text=True)
    assert registry.visitor().submit("/campaigns", **told).status_code == 401


def test_benchmarks_stand_on_the_pages_of_whom_they_hold_up(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    component = registry.component(yunling, "parking", "1.0")
    why = {"reason": "示例标杆理由", "until": "2026-12-31"}
    for place in ("organisations/yunling", f"components/{component}"):
        assert national.post(f"/api/v1/{place}/badges", why).status_code == 201
        assert "示例标杆理由" in registry.visitor().get(f"/{place}").get_data(as_text=True)
