"""A province's overlay upon a national taxonomy: it adds below and touches nothing."""

from typing import Any

import pytest

from tests.build import Client, Registry, description

OVERLAY = {"code": "lin_domains", "name": {"zh": "临省领域"}, "source": {"zh": "临省目录"}, "base": "domains"}
BELOW = {"code": "A4-1", "broader": "A4", "name": {"zh": "停车", "en": "Parking"}}
RELEASES = "/api/v1/taxonomies/lin_domains/releases"
BASE = "/api/v1/taxonomies/domains"


def province(registry: Registry, slug: str = "lin", division: str = "990000") -> Client:
    """The authority of a province that may write its own things."""
    body = {"code": division, "name": f"示例省 {slug}", "kind": "province"}
    registry.administrator().post("/api/v1/divisions", body)
    return registry.client(slug, "catalogue:write", kind="authority", division_code=division)


def overlay(registry: Registry, *concepts: dict[str, Any], edition: str = "2026-03") -> Client:
    """An overlay in force with these concepts; its owner."""
    lin = province(registry)
    assert lin.post("/api/v1/taxonomies", OVERLAY).status_code == 201
    answer = lin.post(RELEASES, {"edition": edition, "concepts": list(concepts or (BELOW,))})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    assert lin.post(f"{RELEASES}/{edition}/activation").status_code == 200
    return lin


def release_base(registry: Registry, *dropped: str, **replaced: list[str]) -> Any:
    national = registry.administrator()
    left = [row for row in national.get(BASE).json["concepts"] if row["code"] not in dropped]
    national.post(f"{BASE}/releases", {"edition": "2027-01", "concepts": left, "replaced": replaced})
    return national.post(f"{BASE}/releases/2027-01/activation")


def test_a_province_adds_concepts_below_those_of_the_nation(registry: Registry):
    overlay(registry)

    read = registry.anyone.get("/api/v1/taxonomies/lin_domains").json

    assert (read["base"], read["owner"], read["field"]) == ("domains", "lin", None)
    assert [(row["code"], row["broader"]) for row in read["concepts"]] == [("A4-1", "A4")]
    narrower = registry.anyone.get(f"{BASE}/concepts/A4").json["narrower"]
    assert narrower == [{"taxonomy": "lin_domains", "code": "A4-1"}]


def test_components_use_its_concepts_under_its_name(registry: Registry):
    overlay(registry)
    yunling = registry.city("yunling")
    good = registry.component(yunling, "parking", "1.0", concepts={"lin_domains": ["A4-1"]})
    bad = description(concepts={"lin_domains": ["A4"]})
    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "maps", **bad})

    assert registry.anyone.get(f"/api/v1/components/{good}").json["concepts"] == {"lin_domains": ["A4-1"]}
    assert [error["pointer"] for error in answer.json["errors"]] == ["/concepts/lin_domains/0"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"concepts": [{**BELOW, "code": "A4"}]}, "/concepts/0/code"),
        ({"concepts": [{**BELOW, "broader": None}]}, "/concepts/0/broader"),
        ({"concepts": [{**BELOW, "broader": "Z9"}]}, "/concepts/0/broader"),
        ({"replaced": {"A4": ["A4-1"]}}, "/replaced/A4"),
    ],
)
def test_an_overlay_neither_deletes_nor_renames_nor_replaces_what_is_the_nations(
    registry: Registry, change: dict, pointer: str
):
    lin = province(registry)
    lin.post("/api/v1/taxonomies", OVERLAY)

    answer = lin.post(RELEASES, {"edition": "2026-03", "concepts": [BELOW], **change})

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert pointer in [error["pointer"] for error in answer.json["errors"]]


def test_the_refusal_says_so_in_both_languages(registry: Registry):
    lin = province(registry)
    lin.post("/api/v1/taxonomies", OVERLAY)
    body = {"edition": "2026-03", "concepts": [{**BELOW, "code": "A4"}]}
    chinese = Client(registry.app, lin.token, "zh")

    assert "never deletes" in lin.post(RELEASES, body).json["errors"][0]["detail"]
    assert "不能删除" in chinese.post(RELEASES, body).json["errors"][0]["detail"]


def test_an_overlay_may_have_levels_of_its_own(registry: Registry):
    deeper = {"code": "A4-1-1", "broader": "A4-1", "name": {"zh": "路内停车"}}
    overlay(registry, BELOW, deeper)

    told = registry.anyone.get("/api/v1/taxonomies/lin_domains/concepts/A4-1").json

    assert told["narrower"] == [{"taxonomy": "lin_domains", "code": "A4-1-1"}]


def test_it_survives_a_new_national_edition_below_what_replaces_the_old_concept(registry: Registry):
    deeper = {"code": "A4-1-1", "broader": "A4-1", "name": {"zh": "路内停车"}}
    overlay(registry, BELOW, deeper)
    registry.component(registry.city("yunling"), "parking", concepts={"lin_domains": ["A4-1"]}, domains=["A1"])

    answer = release_base(registry, "A4", A4=["A5", "A6"])

    assert (answer.status_code, answer.json["overlays"]) == (200, ["lin_domains"])
    read = registry.anyone.get("/api/v1/taxonomies/lin_domains").json
    assert [(row["code"], row["broader"]) for row in read["concepts"]] == [("A4-1", "A5"), ("A4-1-1", "A4-1")]
    kept = registry.administrator().get("/api/v1/components/yunling/parking").json
    assert kept["concepts"] == {"lin_domains": ["A4-1"]}


def test_a_national_edition_that_would_leave_it_hanging_is_refused_naming_it(registry: Registry):
    overlay(registry)

    answer = release_base(registry, "A4")

    assert (answer.status_code, answer.json["code"]) == (409, "overlay_in_the_way")
    assert "lin_domains/A4-1 (A4)" in answer.json["detail"]
    assert registry.anyone.get(BASE).json["edition"] == "2024-05"


def test_a_draft_of_an_overlay_is_looked_at_again_when_it_is_activated(registry: Registry):
    lin = province(registry)
    lin.post("/api/v1/taxonomies", OVERLAY)
    lin.post(RELEASES, {"edition": "2026-03", "concepts": [BELOW]})
    release_base(registry, "A4", A4=["A5"])

    answer = lin.post(f"{RELEASES}/2026-03/activation")

    assert [error["pointer"] for error in answer.json["errors"]] == ["/concepts/0/broader"]


def test_a_new_edition_of_an_overlay_moves_the_components_that_use_it(registry: Registry):
    lin = overlay(registry)
    component = registry.component(registry.city("yunling"), "parking", concepts={"lin_domains": ["A4-1"]})
    new = {**BELOW, "code": "A4-2"}
    lin.post(RELEASES, {"edition": "2026-04", "concepts": [new], "replaced": {"A4-1": ["A4-2"]}})

    answer = lin.post(f"{RELEASES}/2026-04/activation")

    assert answer.json["components"] == 1
    read = registry.administrator().get(f"/api/v1/components/{component}").json
    assert (read["concepts"], read["domains"]) == ({"lin_domains": ["A4-2"]}, ["A4"])


def test_only_its_owner_and_administrators_write_an_overlay(registry: Registry):
    overlay(registry)
    body = {"edition": "2026-04", "concepts": [BELOW]}

    for outsider in (registry.city("yunling"), province(registry, "song", "980000")):
        answer = outsider.post(RELEASES, body)
        assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")
    assert registry.administrator().post(RELEASES, body).status_code == 201


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"base": "nothing"}, "/base"), ({"owner": "yunling"}, "/owner"), ({"owner": "national"}, "/owner")],
)
def test_an_overlay_lies_upon_a_national_taxonomy_and_belongs_to_a_provinces_authority(
    registry: Registry, change: dict, pointer: str
):
    province(registry), registry.city("yunling")

    answer = registry.administrator().post("/api/v1/taxonomies", {**OVERLAY, "owner": "lin", **change})

    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_a_city_has_no_overlay_and_none_lies_upon_another(registry: Registry):
    lin = overlay(registry)

    assert registry.city("yunling").post("/api/v1/taxonomies", {**OVERLAY, "code": "own"}).status_code == 422
    answer = lin.post("/api/v1/taxonomies", {**OVERLAY, "code": "second", "base": "lin_domains"})
    assert [error["pointer"] for error in answer.json["errors"]] == ["/base"]
