"""GET | POST /clusters, POST /clusters/{slug}/members."""

from tests.build import Client, Registry


def found(registry: Registry) -> Client:
    national = registry.administrator()
    answer = national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例沿江城市群"}})
    assert answer.status_code == 201
    return national


def test_cities_join_a_cluster_once_however_often_they_are_entered(registry: Registry):
    national = found(registry)
    for slug in ("yunling", "haina"):
        registry.organisation(slug)

    for member in ("yunling", "haina", "yunling"):
        assert national.post("/api/v1/clusters/river/members", {"member": member}).status_code == 204

    clusters = registry.anyone.get("/api/v1/clusters").json["items"]
    assert [(cluster["slug"], cluster["members"]) for cluster in clusters] == [("river", ["haina", "yunling"])]


def test_a_cluster_is_founded_once(registry: Registry):
    again = found(registry).post("/api/v1/clusters", {"slug": "river", "name": {"zh": "另一个"}})

    assert (again.status_code, again.json["code"]) == (409, "cluster_taken")


def test_only_cities_that_are_known_join(registry: Registry):
    national = found(registry)
    registry.entity("builder")

    for member in ("builder", "nowhere"):
        answer = national.post("/api/v1/clusters/river/members", {"member": member})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/member")
    assert national.post("/api/v1/clusters/none/members", {"member": "builder"}).status_code == 404


def test_short_lists_are_paged_like_all_others(registry: Registry):
    national = found(registry)
    for slug in ("coast", "plain"):
        national.post("/api/v1/clusters", {"slug": slug, "name": {"zh": "示例"}})

    first = registry.anyone.get("/api/v1/clusters?limit=2").json
    second = registry.anyone.get(f"/api/v1/clusters?limit=2&cursor={first['next']}").json

    assert [cluster["slug"] for cluster in (*first["items"], *second["items"])] == ["coast", "plain", "river"]
    assert second["next"] is None
