"""POST /components/{publisher}/{name}/retirement: cities that run a component are told long enough before."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from tests.build import START, Answer, Client, Registry

ADDRESS = "/api/v1/components/yunling/parking"


def run(registry: Registry, *stages: str) -> tuple[Client, str]:
    """Yunling publishes parking, Haina has brought its adoption through these stages."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    return yunling, registry.adoption(haina, "yunling/parking", *stages, version="1.0")


def deprecate(yunling: Client, sunset_on: str | None) -> Answer:
    said: dict[str, Any] = {"reason": "old", "message": "Move on."}
    return yunling.post(f"{ADDRESS}/deprecation", {**said, **({"sunset_on": sunset_on} if sunset_on else {})})


def retire(yunling: Client) -> Answer:
    return yunling.post(f"{ADDRESS}/retirement")


def later(registry: Registry, days: int) -> Client:
    """Yunling, so many days after the beginning: with a token of that day."""
    registry.clock.set(START + timedelta(days=days))
    return registry.city("yunling")


def test_what_other_cities_run_is_not_retired_without_notice(registry: Registry):
    yunling, _ = run(registry, "approved", "live")

    answer = retire(yunling)

    assert (answer.status_code, answer.json["code"]) == (409, "notice_needed")
    assert answer.json["possible_on"] == "2026-05-31"
    assert "is still run by 1 city" in answer.json["detail"]
    assert "deprecate it today with a sunset_on" in answer.json["detail"]


def test_the_refusal_is_told_in_chinese_too(registry: Registry):
    yunling, _ = run(registry, "approved", "pilot")
    yunling.language = "zh"

    detail = retire(yunling).json["detail"]

    assert "仍有1 个城市在运行" in detail
    assert "2026-05-31 起可以停用" in detail


def test_a_deprecation_gives_notice_and_says_from_when_on_it_can_be_retired(registry: Registry):
    yunling, _ = run(registry, "approved", "live")
    deprecate(yunling, "2026-06-15")

    early = retire(yunling)
    a_day_before = retire(later(registry, 104))
    on_the_day = retire(later(registry, 105))

    assert (early.json["possible_on"], a_day_before.json["possible_on"]) == ("2026-06-15", "2026-06-15")
    assert "the notice that was given has not passed" in early.json["detail"]
    assert (on_the_day.status_code, on_the_day.json["status"]) == (200, "retired")


@pytest.mark.parametrize("sunset_on", [None, "2026-05-30"])
def test_a_deprecation_that_names_no_day_or_one_too_near_is_no_notice(registry: Registry, sunset_on: str | None):
    yunling, _ = run(registry, "approved", "live")
    deprecate(yunling, sunset_on)

    answer = retire(later(registry, 100))

    assert answer.status_code == 409
    assert answer.json["possible_on"] == "2026-09-08"


def test_notice_is_counted_from_the_deprecation_that_stands(registry: Registry):
    yunling, _ = run(registry, "approved", "live")
    deprecate(yunling, "2026-05-31")
    yunling = later(registry, 80)
    yunling.delete(f"{ADDRESS}/deprecation")
    deprecate(yunling, "2026-05-31")

    assert retire(later(registry, 95)).status_code == 409


@pytest.mark.parametrize(
    "stages", [(), ("approved",), ("approved", "live", "suspended"), ("approved", "live", "retired")]
)
def test_what_nobody_runs_is_retired_at_once(registry: Registry, stages: tuple[str, ...]):
    yunling, _ = run(registry, *stages)

    assert retire(yunling).status_code == 200


def test_the_publishers_own_use_asks_for_no_notice(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    registry.adoption(yunling, "yunling/parking", "approved", "live", version="1.0")

    assert retire(yunling).status_code == 200


def test_an_entity_is_told_no_small_number_of_cities(registry: Registry):
    builder, haina = registry.entity(), registry.city("haina")
    registry.component(builder, "parking", "1.0")
    registry.adoption(haina, "builder/parking", "approved", "live", version="1.0")

    answer = builder.post("/api/v1/components/builder/parking/retirement")

    assert answer.status_code == 409
    assert "fewer than 5 cities" in answer.json["detail"]


def test_a_component_that_was_adopted_is_not_deleted_instead(registry: Registry):
    yunling, _ = run(registry, "approved", "live")

    answer = yunling.delete(ADDRESS, etag=yunling.get(ADDRESS).headers["ETag"])

    assert (answer.status_code, answer.json["code"]) == (409, "component_in_use")


def test_a_version_is_yanked_at_once_all_the_same(registry: Registry):
    yunling, _ = run(registry, "approved", "live")

    assert yunling.post(f"{ADDRESS}/versions/1.0/yank", {"reason": "security"}).status_code < 300


def test_an_installation_may_ask_for_another_notice(database_url: str, tmp_path: Path, clock: SimulatedClock):
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(delist_notice_days=0)) as registry:
        yunling, _ = run(registry, "approved", "live")

        assert retire(yunling).status_code == 200
