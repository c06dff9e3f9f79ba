"""GET and POST /reports, GET /reports/<month>, and the page of a report."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from registry.kit.clock import SimulatedClock
from tests.build import Registry

ROOT = "/api/v1/reports"
LATER = datetime(2026, 4, 1, 4, tzinfo=UTC)


@pytest.fixture
def april(registry: Registry) -> Registry:
    """The first of April, a working day: a component that one other city has run since March."""
    parking = registry.component(registry.city("yunling", city_class="leading"), "parking", "1.0.0", domains=["A4"])
    registry.adoption(registry.city("lingu", city_class="foundational"), parking, "approved", "pilot")
    registry.clock.set(LATER)
    return registry


def issue(registry: Registry, month: str = "2026-03") -> dict[str, object]:
    answer = registry.administrator().post(ROOT, {"month": month})
    assert answer.status_code == 201, answer.text
    document: dict[str, object] = answer.get_json()
    return document


def leading(document: object) -> dict[str, tuple[float | None, float | None]]:
    return {each["code"]: (each["value"], each["month_before"]) for each in document["leading"]}  # type: ignore[index]


def test_a_report_tells_the_last_day_of_its_month_beside_the_month_before(april: Registry):
    document = issue(april)

    assert (document["as_of"], document["known_at"]) == ("2026-03-31", "2026-04-01")
    assert leading(document)["running_reuse"] == (1, 0)
    assert list(leading(document)) == ["components_listed", "running_reuse", "calls", "openings"]
    assert {"series", "flows", "rankings", "savings", "unused"} <= set(document["parts"])  # type: ignore[call-overload]
    assert april.anyone.get(f"{ROOT}/2026-03").get_json()["month"] == "2026-03"


def test_what_was_issued_never_changes_and_a_late_correction_stands_in_the_next(april: Registry):
    told = issue(april)
    haina = april.city("haina")
    late = {"adopter": "haina", "component": "yunling/parking", "mode": "new", "on": "2026-03-20"}
    adoption = haina.post("/api/v1/adoptions", late).get_json()["id"]
    for stage in ("approved", "pilot"):
        moved = haina.post(f"/api/v1/adoptions/{adoption}/transitions", {"to": stage, "on": "2026-03-25"})
        assert moved.status_code in {200, 201}, moved.text

    assert april.administrator().get(f"{ROOT}/2026-03").get_json() == told
    april.clock.set(datetime(2026, 5, 6, 4, tzinfo=UTC))
    found: Any = issue(april, "2026-04")["corrections"]
    corrections = {each["code"]: (each["month"], each["told"], each["now"]) for each in found}
    assert corrections["running_reuse"] == ("2026-03", 1, 2)
    april.clock.set(datetime(2026, 6, 1, 4, tzinfo=UTC))
    assert issue(april, "2026-05")["corrections"] == []


def test_cities_read_exactly_what_others_read_suppressed(april: Registry):
    issue(april)

    def told(client: object) -> set[int | None]:
        figures = client.get(f"{ROOT}/2026-03").get_json()["figures"]  # type: ignore[attr-defined]
        running = next(figure for figure in figures if figure["code"] == "running_reuse")
        return {cell["value"] for cell in running["by"].get("city_class", [])}

    assert 1 in told(april.city("lingu"))
    assert 1 not in told(april.anyone)
    assert 1 not in told(april.entity())


def test_a_report_is_issued_once_by_an_administrator_of_a_month_that_is_over(april: Registry):
    assert april.anyone.post(ROOT, {"month": "2026-03"}).status_code == 401
    assert april.city("lingu").post(ROOT, {"month": "2026-03"}).status_code == 403
    administrator = april.administrator()
    assert administrator.post(ROOT, {"month": "2026-04"}).get_json()["code"] == "month_not_over"
    assert administrator.post(ROOT, {"month": "2026-3"}).status_code == 422
    issue(april)
    assert administrator.post(ROOT, {"month": "2026-03"}).get_json()["code"] == "report_issued"
    assert april.anyone.get(f"{ROOT}/2026-02").status_code == 404
    assert april.anyone.get(f"{ROOT}/nothing").status_code == 422


def test_it_is_issued_by_itself_on_the_first_working_day(april: Registry):
    sweeper = april.app.extensions["registry.sweeper"]
    clock: SimulatedClock = april.clock
    clock.set(datetime(2026, 8, 1, 4, tzinfo=UTC))  # A Saturday.
    sweeper.sweep()
    assert april.anyone.get(ROOT).get_json()["items"] == []

    clock.set(datetime(2026, 8, 3, 4, tzinfo=UTC))
    sweeper.sweep()
    sweeper.sweep()

    assert [each["month"] for each in april.anyone.get(ROOT).get_json()["items"]] == ["2026-07"]
    events = april.anyone.get("/api/v1/events?after=0&limit=1000").get_json()["items"]
    issued = [event["data"] for event in events if event["type"] == "report.issued"]
    assert issued == [{"kind": "reuse", "month": "2026-07"}]


def test_nothing_is_issued_of_a_month_of_which_there_is_nothing_to_tell(registry: Registry):
    registry.clock.set(LATER)

    registry.app.extensions["registry.sweeper"].sweep()

    assert registry.anyone.get(ROOT).get_json()["items"] == []


def test_it_is_taken_along_as_a_file_and_as_a_workbook(april: Registry):
    issue(april)

    page = april.anyone.get(f"{ROOT}/2026-03.html?language=zh")
    book = load_workbook(io.BytesIO(april.anyone.get(f"{ROOT}/2026-03.xlsx?language=en").data))

    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "复用月报" in page.text
    assert "@page" in page.text
    assert "<script" not in page.text
    assert {"Leading figures", "Figures", "About", "Definitions"} <= set(book.sheetnames)


def test_its_page_is_there_in_both_languages(april: Registry):
    issue(april)
    browser = april.app.test_client()

    assert "2026-03" in browser.get("/reports").text
    for language, words in (("zh", "事后更正"), ("en", "Late corrections")):
        page = browser.get(f"/reports/reuse/2026-03?lang={language}")
        assert page.status_code == 200
        assert words in page.text
        assert browser.get(f"/reports/reuse/2026-03.xlsx?lang={language}").status_code == 200
        assert browser.get(f"/reports/reuse/2026-03.html?lang={language}").status_code == 200
    assert browser.get("/reports/reuse/2026-02").status_code == 404


def test_a_component_for_some_clusters_alone_is_named_in_no_report(registry: Registry):
    national = registry.administrator()
    yunling, haina = registry.city("yunling"), registry.city("haina")
    assert national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例城市群"}}).status_code == 201
    for member in ("yunling", "haina"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    for name in ("used-desk", "idle-desk"):
        registry.component(yunling, name, "1.0", title={"zh": "暗河调度台"}, visible_to_clusters=["river"])
    registry.adoption(haina, "yunling/used-desk", "approved", "pilot")
    registry.clock.set(LATER)
    issue(registry)

    for reader in (registry.anyone, registry.entity(), registry.city("qiuyuan"), haina, national):
        told = reader.get(f"{ROOT}/2026-03").text
        assert "desk" not in told
        assert "暗河" not in told
