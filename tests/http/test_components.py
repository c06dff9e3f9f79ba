"""POST /components, GET | PATCH | DELETE /components/{publisher}/{name}."""

from tests.build import Registry, description


def test_a_city_registers_a_component_as_a_draft(registry: Registry):
    yunling = registry.city("yunling")

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking", **description()})

    assert answer.status_code == 201
    assert answer.headers["Location"] == "/api/v1/components/yunling/parking"
    assert answer.json["status"] == "draft"


def test_a_draft_is_hidden_from_everybody_else(registry: Registry):
    registry.component(registry.city("yunling"), "parking")
    haina = registry.city("haina")

    assert haina.get("/api/v1/components/yunling/parking").status_code == 404
    assert registry.anyone.get("/api/v1/components/yunling/parking").status_code == 404


def test_the_first_version_lists_a_component_and_search_finds_it_at_once(registry: Registry):
    yunling = registry.city("yunling")

    registry.component(yunling, "parking", "1.0.0")

    assert registry.anyone.get("/api/v1/components/yunling/parking").json["status"] == "listed"
    assert [item["name"] for item in yunling.get("/api/v1/components?q=停车").json["items"]] == ["parking"]
