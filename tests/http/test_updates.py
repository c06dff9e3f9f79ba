"""GET /organisations/{slug}/updates: what is behind, yanked, deprecated or of unknown version, with what to do."""

import pytest

from schemas.adoption import ADVICE, UpdatePageSchema
from tests.build import Client, Registry

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
    assert update["advice"] == [{"code": "behind", "text": {"zh": "落后：已有 1.1", "en": "behind: 1.1 is out"}}]
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
        }
        for number, severity, fixed in ((2, "critical", "1.2rc1"), (1, "low", "1.1"))
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
