"""GET /organisations/{slug}/updates: what is behind, yanked, deprecated or of unknown version, with what to do."""

from datetime import timedelta

import pytest

from schemas.updates import ADVICE, UpdatePageSchema
from tests.build import START, Client, Registry

ADDRESS = "/api/v1/organisations/haina/updates"


def run(registry: Registry, *versions: str, runs: str | None) -> tuple[Client, Client]:
    """Yunling publishes parking, Haina runs one of its versions."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", *versions)
    registry.adoption(haina, "yunling/parking", **({"version": runs} if runs else {}))
    return yunling, haina


def codes(client: Client) -> list[str]:
    (update,) = client.get(ADDRESS).json["items"]
    return [advice["code"] for advice in update["advice"]]


def test_what_is_up_to_date_is_not_told(registry: Registry):
    _, haina = run(registry, "1.0", "1.1", runs="1.1")

    assert haina.get(ADDRESS).json == {"items": [], "next": None}


def test_what_is_behind_is_told_with_the_version_that_is_out_in_both_languages(registry: Registry):
    _, haina = run(registry, "1.0", "1.1", runs="1.0")

    answer = haina.get(ADDRESS)

    assert answer.status_code == 200
    assert UpdatePageSchema().validate(answer.json) == {}
    (update,) = answer.json["items"]
    assert (update["adopter"], update["component"], update["version"]) == ("haina", "yunling/parking", "1.0")
    assert (update["latest"], update["is_behind"], update["is_yanked"]) == ("1.1", True, False)
    assert update["advice"] == [
        {
            "code": "behind",
            "about": "1.1",
            "severity": None,
            "due_on": None,
            "is_overdue": False,
            "text": {"zh": "落后：已有 1.1", "en": "behind: 1.1 is out"},
            "response": None,
        }
    ]
    assert haina.get(f"/api/v1/adoptions/{update['adoption']}").json["component"] == "yunling/parking"


def test_a_version_that_was_yanked_comes_before_all_else(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", runs="1.0")
    yunling.post("/api/v1/components/yunling/parking/versions/1.0/yank", {"reason": "security"})
    yunling.post("/api/v1/components/yunling/parking/deprecation", {"reason": "old", "message": "Move on."})

    assert codes(haina) == ["yanked", "deprecated"]


def warn(publisher: Client, introduced: str, fixed: str | None, severity: str) -> None:
    """Yunling publishes an advisory on parking."""
    events = [{"introduced": introduced}, *([{"fixed": fixed}] if fixed else [])]
    said = {"summary": "Leak", "severity": severity, "affected": [{"ranges": [{"events": events}]}]}
    answer = publisher.post("/api/v1/components/yunling/parking/advisories", said)
    assert answer.status_code == 201, answer.get_data(as_text=True)


def test_advisories_on_what_runs_come_first_the_gravest_before_all(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", "1.2rc1", "1.2", "1.3", runs="1.0")
    yunling.post("/api/v1/components/yunling/parking/versions/1.2/yank", {"reason": "security"})
    warn(yunling, "0", "1.1", "low")
    warn(yunling, "1.0", "1.2rc1", "critical")
    warn(yunling, "1.1", None, "high")

    (update,) = haina.get(ADDRESS).json["items"]

    assert [advice["code"] for advice in update["advice"]] == ["advisory", "advisory", "behind"]
    assert update["advisories"] == [
        {
            "identifier": f"SCA-2026-00000{number}",
            "severity": severity,
            "summary": {"en": "Leak"},
            "fixed_in": [fixed],
            "move_to": None,
            "published_on": "2026-03-02",
            "due_on": due_on,
        }
        for number, severity, fixed, due_on in (
            (2, "critical", "1.2rc1", "2026-03-09"),
            (1, "low", "1.1", "2026-08-29"),
        )
    ]
    assert update["advice"][0]["text"] == {
        "zh": "受安全通告 SCA-2026-000002 影响（严重）：尚无修复版本，请按通告所述规避",
        "en": "affected by SCA-2026-000002 (critical): no fix yet: see the workaround",
    }


def test_an_advisory_names_the_first_version_that_is_well_and_can_be_moved_to(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", "1.2", "1.3rc1", "1.3", "1.4", runs="1.0")
    yunling.post("/api/v1/components/yunling/parking/versions/1.2/yank", {"reason": "security"})
    warn(yunling, "0", "1.1", "high")
    warn(yunling, "1.1", "1.2", "low")

    (update,) = haina.get(ADDRESS).json["items"]

    assert update["advisories"][0]["move_to"] == "1.3"
    assert update["advice"][0]["text"]["en"].endswith("(high): move to 1.3, the first fixed version you can reach")


def test_what_runs_unaffected_or_was_wrongly_warned_of_is_well(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", runs="1.1")
    warn(yunling, "0", "1.1", "high")
    warn(yunling, "0", None, "high")
    yunling.post("/api/v1/advisories/SCA-2026-000002/withdrawal", {"reason": "x"})

    assert haina.get(ADDRESS).json["items"] == []


def test_a_deprecated_component_names_its_successor(registry: Registry):
    yunling, haina = run(registry, "1.0", runs="1.0")
    registry.component(yunling, "kerbs", "1.0")
    told = {"reason": "replaced", "message": "Move on.", "successor": "yunling/kerbs"}
    yunling.post("/api/v1/components/yunling/parking/deprecation", told)

    (update,) = haina.get(ADDRESS).json["items"]

    assert update["successor"] == "yunling/kerbs"
    assert update["advice"][0]["text"] == {
        "zh": "已弃用：请改用 yunling/kerbs",
        "en": "deprecated: move to yunling/kerbs",
    }


def test_a_retired_component_and_an_unknown_version_are_told(registry: Registry):
    yunling, haina = run(registry, "1.0", runs=None)
    yunling.post("/api/v1/components/yunling/parking/retirement")

    assert codes(haina) == ["retired", "version_unknown"]


def test_a_yanked_version_tells_why_and_what_to_move_to_in_both_languages(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", runs="1.0")
    said = {"reason": "security", "message": "Leaks plates."}
    yunling.post("/api/v1/components/yunling/parking/versions/1.0/yank", said)

    (update,) = haina.get(ADDRESS).json["items"]

    assert (update["yank_reason"], update["yank_message"]) == ("security", "Leaks plates.")
    (advice,) = update["advice"]
    assert (advice["code"], advice["about"]) == ("yanked", "1.0")
    assert advice["text"] == {"zh": "已撤回（安全问题）：请改用 1.1", "en": "yanked (security): move to 1.1"}


def test_a_deprecated_component_says_until_when_it_is_kept(registry: Registry):
    yunling, haina = run(registry, "1.0", runs="1.0")
    told = {"reason": "old", "message": "Move on.", "sunset_on": "2026-09-01"}
    yunling.post("/api/v1/components/yunling/parking/deprecation", told)

    (update,) = haina.get(ADDRESS).json["items"]

    assert update["sunset_on"] == "2026-09-01"
    (advice,) = update["advice"]
    assert (advice["about"], advice["due_on"], advice["is_overdue"]) == ("2026-09-01", "2026-09-01", False)
    assert advice["text"]["en"] == "deprecated, kept until 2026-09-01"


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-08-30", None),
        ("2026-08-29", "supported until 2026-08-29: agree on what follows before that day"),
        (
            "2026-03-01",
            "its support ended on 2026-03-01: agree with its publisher on what follows, or move to another component",
        ),
    ],
)
def test_the_end_of_support_is_told_half_a_year_before_and_after(registry: Registry, until: str, told: str | None):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", maintenance={"type": "internal", "support_until": until})
    registry.adoption(haina, "yunling/parking", version="1.0")

    items = haina.get(ADDRESS).json["items"]

    said = [advice["text"]["en"] for update in items for advice in update["advice"]]
    assert said == ([told] if told else [])
    if told:
        assert items[0]["advice"][0]["code"] == "support_ends"
        assert items[0]["advice"][0]["is_overdue"] is (until < "2026-03-02")


def test_an_advisory_is_due_from_its_publication_or_from_when_the_version_came_to_run(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    warn(yunling, "0", None, "high")
    before = haina.get(ADDRESS).json["items"][0]["advice"][0]["due_on"]

    registry.clock.set(START + timedelta(days=10))
    haina.post(f"/api/v1/adoptions/{adoption}/transitions", {"to": "live", "version": "1.1"})
    registry.clock.set(START + timedelta(days=15))
    haina.post(f"/api/v1/adoptions/{adoption}/transitions", {"to": "suspended"})
    haina.post(f"/api/v1/adoptions/{adoption}/transitions", {"to": "live"})
    after = haina.get(ADDRESS).json["items"][0]["advice"][0]["due_on"]

    assert before == "2026-04-01"
    assert after == "2026-04-16"


def test_what_is_overdue_says_so(registry: Registry):
    yunling, haina = run(registry, "1.0", runs="1.0")
    warn(yunling, "0", None, "critical")

    registry.clock.set(START + timedelta(days=7))
    on_the_day = haina.get(ADDRESS).json["items"][0]["advice"][0]
    registry.clock.set(START + timedelta(days=8))
    a_day_later = haina.get(ADDRESS).json["items"][0]["advice"][0]

    assert (on_the_day["due_on"], on_the_day["is_overdue"], a_day_later["is_overdue"]) == ("2026-03-09", False, True)


def test_a_citys_policy_shortens_the_days_for_it_and_its_units(registry: Registry):
    yunling, haina = run(registry, "1.0", runs="1.0")
    east = registry.client("east", "adoption:write", parent="haina", unit="district")
    registry.adoption(east, "yunling/parking", version="1.0")
    warn(yunling, "0", None, "high")
    haina.call("PUT", "/api/v1/organisations/haina/policy", {"due_days": {"high": 5}}, headers={"If-None-Match": "*"})

    found = {update["adopter"]: update["advice"][0]["due_on"] for update in haina.get(ADDRESS).json["items"]}

    assert found == {"haina": "2026-03-07", "east": "2026-03-07"}


def test_an_unknown_version_stands_apart_with_what_it_may_be_affected_by(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", runs=None)
    warn(yunling, "1.1", None, "critical")

    (update,) = haina.get(ADDRESS).json["items"]

    assert update["advisories"] == []
    (advice,) = update["advice"]
    assert (advice["code"], advice["severity"], advice["due_on"]) == ("version_unknown", None, None)
    assert advice["text"] == {
        "zh": "版本未知：请登记在用版本；可能受 SCA-2026-000001 影响",
        "en": "version unknown: record which one runs; it may be affected by SCA-2026-000001",
    }


def test_the_most_urgent_comes_first(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for name in ("alarms", "lights", "maps", "parking"):
        registry.component(yunling, name, "1.0", "1.1")
        registry.adoption(haina, f"yunling/{name}", version="1.0")
    for name, severity in (("maps", "high"), ("parking", "critical")):
        said = {"summary": "Leak", "severity": severity, "affected": [{"versions": ["1.0"]}]}
        assert yunling.post(f"/api/v1/components/yunling/{name}/advisories", said).status_code == 201
    yunling.post("/api/v1/components/yunling/lights/versions/1.0/yank", {"reason": "invalid"})

    pages = haina.get(f"{ADDRESS}?limit=2").json
    rest = haina.get(f"{ADDRESS}?limit=2&cursor={pages['next']}").json

    assert [update["component"] for update in pages["items"] + rest["items"]] == [
        "yunling/parking",
        "yunling/maps",
        "yunling/lights",
        "yunling/alarms",
    ]


def test_an_adoption_that_ended_needs_nothing(registry: Registry):
    _, haina = run(registry, "1.0", "1.1", runs="1.0")
    (update,) = haina.get(ADDRESS).json["items"]
    haina.post(f"/api/v1/adoptions/{update['adoption']}/transitions", {"to": "retired"})

    assert haina.get(ADDRESS).json["items"] == []


def test_a_city_sees_what_its_units_run_and_a_unit_only_its_own(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", runs="1.0")
    east = registry.client("east", "adoption:write", parent="haina", unit="district")
    registry.component(yunling, "lights", "1.0", "2.0")
    registry.adoption(east, "yunling/lights", version="1.0")

    ours = haina.get(ADDRESS).json["items"]
    theirs = east.get("/api/v1/organisations/east/updates").json["items"]

    assert [(update["adopter"], update["component"]) for update in ours] == [
        ("east", "yunling/lights"),
        ("haina", "yunling/parking"),
    ]
    assert [update["component"] for update in theirs] == ["yunling/lights"]
    assert east.get(ADDRESS).status_code == 403


def test_pages_neither_skip_nor_repeat(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    for name in ("lights", "maps", "parking"):
        registry.component(yunling, name, "1.0", "1.1")
        registry.adoption(haina, f"yunling/{name}", version="1.0")

    first = haina.get(f"{ADDRESS}?limit=2").json
    second = haina.get(f"{ADDRESS}?limit=2&cursor={first['next']}").json

    found = [update["component"] for page in (first, second) for update in page["items"]]
    assert found == ["yunling/lights", "yunling/maps", "yunling/parking"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        ("anyone", 401, "token_required"),
        ("other city", 403, "not_your_organisation"),
        ("entity", 403, "not_your_organisation"),
        ("administrator", 200, None),
    ],
)
def test_it_is_for_those_who_act_for_the_organisation_and_for_administrators(
    registry: Registry, role: str, status: int, code: str | None
):
    run(registry, "1.0", runs="1.0")
    client = {
        "anyone": registry.anyone,
        "other city": registry.city("lingu"),
        "entity": registry.entity(),
        "administrator": registry.administrator(),
    }[role]

    answer = client.get(ADDRESS)

    assert (answer.status_code, answer.json.get("code")) == (status, code)


def test_an_organisation_that_is_not_there_is_not_found(registry: Registry):
    assert registry.city("haina").get("/api/v1/organisations/nowhere/updates").status_code == 404


def test_the_words_of_advice_are_those_of_the_wire(registry: Registry):
    yunling, haina = run(registry, "1.0", "1.1", runs="1.0")
    yunling.post("/api/v1/components/yunling/parking/versions/1.0/yank", {"reason": "other"})

    assert set(codes(haina)) <= set(ADVICE)
