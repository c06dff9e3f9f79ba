"""GET /components/{publisher}/{name}/dependents."""

from tests.build import Registry

ADDRESS = "/api/v1/components/yunling/maps/dependents"


def test_every_version_that_requires_a_component_is_listed_in_pages(registry: Registry):
    yunling = registry.city("yunling")
    maps = registry.component(yunling, "maps", "1.0")
    parking = registry.component(yunling, "parking")
    for number, specifier in (("1.0", ""), ("2.0", ">=1")):
        registry.version(yunling, parking, number, requires=[{"component": maps, "specifier": specifier}])

    first = registry.anyone.get(f"{ADDRESS}?limit=1").json
    second = registry.anyone.get(f"{ADDRESS}?limit=1&cursor={first['next']}").json

    assert first["items"] == [{"component": parking, "number": "1.0", "specifier": ""}]
    assert second["items"] == [{"component": parking, "number": "2.0", "specifier": ">=1"}]
    assert second["next"] is None


def test_a_component_that_is_hidden_is_hidden_here_too(registry: Registry):
    yunling = registry.city("yunling")
    maps = registry.component(yunling, "maps", "1.0")
    parking = registry.component(yunling, "parking")
    registry.version(yunling, parking, "1.0", requires=[{"component": maps}])

    etag = yunling.get("/api/v1/components/yunling/parking").headers["ETag"]
    yunling.delete("/api/v1/components/yunling/parking", etag=etag)

    assert registry.anyone.get(ADDRESS).json["items"] == []


def test_a_version_names_those_whose_specifier_takes_it(registry: Registry):
    yunling = registry.city("yunling")
    maps = registry.component(yunling, "maps", "1.0", "2.0")
    parking = registry.component(yunling, "parking")
    for number, specifier in (("1.0", "<2"), ("2.0", ">=2"), ("3.0", "")):
        registry.version(yunling, parking, number, requires=[{"component": maps, "specifier": specifier}])

    first = registry.anyone.get("/api/v1/components/yunling/maps/versions/1.0/dependents?limit=1").json
    second = registry.anyone.get(
        f"/api/v1/components/yunling/maps/versions/1.0/dependents?limit=1&cursor={first['next']}"
    ).json

    assert [item["number"] for item in (*first["items"], *second["items"])] == ["1.0", "3.0"]
    assert second["next"] is None
