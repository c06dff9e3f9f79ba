"""GET /statistics/adopters, /time-to-adopt and /retention."""

from typing import Any

import pytest

from schemas import figures as wire
from tests.build import Registry
from tests.http.statistics_scene import A, Scene, build


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return build(registry)


def values(document: Any) -> dict[str, Any]:
    return {figure["code"]: figure["value"] for figure in document["figures"]}


def test_new_and_repeat_adopters_of_a_stretch_of_days(scene: Scene):
    document = scene.read(scene.haina, "adopters", from_="2026-05-01")
    whole = scene.read(scene.haina, "adopters")

    assert wire.AdoptersSchema().validate(document) == {}
    # Yunling began with maps in May; Shaquan had parking before and took maps, too.
    assert values(document) == {"new_adopters": 1, "repeat_adopters": 1, "repeat_share": 50, "adopters_so_far": 4}
    assert [(row["month"], row["new_adopters"], row["starts"]) for row in document["rows"]] == [
        ("2026-05", 1, 2),
        ("2026-06", 0, 0),
        ("2026-07", 0, 0),
        ("2026-08", 0, 0),
    ]
    # Over the whole stretch all four are new, and Shaquan is both.
    assert values(whole) == {"new_adopters": 4, "repeat_adopters": 1, "repeat_share": 25, "adopters_so_far": 4}
    assert values(scene.read(scene.haina, "adopters", province="990100"))["new_adopters"] == 2
    assert values(scene.read(scene.haina, "adopters", domain="A4"))["adopters_so_far"] == 2
    # As of a day before Yunling began.
    assert values(scene.read(scene.haina, "adopters", as_of="2026-04-30"))["adopters_so_far"] == 3


def test_others_are_told_no_small_month(scene: Scene):
    document = scene.read(scene.registry.anyone, "adopters", from_="2026-03-01")

    assert {row["starts"] for row in document["rows"]} <= {0, None}
    assert values(document)["new_adopters"] == 4
    assert scene.registry.anyone.get(f"{A}/adopters?province=990100").status_code == 401


def test_time_to_adopt_counts_from_the_plan_to_first_going_live(scene: Scene):
    document = scene.read(scene.haina, "time-to-adopt")

    # Shaquan planned on 2 March and was live on 12 March; Lingu planned on 10 April and was live on 30 June; the
    # others were planned, approved and live on one day, on which only the last state stands.
    assert wire.TimeToAdoptSchema().validate(document) == {}
    figure = scene.figure(scene.haina, "time-to-adopt", "days_median")
    assert figure["inputs"]["went_live"] == 4
    assert sum(row["adoptions"] for row in document["rows"]) == figure["inputs"]["with_known_beginning"]
    assert scene.value(scene.haina, "time-to-adopt", "days_median", from_="2026-03-01", to="2026-03-31") == 10
    assert values(scene.read(scene.haina, "time-to-adopt", to="2026-03-05"))["days_median"] is None
    assert values(scene.read(scene.registry.anyone, "time-to-adopt"))["days_median"] is None


def test_retention_is_of_what_went_live_a_year_ago(scene: Scene):
    scene.at("2026-09-01")
    scene.move(scene.haina, "haina-sign-on", "retired")
    scene.at("2027-04-10")
    document = scene.read(scene.lingu, "retention")
    figure = scene.figure(scene.lingu, "retention", "retention")

    # A year ago or earlier: Shaquan's parking, still in use, and Haina's sign-on, retired after 144 days.
    assert wire.RetentionSchema().validate(document) == {}
    assert (figure["value"], figure["inputs"]) == (50, {"old_enough": 2, "retained": 1})
    shares = {row["month"]: (row["at_risk"], row["share"]) for row in document["rows"]}
    assert shares[4] == (4, 100)
    assert shares[5] == (3, 75)
    assert shares[12] == (1, 75)
    assert scene.value(scene.lingu, "retention", "retention", as_of="2027-03-31") == 100
    assert scene.value(scene.lingu, "retention", "retention", city_class="progressing") == 0
    assert scene.value(scene.registry.anyone, "retention", "retention") is None


def test_what_is_suspended_is_in_use(scene: Scene):
    scene.at("2026-08-05")
    scene.move(scene.shaquan, "shaquan-parking", "suspended", note="维护")
    scene.at("2027-03-12")

    assert scene.value(scene.haina, "retention", "retention") == 100
