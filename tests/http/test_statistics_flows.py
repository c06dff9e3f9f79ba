"""GET /statistics/flows, /rankings, /network and /spread."""

from collections import Counter
from typing import Any

import pytest

from schemas import figures as wire
from tests.build import Client, Registry
from tests.http.statistics_scene import A, Scene, build


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return build(registry)


def flows(document: Any, column: str = "running") -> dict[tuple[str, str], int]:
    return {(row["from"], row["to"]): row[column] for row in document["rows"] if row[column]}


def told(rows: list[dict[str, Any]]) -> set[tuple[Any, Any]]:
    return {(row["running"], row["running_fewer_than"]) for row in rows if row["running"] != 0}


def test_flows_of_today_of_a_past_day_and_as_known_then(scene: Scene):
    now = scene.read(scene.haina, "flows")
    then = scene.read(scene.haina, "flows", as_of="2026-06-01")

    assert wire.FlowsSchema().validate(now) == {}
    assert flows(now) == {
        ("leading", "foundational"): 2,
        ("leading", "progressing"): 1,
        ("progressing", "leading"): 1,
    }
    assert flows(then) == {**flows(now), ("progressing", "foundational"): 1}
    assert flows(now, "starts") == flows(then)
    assert flows(scene.read(scene.haina, "flows", from_="2026-05-01"), "starts") == {
        ("progressing", "leading"): 1,
        ("progressing", "foundational"): 1,
    }
    matrix = {row["from"]: row for row in now["matrix"]}
    assert (matrix["leading"]["foundational"], matrix["foundational"]["leading"]) == (2, 0)


def test_what_was_recorded_later_is_left_out_on_asking(scene: Scene):
    scene.at("2026-08-02")
    scene.adopt(scene.lingu, "lingu-maps", "haina/maps", "approved")
    scene.at("2026-08-20")
    scene.move(scene.lingu, "lingu-maps", "pilot", on="2026-08-05")
    asked = {"as_of": "2026-08-10"}
    past = {**asked, "known_at": "2026-08-15T00:00:00Z"}

    for figure, code in (("flows", "running_reuse"), ("network", "network_edges"), ("rankings", "running_reuse")):
        values = [scene.value(scene.haina, figure, code, **query) for query in (asked, past)]
        assert values == [5, 4], figure
    assert flows(scene.read(scene.haina, "flows", **past)).get(("progressing", "foundational")) is None
    assert flows(scene.read(scene.haina, "flows", **past, by="province")) == {
        ("990200", "990100"): 2,
        ("990200", "990200"): 2,
    }
    assert scene.read(scene.haina, "flows", **past)["known_at"] == "2026-08-15"


def test_flows_between_provinces_and_under_filters(scene: Scene):
    by_province = scene.read(scene.haina, "flows", by="province")
    of_domain = scene.read(scene.haina, "flows", domain="A1")
    of_class = scene.read(scene.haina, "flows", by="province", city_class="foundational")

    assert flows(by_province) == {("990200", "990100"): 2, ("990200", "990200"): 2}
    assert scene.value(scene.haina, "flows", "share_across", by="province") == 50
    assert flows(of_domain) == {("leading", "progressing"): 1, ("progressing", "leading"): 1}
    assert flows(of_class) == {("990200", "990100"): 2}
    assert of_class["filters"] == {"city_class": "foundational"}


def test_others_are_told_no_small_flow_and_may_not_filter_by_city(scene: Scene):
    for client in (scene.registry.anyone, scene.registry.entity(), scene.registry.assessor()):
        document = scene.read(client, "flows")
        assert not document["is_exact"]
        assert told(document["rows"]) <= {(None, 5), (None, None)}
        assert scene.value(client, "flows", "running_reuse") == 4
        assert scene.value(client, "flows", "share_across") is None
    assert scene.registry.anyone.get(f"{A}/flows?province=990100").status_code == 401
    assert scene.registry.entity().get(f"{A}/flows?city_class=leading").status_code == 403


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("flows?by=cities", "/by"),
        ("rankings?by=cities", "/by"),
        ("rankings?limit=101", "/limit"),
        ("flows?as_of=2999-01-01", "/as_of"),
        ("flows?from=2026-02-01&to=2026-01-01", "/from"),
        ("flows?anything=1", "/anything"),
    ],
)
def test_what_cannot_be_asked_is_refused_where_it_stands(registry: Registry, query: str, pointer: str):
    answer = registry.anyone.get(f"{A}/{query}")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_rankings_share_places_and_name_adopters_to_cities_alone(scene: Scene):
    def ranked(client: Client, **query: str) -> list[tuple[int, str, int | None]]:
        return [(row["place"], row["key"], row["running"]) for row in scene.read(client, "rankings", **query)["rows"]]

    assert ranked(scene.haina) == [(1, "yunling/parking", 2), (2, "haina/maps", 1), (2, "yunling/sign-on", 1)]
    assert ranked(scene.haina, limit="1") == [(1, "yunling/parking", 2)]
    assert ranked(scene.haina, by="publishers") == [(1, "yunling", 3), (2, "haina", 1)]
    assert ranked(scene.haina, by="adopters") == [(1, slug, 1) for slug in ("haina", "lingu", "shaquan", "yunling")]
    assert ranked(scene.haina, by="adopters", as_of="2026-06-01")[0] == (1, "shaquan", 2)
    assert ranked(scene.haina, by="domains") == [(1, "A1", 2), (1, "A4", 2)]
    assert ranked(scene.haina, by="kinds") == [(1, "application", 2), (1, "service", 2)]
    assert ranked(scene.haina, by="provinces") == [(1, "990100", 2), (1, "990200", 2)]
    assert ranked(scene.haina, by="classes")[0] == (1, "foundational", 2)
    anyone = scene.registry.anyone
    assert {(place, running) for place, _, running in ranked(anyone)} == {(1, None)}
    assert [key for _, key, _ in ranked(anyone)] == ["haina/maps", "yunling/parking", "yunling/sign-on"]
    assert anyone.get(f"{A}/rankings?by=adopters").status_code == 401
    assert scene.registry.entity().get(f"{A}/rankings?by=adopters").status_code == 403


def test_the_network_names_cities_to_cities_and_classes_to_others(scene: Scene):
    document = scene.read(scene.lingu, "network")
    others = scene.read(scene.registry.anyone, "network")

    assert wire.NetworkSchema().validate(document) == wire.NetworkSchema().validate(others) == {}
    assert flows(document) == {
        ("yunling", "shaquan"): 1,
        ("yunling", "lingu"): 1,
        ("yunling", "haina"): 1,
        ("haina", "yunling"): 1,
    }
    assert {row["city"]: (row["gives"], row["takes"]) for row in document["nodes"]} == {
        "yunling": (3, 1),
        "haina": (1, 1),
        "shaquan": (0, 1),
        "lingu": (0, 1),
    }
    values = {figure["code"]: figure["value"] for figure in document["figures"]}
    assert values == {
        "network_cities": 4,
        "network_edges": 4,
        "network_density": round(4 / 12, 4),
        "network_reciprocity": 0.5,
    }
    assert {figure["code"]: figure["value"] for figure in others["figures"]} == values
    assert others["nodes"] == []
    assert {row["between"] for row in others["rows"]} == {"city_class", "province"}
    assert told(others["rows"]) <= {(None, 5), (None, None)}
    text = str(others["rows"])
    assert not any(slug in text for slug in ("yunling", "haina", "shaquan", "lingu"))
    assert len(scene.read(scene.lingu, "network", limit="2")["rows"]) == 2


def test_what_an_authority_publishes_comes_from_no_city(scene: Scene):
    # An authority's component runs, and is in no edge.
    national = scene.registry.client("national", "platform:admin", "organisation:manage", "catalogue:write")
    scene.registry.component(national, "addresses", "1.0.0")
    scene.adopt(scene.lingu, "lingu-addresses", "national/addresses", "approved", "live")

    edges = scene.figure(scene.haina, "network", "network_edges")
    assert edges == {**edges, "value": 4, "inputs": {"running": 4, "from_authorities": 1}}
    assert flows(scene.read(scene.haina, "flows"))["unclassified", "foundational"] == 1


def test_spread_counts_cities_that_reuse_nothing(scene: Scene):
    even = {figure["code"]: figure for figure in scene.read(scene.haina, "spread")["figures"]}
    scene.registry.city("hewan", city_class="foundational", division_code="990102")
    scene.at("2026-08-02")
    document = scene.read(scene.haina, "spread")

    assert wire.SpreadSchema().validate(document) == {}
    assert (even["gini_cities"]["value"], even["top_tenth_share"]["value"]) == (0, 25)
    assert even["entropy_provinces"]["value"] == 1
    uneven = {figure["code"]: figure for figure in document["figures"]}
    assert uneven["gini_cities"] == {
        **uneven["gini_cities"],
        "value": 0.2,
        "inputs": {"cities": 5, "cities_without": 1},
    }
    # Shaquan is a city at county level; nothing else reaches below a city.
    assert uneven["below_city_share"]["value"] == 25
    rows = {(row["by"], row["key"]): (row["cities"], row["running"], row["share"]) for row in document["rows"]}
    assert rows["city_class", "foundational"] == (3, 2, 50)
    assert rows["province", "990200"] == (2, 2, 50)
    past = scene.read(scene.haina, "spread", as_of="2026-03-20")
    assert {row["running"] for row in past["rows"] if row["by"] == "province"} == {0, 1}
    assert scene.value(scene.haina, "spread", "gini_cities", as_of="2026-03-20") == 0.75


def test_spread_tells_others_no_share_over_few(scene: Scene):
    values = Counter(
        figure["value"] for figure in scene.read(scene.registry.anyone, "spread")["figures"] if figure["unit"]["en"]
    )

    assert values == {4: 1, None: 5}


def test_what_reaches_two_levels_reaches_below_the_city(scene: Scene):
    adoption = f"/api/v1/adoptions/{scene.adoptions['haina-sign-on']}"
    etag = scene.haina.get(adoption).headers["ETag"]
    changed = scene.haina.patch(adoption, {"levels": ["city", "district"]}, etag=etag)
    assert changed.status_code == 200, changed.get_data(as_text=True)

    assert scene.value(scene.haina, "spread", "below_city_share") == 50
    # It was recorded on 1 August. On the day before five ran, two of them in Shaquan.
    assert scene.value(scene.haina, "spread", "below_city_share", as_of="2026-07-31") == 40
