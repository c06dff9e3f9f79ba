"""GET /components/{publisher}/{name}/versions/{number}/release-notes."""

from tests.build import Client, Registry


def resolved(registry: Registry, publisher: Client, reporter: Client, title: str, **more: object) -> None:
    said = {"component": "yunling/parking", "kind": "defect", "title": title, **more}
    identifier = reporter.post("/api/v1/feedback", said).json["id"]
    assert publisher.post(f"/api/v1/feedback/{identifier}/resolution", {"version": "1.1"}).status_code == 200


def test_they_name_what_a_version_resolves_and_thank_each_reporter_once(registry: Registry):
    yunling, haina, third = registry.city("yunling"), registry.city("haina"), registry.city("third")
    registry.component(yunling, "parking", "1.0")
    registry.version(yunling, "yunling/parking", "1.1", notes={"zh": "修复道闸。"})
    resolved(registry, yunling, haina, "道闸不抬杆", credit="运维组")
    resolved(registry, yunling, third, "车位数不准")
    resolved(registry, yunling, haina, "地图空白")

    notes = registry.anyone.get("/api/v1/components/yunling/parking/versions/latest/release-notes")

    assert (notes.status_code, notes.json["component"], notes.json["version"]) == (200, "yunling/parking", "1.1")
    assert notes.json["notes"] == {"zh": "修复道闸。"}
    assert [(row["title"], row["reported_by"]["slug"], row["credit"]) for row in notes.json["resolved"]] == [
        ("道闸不抬杆", "haina", "运维组"),
        ("车位数不准", "third", None),
        ("地图空白", "haina", None),
    ]
    assert [reporter["slug"] for reporter in notes.json["thanks"]] == ["haina", "third"]
    tag = notes.headers["ETag"]
    again = registry.anyone.get(
        "/api/v1/components/yunling/parking/versions/1.1/release-notes", headers={"If-None-Match": tag}
    )
    assert again.status_code == 304


def test_a_version_that_resolves_nothing_thanks_nobody(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    notes = registry.anyone.get("/api/v1/components/yunling/parking/versions/1.0/release-notes").json

    assert (notes["resolved"], notes["thanks"], notes["notes"]) == ([], [], {})


def test_what_is_reopened_is_thanked_for_no_more(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.1")
    resolved(registry, yunling, haina, "道闸不抬杆")
    identifier = haina.get("/api/v1/feedback").json["items"][0]["id"]

    haina.delete(f"/api/v1/feedback/{identifier}/resolution")

    notes = haina.get("/api/v1/components/yunling/parking/versions/1.1/release-notes").json
    assert notes["resolved"] == []


def test_of_a_hidden_component_or_an_unpublished_version_there_are_none(registry: Registry):
    registry.component(registry.city("yunling"), "draft")

    for place in ("yunling/draft/versions/1.0", "yunling/nothing/versions/1.0"):
        assert registry.anyone.get(f"/api/v1/components/{place}/release-notes").status_code == 404


def test_the_components_feed_tells_it_with_the_version(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking")
    registry.version(yunling, "yunling/parking", "1.1", notes={"zh": "修复。", "en": "Fixes."})
    resolved(registry, yunling, haina, "Barrier <stuck>")
    resolved(registry, yunling, haina, "Map empty")

    feed = registry.anyone.get("/api/v1/feeds/components/yunling/parking.atom?lang=en").get_data(as_text=True)

    assert "Fixes. Resolves: Barrier &lt;stuck&gt;; Map empty. Thanks to Demo haina." in feed
