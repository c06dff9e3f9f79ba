"""GET /statistics/currency, /unused, /at-risk and /support."""

from typing import Any

import pytest

from registry.statistics.currency import Release, behind
from schemas import figures as wire
from tests.build import Client, Registry
from tests.http.statistics_scene import Scene, build


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return build(registry)


def buckets(scene: Scene, client: Client, **query: str) -> dict[str, int]:
    return {row["key"]: row["adoptions"] for row in scene.read(client, "currency", **query)["rows"]}


def risks(document: Any) -> dict[str, int]:
    return {row["reason"]: row["adoptions"] for row in document["rows"] if row["adoptions"]}


def test_versions_are_current_in_grace_behind_or_unknown(scene: Scene):
    scene.at("2026-08-02")
    scene.registry.version(scene.yunling, "yunling/parking", "1.0.1")
    scene.registry.version(scene.yunling, "yunling/sign-on", "3.0.0")
    scene.registry.version(scene.haina, "haina/maps", "1.1.0rc1")
    at_once = buckets(scene, scene.haina)
    scene.at("2026-11-15")
    later = scene.read(scene.haina, "currency")

    # Lingu runs parking at an unknown version; a next major and a pre-release make nobody stale.
    assert wire.CurrencySchema().validate(later) == {}
    assert at_once == {"newest": 2, "in_grace": 1, "behind": 0, "unknown": 1}
    assert buckets(scene, scene.haina) == {"newest": 2, "in_grace": 0, "behind": 1, "unknown": 1}
    assert buckets(scene, scene.haina, as_of="2026-08-01") == {"newest": 3, "in_grace": 0, "behind": 0, "unknown": 1}
    assert scene.value(scene.haina, "currency", "at_newest_share") == pytest.approx(66.6667)
    assert scene.value(scene.haina, "currency", "unknown_share") == 25
    assert buckets(scene, scene.registry.anyone, domain="A4") == {
        "newest": 0,
        "in_grace": 0,
        "behind": 1,
        "unknown": 1,
    }


def test_an_upgrade_counts_from_its_day_and_a_yanked_version_makes_nobody_stale(scene: Scene):
    scene.at("2026-08-02")
    scene.registry.version(scene.yunling, "yunling/parking", "1.0.1")
    adoption = f"/api/v1/adoptions/{scene.adoptions['shaquan-parking']}"
    scene.at("2026-08-05")
    moved = scene.shaquan.post(f"{adoption}/transitions", {"to": "live", "version": "1.0.1"})
    assert moved.status_code == 201, moved.get_data(as_text=True)

    assert buckets(scene, scene.haina, as_of="2026-08-04")["in_grace"] == 1
    assert buckets(scene, scene.haina)["in_grace"] == 0


def test_the_buckets_are_those_of_the_rule_of_currency(scene: Scene):
    day = scene.registry.clock.now().date()
    numbers = {"1.0.0", "1.2.0", "1.10", "2.0", "10.1"}
    releases = [Release(number, day) for number in numbers]
    for number in sorted(numbers - {"1.0.0"}):
        scene.registry.version(scene.haina, "haina/maps", number)
    for number in sorted(numbers):
        moved = scene.yunling.post(
            f"/api/v1/adoptions/{scene.adoptions['yunling-maps']}/transitions", {"to": "live", "version": number}
        )
        if moved.status_code == 201:
            newer = behind(number, releases, day)
            is_newest = newer.minors == 0 and number not in {"1.0.0", "1.2.0"}
            assert (buckets(scene, scene.lingu)["newest"] == 3) == is_newest, number


def test_what_nobody_else_runs_is_unused_since_it_was_listed_or_since_its_last_use(scene: Scene):
    scene.at("2026-08-20")
    scene.move(scene.haina, "haina-sign-on", "retired")
    scene.at("2026-08-30")
    document = scene.read(scene.registry.anyone, "unused")

    assert wire.UnusedSchema().validate(document) == {}
    assert [
        (row["component"], row["unused_since"], row["used_until"], row["age_days"]) for row in document["rows"]
    ] == [
        ("yunling/unused", "2026-03-02", None, 181),
        ("yunling/sign-on", "2026-08-20", "2026-08-20", 10),
    ]
    assert scene.value(scene.haina, "unused", "unused_share") == 50
    assert len(scene.read(scene.haina, "unused", limit="1")["rows"]) == 1
    assert scene.value(scene.haina, "unused", "unused_components", as_of="2026-03-10") == 4
    assert scene.value(scene.haina, "unused", "unused_components", domain="A4") == 1
    assert scene.value(scene.haina, "unused", "unused_components", city_class="progressing") == 0
    # Yunling's own use of parking is no reuse: without Shaquan and Lingu it would be unused, too.
    past = scene.read(scene.haina, "unused", as_of="2026-08-19")
    assert [row["component"] for row in past["rows"]] == ["yunling/unused"]


def test_live_reuse_is_at_risk_without_a_sign_of_life(scene: Scene):
    # Signs of life: 12 March (Shaquan), 10 April (Haina), 20 May (Yunling), 30 June (Lingu); each lasts for 180 days.
    scene.at("2026-09-08")
    document = scene.read(scene.lingu, "at-risk")

    assert wire.AtRiskSchema().validate(document) == {}
    assert risks(document) == {"lapsed": 1, "lapsing": 1}
    assert {(row["reason"], row["city"], row["component"]) for row in document["named"]} == {
        ("lapsed", "shaquan", "yunling/parking"),
        ("lapsing", "haina", "yunling/sign-on"),
    }
    assert scene.value(scene.lingu, "at-risk", "at_risk") == 2
    assert risks(scene.read(scene.lingu, "at-risk", as_of="2026-09-07")) == {"lapsing": 2}
    others = scene.read(scene.registry.anyone, "at-risk")
    assert (risks(others), others["named"]) == (risks(document), [])


def test_live_reuse_is_at_risk_by_its_version_its_component_and_its_support(scene: Scene):
    component = "/api/v1/components/yunling/parking"
    yanked = scene.yunling.post(f"{component}/versions/1.0.0/yank", {"reason": "invalid", "message": "停用"})
    assert yanked.status_code < 300, yanked.get_data(as_text=True)
    deprecated = scene.haina.post(
        "/api/v1/components/haina/maps/deprecation", {"reason": "replaced", "message": "不再维护"}
    )
    assert deprecated.status_code < 300, deprecated.get_data(as_text=True)
    _support(scene.yunling, "sign-on", "2026-07-31")

    assert risks(scene.read(scene.lingu, "at-risk")) == {
        "lapsing": 1,
        "yanked": 1,
        "deprecated": 1,
        "unsupported": 1,
    }
    assert scene.value(scene.lingu, "at-risk", "at_risk") == 3
    assert risks(scene.read(scene.lingu, "at-risk", as_of="2026-07-01", domain="A1")) == {}


def test_support_ends_by_month_for_what_runs(scene: Scene):
    _support(scene.yunling, "parking", "2026-10-15")
    _support(scene.yunling, "sign-on", "2026-07-31")
    _support(scene.haina, "maps", "2028-07-31")
    _support(scene.yunling, "unused", "2026-10-20")
    document = scene.read(scene.registry.anyone, "support")

    assert wire.SupportEndsSchema().validate(document) == {}
    assert [row["month"] for row in document["rows"]][::23] == ["2026-08", "2028-07"]
    assert {row["month"]: (row["components"], row["adoptions"]) for row in document["rows"] if row["adoptions"]} == {
        "2026-10": (1, 2),
        "2028-07": (1, 1),
    }
    assert {figure["code"]: figure["value"] for figure in document["figures"]} == {
        "support_ending": 3,
        "support_ended": 1,
        "support_ending_share": 75,
    }
    # What ends within this month has not ended before its day.
    _support(scene.yunling, "sign-on", "2026-08-01")
    assert scene.read(scene.haina, "support")["rows"][0]["adoptions"] == 1


def _support(publisher: Client, name: str, day: str) -> None:
    slug = "haina" if name == "maps" else "yunling"
    place = f"/api/v1/components/{slug}/{name}"
    etag = publisher.get(place).headers["ETag"]
    changed = publisher.patch(place, {"maintenance": {"type": "internal", "support_until": day}}, etag=etag)
    assert changed.status_code == 200, changed.get_data(as_text=True)
