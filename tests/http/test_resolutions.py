"""POST /resolutions: versions that fit together, why, and what to do when none do."""

from typing import Any

import pytest

from schemas.resolution import ResolutionConflictSchema, ResolutionSchema
from tests.build import Answer, Client, Registry

ADDRESS = "/api/v1/resolutions"


def needs(component: str, specifier: str = "") -> dict[str, str]:
    return {"component": component, "specifier": specifier}


def resolve(client: Client, *requirements: tuple[str, str], **more: Any) -> Answer:
    return client.post(ADDRESS, {"requirements": [needs(*one) for one in requirements], **more})


def pinned(answer: Answer) -> dict[str, str]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert ResolutionSchema().validate(answer.json) == {}
    return {pin["component"]: pin["version"] for pin in answer.json["pins"]}


def pin_of(answer: Answer, component: str) -> Any:
    return next(pin for pin in answer.json["pins"] if pin["component"] == component)


@pytest.fixture
def yunling(registry: Registry) -> Client:
    """Parking 2.0 needs maps from 2 on, parking 1.0 any; maps has 1.0, 2.0, 2.1 and a pre-release of 3."""
    yunling = registry.city("yunling")
    maps = registry.component(yunling, "maps", "1.0", "2.0", "2.1", "3.0rc1")
    parking = registry.component(yunling, "parking")
    registry.version(yunling, parking, "1.0", requires=[needs(maps)])
    registry.version(yunling, parking, "2.0", requires=[needs(maps, ">=2")])
    return yunling


def test_anybody_gets_the_newest_that_fit_each_with_its_reason(registry: Registry, yunling: Client):
    answer = resolve(registry.anyone, ("yunling/parking", ""))

    assert pinned(answer) == {"yunling/parking": "2.0", "yunling/maps": "2.1"}
    parking, maps = answer.json["pins"]
    assert (parking["reason"], parking["action"], parking["was"]) == ("newest_stable", "install", None)
    assert parking["requested_by"] == [{"component": None, "version": None, "specifier": ""}]
    assert maps["requested_by"] == [{"component": "yunling/parking", "version": "2.0", "specifier": ">=2"}]
    assert maps["why"] == {
        "zh": "yunling/parking 2.0 要求 >=2。选定 2.1：最新的稳定版本。",
        "en": "yunling/parking 2.0 asks for >=2. 2.1 is the newest stable version.",
    }
    assert answer.json["position"] > 0


def test_the_same_question_has_the_same_answer(registry: Registry, yunling: Client):
    first, second = (resolve(registry.anyone, ("yunling/parking", "<3")) for _ in range(2))

    assert first.json["pins"] == second.json["pins"]


def test_what_the_city_runs_is_kept_or_moved_and_both_are_said(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/maps", "approved", "pilot", version="1.0")

    kept = resolve(haina, ("yunling/maps", ""), ("yunling/parking", "<2"), city="haina")
    moved = resolve(haina, ("yunling/parking", ""), city="haina")

    maps = pin_of(kept, "yunling/maps")
    assert (maps["version"], maps["reason"], maps["action"]) == ("1.0", "installed", "keep")
    maps = pin_of(moved, "yunling/maps")
    assert (maps["version"], maps["was"], maps["action"]) == ("2.1", "1.0", "upgrade")
    assert "1.0, which runs now, does not suit yunling/parking 2.0" in maps["why"]["en"]


def test_what_else_the_city_runs_moves_along_or_is_named_as_broken(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    old = registry.component(yunling, "kerbs")
    registry.version(yunling, old, "1.0", requires=[needs("yunling/maps", "<2")])
    registry.adoption(haina, "yunling/maps", "approved", "pilot", version="1.0")
    registry.adoption(haina, old, "approved", "pilot", version="1.0")

    broken = resolve(haina, ("yunling/parking", ">=2"), city="haina")
    registry.version(yunling, old, "1.1", requires=[needs("yunling/maps", "<3")])
    along = resolve(haina, ("yunling/parking", ">=2"), city="haina")

    assert old not in pinned(broken)
    (warning,) = pin_of(broken, "yunling/maps")["warnings"]
    assert warning["code"] == "breaks" and "yunling/kerbs 1.0" in warning["text"]["en"]
    assert pinned(along)[old] == "1.1"
    assert "must move along" in pin_of(along, old)["why"]["en"]
    assert pin_of(along, "yunling/maps")["warnings"] == []


def test_prereleases_come_only_on_request(registry: Registry, yunling: Client):
    asked = resolve(registry.anyone, ("yunling/maps", ""), prereleases=True)
    named = resolve(registry.anyone, ("yunling/maps", ">=3.0rc1"))
    refused = resolve(registry.anyone, ("yunling/maps", ">=3.0.dev0,!=3.0rc1"))
    unasked = resolve(registry.anyone, ("yunling/maps", ">2.1"))

    assert pinned(asked) == pinned(named) == {"yunling/maps": "3.0rc1"}
    assert pin_of(named, "yunling/maps")["reason"] == "prerelease"
    assert refused.status_code == 422
    assert "only pre-releases fit, such as 3.0rc1" in unasked.json["errors"][0]["detail"].lower()


def test_a_yanked_version_is_never_newly_chosen_and_kept_with_a_warning(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/maps", "approved", "pilot", version="2.1")
    yunling.post("/api/v1/components/yunling/maps/versions/2.1/yank", {"reason": "security"})

    assert pinned(resolve(registry.anyone, ("yunling/maps", ""))) == {"yunling/maps": "2.0"}
    named = resolve(registry.anyone, ("yunling/maps", "==2.1"))
    assert (named.status_code, named.json["errors"][0]["pointer"]) == (422, "/requirements/0/specifier")
    assert "yanked, such as 2.1; the nearest are 2.0" in named.json["errors"][0]["detail"]
    kept = resolve(haina, ("yunling/maps", ""), city="haina")
    assert pinned(kept) == {"yunling/maps": "2.1"}
    assert [warning["code"] for warning in pin_of(kept, "yunling/maps")["warnings"]] == ["yanked"]


def test_a_deprecated_component_and_what_it_runs_on_are_warned_of(registry: Registry, yunling: Client):
    signs = registry.component(yunling, "signs")
    platform = [{"layer": "database", "product": "openGauss", "specifier": ">=5"}]
    registry.version(yunling, signs, "1.0", platform_requirements=platform)
    told = {"reason": "replaced", "message": "Move on.", "successor": "yunling/maps"}
    yunling.post(f"/api/v1/components/{signs}/deprecation", told)

    (pin,) = resolve(registry.anyone, (signs, "")).json["pins"]

    texts = {warning["code"]: warning["text"] for warning in pin["warnings"]}
    assert texts["deprecated"]["en"] == "the component is deprecated: yunling/maps takes its place"
    assert texts["platform"] == {"zh": "请核对运行环境：openGauss >=5", "en": "check what it runs on: openGauss >=5"}


def test_a_conflict_says_who_asks_what_of_whom_and_what_would_do(registry: Registry, yunling: Client):
    kerbs = registry.component(yunling, "kerbs")
    registry.version(yunling, kerbs, "1.0", requires=[needs("yunling/maps", "<2")])

    answer = resolve(registry.anyone, (kerbs, ""), ("yunling/parking", ">=2"))

    assert (answer.status_code, answer.json["code"]) == (409, "resolution_conflict")
    assert ResolutionConflictSchema().validate(answer.json) == {}
    assert [conflict["text"]["en"] for conflict in answer.json["conflicts"]] == [
        "you ask for yunling/kerbs",
        "you ask for yunling/parking >=2",
        "yunling/kerbs 1.0 asks for yunling/maps <2",
        "yunling/parking 2.0 asks for yunling/maps >=2",
    ]
    assert answer.json["conflicts"][2]["asked_by"] == {"component": kerbs, "versions": ["1.0"]}
    first = answer.json["changes"][0]
    assert first["steps"] == [{"kind": "relax", "component": "yunling/parking", "from": ">=2", "to": ">=1.0"}]
    assert "allow yunling/parking >=1.0 instead of >=2" in answer.json["detail"]
    again = registry.anyone.post(ADDRESS, {"requirements": first["requirements"]})
    assert pinned(again) == {kerbs: "1.0", "yunling/parking": "1.0", "yunling/maps": "1.0"}


def test_a_conflict_is_told_in_chinese_too(registry: Registry, yunling: Client):
    kerbs = registry.component(yunling, "kerbs")
    registry.version(yunling, kerbs, "1.0", requires=[needs("yunling/maps", "<2")])

    answer = resolve(Client(registry.app, language="zh"), (kerbs, ""), ("yunling/parking", ">=2"))

    assert "yunling/parking 2.0 要求 yunling/maps >=2。可行的改法：yunling/parking 改为 >=1.0" in answer.json["detail"]


@pytest.mark.parametrize(
    ("requirement", "pointer", "said"),
    [
        (needs("yunling/nothing"), "/requirements/0/component", "No such component"),
        (needs("yunling/maps", "latest"), "/requirements/0/specifier", "no version specifier"),
        (needs("yunling/maps", ">=7"), "/requirements/0/specifier", "the nearest are 2.1"),
        (needs("yunling/maps", "===newest"), "/requirements/0/specifier", "the nearest are 2.1"),
        (needs("yunling/maps", "==1.0+city"), "/requirements/0/specifier", "the nearest are 2.1"),
        (needs("yunling/maps", ">=" + "9" * 190), "/requirements/0/specifier", "the nearest are 2.1"),
        (needs("yunling/maps", ">=1.1,<2"), "/requirements/0/specifier", "the nearest are 2.0, 1.0, 2.1"),
        (needs("yunling/maps", ">=" + "1" * 200), "/requirements/0/specifier", "Longer than"),
        ({"specifier": ">=1"}, "/requirements/0/component", "Missing"),
    ],
)
def test_each_mistake_is_named_at_its_place(
    registry: Registry, yunling: Client, requirement: dict[str, str], pointer: str, said: str
):
    answer = registry.anyone.post(ADDRESS, {"requirements": [requirement]})

    assert answer.status_code == 422
    (error,) = answer.json["errors"]
    assert error["pointer"] == pointer
    assert said in error["detail"]


def test_there_are_between_one_and_a_thousand_requirements(registry: Registry, yunling: Client):
    asked = [needs("yunling/maps")]

    assert registry.anyone.post(ADDRESS, {"requirements": []}).status_code == 422
    assert registry.anyone.post(ADDRESS, {"requirements": asked * 1001}).status_code == 422
    assert pinned(registry.anyone.post(ADDRESS, {"requirements": asked * 1000})) == {"yunling/maps": "2.1"}


def test_what_is_held_back_is_not_available(registry: Registry, yunling: Client):
    guard = registry.client("guard", "security:admin", kind="authority")
    placed = guard.post("/api/v1/components/yunling/maps/quarantine", {"reason": "A back door is looked into."})
    assert placed.status_code < 300, placed.get_data(as_text=True)

    held = resolve(registry.anyone, ("yunling/maps", ""))
    through = resolve(registry.anyone, ("yunling/parking", ""))

    assert held.status_code == 422 and "held back" in held.json["errors"][0]["detail"]
    assert through.status_code == 409 and "held back" in through.json["detail"]


def test_a_draft_is_no_choice_for_others_nor_for_its_owner(registry: Registry, yunling: Client):
    linhai = registry.city("linhai")
    with registry.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE components SET status = 'draft' WHERE name = 'maps'")

    assert resolve(linhai, ("yunling/maps", "")).json["errors"][0]["pointer"] == "/requirements/0/component"
    assert "not listed yet" in resolve(yunling, ("yunling/maps", "")).json["errors"][0]["detail"]


def test_a_landscape_needs_a_token_of_the_city_or_an_administrators(registry: Registry, yunling: Client):
    registry.city("haina")

    assert resolve(registry.anyone, ("yunling/maps", ""), city="haina").status_code == 401
    assert resolve(yunling, ("yunling/maps", ""), city="haina").status_code == 403
    assert resolve(registry.entity(), ("yunling/maps", ""), city="haina").status_code == 403
    assert resolve(registry.administrator(), ("yunling/maps", ""), city="haina").status_code == 200
    unknown = resolve(yunling, ("yunling/maps", ""), city="nowhere")
    assert (unknown.status_code, unknown.json["errors"][0]["pointer"]) == (422, "/city")
