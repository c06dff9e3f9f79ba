"""What versions require: POST …/versions with requirements of every kind, POST /checks, the graph, circles."""

import pytest

from tests.build import Client, Registry, description

VERSIONS = "/api/v1/components/yunling/parking/versions"
GRAPH = "/api/v1/components/{}/dependency-graph"


def publisher(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.0", "2.0")
    registry.component(yunling, "parking")
    return yunling


def require(registry: Registry, owner: Client, component: str, number: str, *others: str, **more):
    return owner.post(
        f"/api/v1/components/{component}/versions",
        {"number": number, "requires": [{"component": other} for other in others], **more},
    )


def graph_of(registry: Registry, component: str, query: str = "", client: Client | None = None):
    return (client or registry.anyone).get(f"{GRAPH.format(component)}{query}").json


def edges_of(registry: Registry, component: str, query: str = "") -> list[tuple[str, str, int]]:
    found = graph_of(registry, component, query)["edges"]
    return [(edge["dependent"].split("/")[1], edge["required"].split("/")[1], edge["versions"]) for edge in found]


def test_a_version_says_what_it_runs_on_and_what_it_needs_from_elsewhere(registry: Registry):
    yunling = publisher(registry)
    said = {
        "platform_requirements": [
            {"layer": "processor", "product": "鲲鹏 920"},
            {"layer": "processor", "product": "海光 3 号"},
            {"layer": "database", "product": "openGauss", "specifier": ">= 5.0"},
        ],
        "external_requirements": [
            {
                "name": "PostgreSQL 驱动",
                "kind": "open",
                "purl": "pkg:Maven/org.postgresql/postgresql",
                "specifier": ">=42",
            },
            {"name": "地磁车位检测器", "kind": "hardware", "is_optional": True, "purpose": {"zh": "路内车位"}},
        ],
    }

    answer = yunling.post(VERSIONS, {"number": "1.0", **said})
    read = registry.anyone.get(f"{VERSIONS}/1.0").json

    assert answer.status_code == 201, answer.json
    assert read == answer.json
    assert read["platform_requirements"] == [
        {"layer": "processor", "product": "鲲鹏 920", "specifier": ""},
        {"layer": "processor", "product": "海光 3 号", "specifier": ""},
        {"layer": "database", "product": "openGauss", "specifier": ">=5.0"},
    ]
    driver, sensor = read["external_requirements"]
    assert driver["purl"] == "pkg:maven/org.postgresql/postgresql"
    assert (sensor["kind"], sensor["is_optional"], sensor["purpose"]) == ("hardware", True, {"zh": "路内车位"})


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"requires": [{"component": "yunling/maps", "specifier": ">2,<1"}]}, "/requires/0/specifier"),
        ({"requires": [{"component": "yunling/maps", "specifier": "==1.0+city"}]}, "/requires/0/specifier"),
        ({"platform_requirements": [{"layer": "engine", "product": "x"}]}, "/platform_requirements/0/layer"),
        (
            {"platform_requirements": [{"layer": "database", "product": "x", "specifier": "^5"}]},
            "/platform_requirements/0/specifier",
        ),
        (
            {
                "platform_requirements": [
                    {"layer": "browser", "product": "奇安信"},
                    {"layer": "browser", "product": "奇安信"},
                ]
            },
            "/platform_requirements/1/product",
        ),
        ({"external_requirements": [{"name": "x", "purl": "maven:x"}]}, "/external_requirements/0/purl"),
        ({"external_requirements": [{"name": "x", "specifier": ">=2,<2"}]}, "/external_requirements/0/specifier"),
        ({"external_requirements": [{"name": "x"}, {"name": "X"}]}, "/external_requirements/1/name"),
        ({"external_requirements": [{"purl": "pkg:npm/x"}]}, "/external_requirements/0/name"),
    ],
)
def test_a_wrong_requirement_of_any_kind_is_named_at_its_place(registry: Registry, said: dict, pointer: str):
    yunling = publisher(registry)

    answer = yunling.post(VERSIONS, {"number": "1.0", **said})

    assert (answer.status_code, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer])


def test_a_specifier_that_matches_nothing_yet_is_taken_and_told_in_the_dry_run(registry: Registry):
    yunling = publisher(registry)
    registry.version(yunling, "yunling/maps", "3.0rc1")
    registry.component(yunling, "identity", "1.0")
    needs = [{"component": "yunling/identity"}, {"component": "yunling/maps", "specifier": ">=9"}]
    body = {"publisher": "yunling", "name": "parking", **description(), "version": {"number": "1.0", "requires": needs}}

    checked = yunling.post("/api/v1/checks", body).json
    needs[1]["specifier"] = ">=3.0rc1"
    early = yunling.post("/api/v1/checks", body).json
    needs[1]["specifier"] = ">=2"
    fine = yunling.post("/api/v1/checks", body).json

    assert [warning["pointer"] for warning in checked["warnings"]] == ["/version/requires/1/specifier"]
    assert checked["warnings"][0]["detail"]["en"] == "No version of 'yunling/maps' meets >=9 yet; its newest is 3.0rc1."
    assert "Only pre-releases" in early["warnings"][0]["detail"]["en"]
    assert fine["warnings"] == []
    needs[1]["specifier"] = ">=9"
    assert yunling.post(VERSIONS, body["version"]).status_code == 201


def test_the_graph_follows_what_is_published_yanked_and_taken_back(registry: Registry):
    yunling = publisher(registry)
    registry.component(yunling, "base", "1.0")
    require(registry, yunling, "yunling/maps", "3.0", "yunling/base")
    require(registry, yunling, "yunling/parking", "1.0", "yunling/maps")
    require(registry, yunling, "yunling/parking", "2.0", "yunling/maps", "yunling/base")
    published = edges_of(registry, "yunling/parking")

    yunling.post(f"{VERSIONS}/2.0/yank", {"reason": "other"})
    yanked = edges_of(registry, "yunling/parking")
    yunling.post(f"{VERSIONS}/1.0/yank", {"reason": "other"})
    all_yanked = edges_of(registry, "yunling/parking")
    yunling.delete(f"{VERSIONS}/2.0/yank")

    assert published == [("maps", "base", 1), ("parking", "base", 1), ("parking", "maps", 2)]
    assert yanked == [("maps", "base", 1), ("parking", "maps", 1)]
    assert all_yanked == []
    assert edges_of(registry, "yunling/base", "?direction=needed_by") == [
        ("maps", "base", 1),
        ("parking", "base", 1),
        ("parking", "maps", 1),
    ]


def test_the_graph_goes_as_deep_as_asked_and_says_where_it_was_cut(registry: Registry):
    yunling = publisher(registry)
    registry.component(yunling, "base", "1.0")
    require(registry, yunling, "yunling/maps", "3.0", "yunling/base")
    require(registry, yunling, "yunling/parking", "1.0", "yunling/maps")

    near = graph_of(registry, "yunling/parking", "?depth=1")
    far = graph_of(registry, "yunling/parking")

    assert [node["component"] for node in near["nodes"]] == ["yunling/parking", "yunling/maps"]
    assert near["truncated"] is True
    assert [(node["component"], node["depth"]) for node in far["nodes"]][-1] == ("yunling/base", 2)
    assert far["truncated"] is False
    assert registry.anyone.get(f"{GRAPH.format('yunling/parking')}?depth=21").status_code == 422
    assert registry.anyone.get(f"{GRAPH.format('yunling/parking')}?direction=up").status_code == 422


def test_what_the_caller_may_not_see_is_left_out_and_counted(registry: Registry):
    yunling = publisher(registry)
    administrator = registry.administrator()
    administrator.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例城市群"}})
    administrator.post("/api/v1/clusters/river/members", {"member": "yunling"})
    registry.component(yunling, "desk", visible_to_clusters=["river"])
    require(registry, yunling, "yunling/desk", "1.0", "yunling/maps")

    ours = graph_of(registry, "yunling/maps", "?direction=needed_by", client=yunling)
    others = graph_of(registry, "yunling/maps", "?direction=needed_by")

    assert ([node["component"] for node in ours["nodes"]][1:], ours["hidden"]) == (["yunling/desk"], 0)
    assert ([node["component"] for node in others["nodes"]][1:], others["edges"], others["hidden"]) == ([], [], 1)


def test_a_circle_through_what_the_caller_may_not_see_does_not_name_it(registry: Registry):
    yunling, haina = publisher(registry), registry.city("haina")
    administrator = registry.administrator()
    administrator.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例城市群"}})
    for member in ("yunling", "haina"):
        administrator.post("/api/v1/clusters/river/members", {"member": member})
    administrator.post("/api/v1/clusters", {"slug": "hills", "name": {"zh": "示例山城群"}})
    administrator.post("/api/v1/clusters/hills/members", {"member": "yunling"})
    registry.component(haina, "wharf", "1.0", visible_to_clusters=["river"])
    registry.component(yunling, "inner", visible_to_clusters=["hills"])
    registry.component(yunling, "desk", visible_to_clusters=["river"])
    for one, other in (("yunling/inner", "haina/wharf"), ("yunling/desk", "yunling/inner")):
        assert require(registry, yunling, one, "1.0", other).status_code == 201

    answer = require(registry, haina, "haina/wharf", "2.0", "yunling/desk")

    assert answer.json.get("path") == ["haina/wharf", "yunling/desk", "…", "haina/wharf"], answer.json


def test_a_circle_is_refused_with_the_way_round(registry: Registry):
    yunling = publisher(registry)
    registry.component(yunling, "base", "1.0")
    require(registry, yunling, "yunling/maps", "3.0", "yunling/base")
    require(registry, yunling, "yunling/parking", "1.0", "yunling/maps")

    answer = require(registry, yunling, "yunling/base", "2.0", "yunling/parking")
    chinese = Client(registry.app, yunling.token, "zh").post(
        "/api/v1/components/yunling/base/versions", {"number": "2.0", "requires": [{"component": "yunling/parking"}]}
    )

    path = ["yunling/base", "yunling/parking", "yunling/maps", "yunling/base"]
    assert (answer.status_code, answer.json["code"], answer.json["path"]) == (409, "dependency_cycle", path)
    assert " → ".join(path) in answer.json["detail"]
    assert "循环依赖" in chinese.json["detail"]
    assert yunling.get("/api/v1/components/yunling/base/versions/2.0").status_code == 404


def test_a_yank_that_would_close_a_circle_is_not_taken_back(registry: Registry):
    yunling = publisher(registry)
    require(registry, yunling, "yunling/maps", "3.0", "yunling/parking")
    yunling.post("/api/v1/components/yunling/maps/versions/3.0/yank", {"reason": "other"})
    require(registry, yunling, "yunling/parking", "1.0", "yunling/maps")

    answer = yunling.delete("/api/v1/components/yunling/maps/versions/3.0/yank")

    assert (answer.status_code, answer.json["code"]) == (409, "dependency_cycle")
    assert yunling.get("/api/v1/components/yunling/maps/versions/3.0").json["yanked"] is not None


def test_a_merger_moves_the_edges(registry: Registry):
    yunling, administrator = publisher(registry), registry.administrator()
    registry.component(yunling, "charts", "1.0")
    registry.component(yunling, "base", "1.0")
    require(registry, yunling, "yunling/charts", "2.0", "yunling/base")
    require(registry, yunling, "yunling/parking", "1.0", "yunling/charts")
    require(registry, yunling, "yunling/parking", "2.0", "yunling/charts", "yunling/maps")

    answer = administrator.post("/api/v1/components/yunling/charts/merge", {"into": "yunling/maps"})

    assert answer.status_code == 200
    assert edges_of(registry, "yunling/parking") == [("parking", "maps", 2)]
    assert edges_of(registry, "yunling/base", "?direction=needed_by") == []


def test_a_merger_that_closes_a_circle_is_refused(registry: Registry):
    yunling, administrator = publisher(registry), registry.administrator()
    registry.component(yunling, "charts", "1.0")
    require(registry, yunling, "yunling/maps", "3.0", "yunling/parking")
    require(registry, yunling, "yunling/parking", "1.0", "yunling/charts")

    answer = administrator.post("/api/v1/components/yunling/charts/merge", {"into": "yunling/maps"})

    assert (answer.status_code, answer.json["code"]) == (409, "dependency_cycle")
    assert edges_of(registry, "yunling/parking") == [("parking", "charts", 1)]
