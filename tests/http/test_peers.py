"""GET /organisations/{slug}/peers and GET /components?like=: cities like one, and what they run."""

from typing import Any

from sqlalchemy import event

from tests.build import Client, Registry


def city(registry: Registry, slug: str, **more: Any) -> Client:
    return registry.city(slug, **more)


def four_cities(registry: Registry) -> dict[str, Client]:
    """yunling; haina much like it, jiangyu a little, shaquan not at all."""
    genes = {"economy": ["制造业", "港口"], "geography": ["沿海"]}
    return {
        "yunling": registry.city("yunling", city_class="leading", size_band="large_2", profile={"genes": genes}),
        "haina": registry.city(
            "haina", city_class="leading", size_band="medium", profile={"genes": {"geography": ["Coastal"]}}
        ),
        "jiangyu": registry.city("jiangyu", size_band="large_2"),
        "shaquan": registry.city("shaquan", city_class="foundational", size_band="town"),
    }


def test_the_likest_city_comes_first_with_its_reasons_and_strangers_are_left_out(registry: Registry):
    four_cities(registry)

    peers = registry.anyone.get("/api/v1/organisations/yunling/peers").json["items"]

    assert [(peer["slug"], peer["similarity"]) for peer in peers] == [("haina", 0.48), ("jiangyu", 0.2)]
    assert [reason["sentence"]["en"] for reason in peers[0]["reasons"]] == [
        "the same class",
        "nearly the same size",
        "geography: coastal",
    ]
    assert peers[0]["reasons"][2] == {
        "trait": "geography",
        "weight": 0.08,
        "share": 1.0,
        "words": ["沿海"],
        "sentence": {"zh": "地理：沿海", "en": "geography: coastal"},
    }


def test_province_and_cluster_count(registry: Registry):
    national = registry.administrator()
    for code, name, parent in (
        ("990000", "示例省", None),
        ("990100", "示例市甲", "990000"),
        ("990200", "示例市乙", "990000"),
        ("991000", "示例省二", None),
    ):
        body = {"code": code, "name": name, "kind": "prefecture_city", **({"parent_code": parent} if parent else {})}
        assert national.post("/api/v1/divisions", body).status_code == 201
    registry.organisation("yunling", division_code="990100")
    registry.organisation("haina", division_code="990200")
    registry.organisation("jiangyu", division_code="991000")
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})
    for member in ("yunling", "jiangyu"):
        national.post("/api/v1/clusters/river/members", {"member": member})

    peers = registry.anyone.get("/api/v1/organisations/yunling/peers").json["items"]

    assert [(peer["slug"], [reason["trait"] for reason in peer["reasons"]]) for peer in peers] == [
        ("haina", ["province"]),
        ("jiangyu", ["cluster"]),
    ]


def test_a_draft_or_merged_city_is_nobodys_peer(registry: Registry):
    cities, national = four_cities(registry), registry.administrator()
    cities["haina"].post(
        "/api/v1/organisations/drafts", {"slug": "draft", "kind": "city", "name": {"zh": "x"}, "size_band": "large_2"}
    )
    national.post("/api/v1/organisations/jiangyu/merge", {"into": "shaquan"})

    peers = registry.anyone.get("/api/v1/organisations/yunling/peers").json["items"]

    assert [peer["slug"] for peer in peers] == ["haina"]


def test_a_unit_has_its_citys_peers_and_who_is_no_city_has_none(registry: Registry):
    four_cities(registry)
    registry.organisation("yunling-parks", unit="department", parent="yunling")
    registry.organisation("builder", "operating_entity")

    of_unit = registry.anyone.get("/api/v1/organisations/yunling-parks/peers").json["items"]

    assert [peer["slug"] for peer in of_unit] == ["haina", "jiangyu"]
    assert registry.anyone.get("/api/v1/organisations/builder/peers").status_code == 404
    assert registry.anyone.get("/api/v1/organisations/nowhere/peers").status_code == 404


def test_peers_come_page_by_page(registry: Registry):
    four_cities(registry)

    first = registry.anyone.get("/api/v1/organisations/yunling/peers?limit=1").json
    second = registry.anyone.get(f"/api/v1/organisations/yunling/peers?limit=1&cursor={first['next']}").json

    assert [page["items"][0]["slug"] for page in (first, second)] == ["haina", "jiangyu"]
    assert second["next"] is None


def test_the_question_costs_the_same_few_queries_however_many_cities_there_are(registry: Registry):
    registry.organisation("yunling", size_band="medium")
    for nth in range(5):
        registry.organisation(f"town-{nth}", size_band="medium")
    asked: list[str] = []
    listen = lambda *call: asked.append(call[2])  # noqa: E731 — the listener of one test

    def count() -> int:
        asked.clear()
        registry.anyone.get("/api/v1/organisations/yunling/peers")
        return len(asked)

    event.listen(registry.database.engine, "before_cursor_execute", listen)
    few = count()
    for nth in range(30):
        registry.organisation(f"city-{nth}", size_band="medium")

    assert count() == few <= 8


def test_like_finds_what_the_cities_like_one_run(registry: Registry):
    cities = four_cities(registry)
    for name in ("parking", "waste", "lights"):
        registry.component(cities["shaquan"], name, "1.0")
    registry.adoption(cities["haina"], "shaquan/parking", "approved", "pilot", "live")
    registry.adoption(cities["jiangyu"], "shaquan/waste", "approved")
    registry.adoption(cities["yunling"], "shaquan/lights", "approved", "pilot", "live")

    found = cities["yunling"].get("/api/v1/components?like=yunling").json

    assert ([hit["name"] for hit in found["items"]], found["total"]) == (["parking"], 1)


def test_like_is_for_cities_and_administrators_and_about_cities(registry: Registry):
    cities, builder = four_cities(registry), registry.entity("builder")

    nobody = registry.anyone.get("/api/v1/components?like=yunling")
    entity = builder.get("/api/v1/components?like=yunling")
    unknown = cities["yunling"].get("/api/v1/components?like=builder")

    assert (nobody.status_code, nobody.json["code"]) == (401, "token_required")
    assert (entity.status_code, entity.json["code"]) == (403, "landscape_hidden")
    assert (unknown.status_code, unknown.json["errors"][0]["pointer"]) == (422, "/like")
    assert registry.administrator().get("/api/v1/components?like=yunling").status_code == 200


def test_a_city_signed_in_reads_on_the_catalogue_how_many_cities_like_it_run_a_component(registry: Registry):
    cities = four_cities(registry)
    registry.component(cities["shaquan"], "parking", "1.0")
    registry.adoption(cities["haina"], "shaquan/parking", "approved", "pilot", "live")

    told = registry.visitor(cities["yunling"]).get("/").get_data(as_text=True)
    untold = registry.visitor().get("/").get_data(as_text=True)

    assert "1 city like yours runs it" in told
    assert "like yours" not in untold
