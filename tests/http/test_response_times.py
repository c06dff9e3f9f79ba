"""How fast publishers answer their adopters."""

from datetime import timedelta

from tests.build import START, Registry

API = "/api/v1"


def test_a_first_answer_is_owed_within_five_working_days_and_its_hours_are_counted(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    body = {"component": "yunling/parking", "kind": "defect", "title": "示例"}
    said = [haina.post(f"{API}/feedback", body).json for _ in range(3)]

    registry.clock.set(START + timedelta(hours=6))
    yunling.post(f"{API}/feedback/{said[0]['id']}/answer", {"answer": "We look into it."})
    registry.clock.set(START + timedelta(days=8))
    yunling.post(f"{API}/feedback/{said[1]['id']}/resolution", {"version": "1.0"})
    found = registry.anyone.get(f"{API}/components/yunling/parking/response-times").json

    assert said[0]["due_on"] == "2026-03-09"
    counted = {key: found[key] for key in ("asked", "answered", "answered_in_time", "overdue", "median_hours")}
    assert counted == {"asked": 3, "answered": 2, "answered_in_time": 1, "overdue": 1, "median_hours": 99.0}


def test_an_answer_leaves_the_feedback_open_and_the_first_one_counts(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    said = haina.post(f"{API}/feedback", {"component": "yunling/parking", "kind": "wish", "title": "示例"}).json
    place = f"{API}/feedback/{said['id']}"

    first = yunling.post(f"{place}/answer", {"answer": "Soon."}).json
    registry.clock.set(START + timedelta(days=1))
    second = yunling.post(f"{place}/answer", {"answer": "Now."}).json

    assert (first["status"], second["answer"]) == ("open", "Now.")
    assert first["answered_at"] == second["answered_at"]
    assert haina.post(f"{place}/answer", {"answer": "Mine."}).json["code"] == "not_your_organisation"
