"""GET …/quality, …/checklist and POST /checks: one list, wherever it is read."""

from tests.build import Registry, description

ADDRESS = "/api/v1/components/yunling/parking"
SAID = description(scenarios=["停车"], features={"zh": ["一", "二", "三"]})
"""8 and 4 for the summaries, 8 for domain and scenario, 8 for three features, 5 for the licence of what is free."""


def test_the_blocks_sum_up_to_the_score_that_the_component_tells(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", **SAID)

    quality = registry.anyone.get(f"{ADDRESS}/quality").json

    assert (quality["component"], quality["score"], quality["threshold"]) == ("yunling/parking", 33, 60)
    assert sum(block["earned"] for block in quality["blocks"]) == 33
    assert sum(block["points"] for block in quality["blocks"]) == 100
    assert registry.anyone.get(ADDRESS).json["quality"] == 33
    lacking = {block["code"]: block["remedy"] for block in quality["blocks"] if not block["done"]}
    assert set(lacking["interface"]) == {"zh", "en"}
    assert "scope" not in lacking


def test_what_is_added_counts_at_once_and_a_declared_requirement_too(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.0")
    registry.component(yunling, "parking", "1.0", **SAID)

    paper = {"kind": "interface", "url": "https://example.org/openapi.json"}
    answer = yunling.patch(ADDRESS, {"documents": [paper]}, etag=yunling.get(ADDRESS).headers["ETag"])
    assert answer.json["quality"] == 48

    registry.version(yunling, "yunling/parking", "1.1", requires=[{"component": "yunling/maps"}])
    assert registry.anyone.get(ADDRESS).json["quality"] == 58
    assert registry.anyone.get(f"{ADDRESS}/quality").json["score"] == 58

    yunling.post(f"{ADDRESS}/versions/1.1/yank", {"reason": "other"})
    assert registry.anyone.get(ADDRESS).json["quality"] == 48


def test_the_checklist_and_a_trial_run_say_what_the_score_says(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", **SAID)

    blocks = {block["field"]: block for block in registry.anyone.get(f"{ADDRESS}/quality").json["blocks"]}
    items = registry.anyone.get(f"{ADDRESS}/checklist?limit=100").json["items"]
    tried = yunling.post("/api/v1/checks", {"publisher": "yunling", "name": "parking", **SAID}).json["checklist"]

    assert items == tried
    for item in items:
        if item["points"]:
            block = blocks[item["field"]]
            assert (item["points"], item["earned"], item["done"]) == (block["points"], block["earned"], block["done"])
            assert item["done"] or item["advice"] == block["remedy"]
    assert {item["field"] for item in items if not item["points"]} == {"title"}


def test_the_checklist_is_read_page_by_page_in_its_order(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", data_grade="core")

    whole = registry.anyone.get(f"{ADDRESS}/checklist?limit=100").json["items"]
    first = registry.anyone.get(f"{ADDRESS}/checklist?limit=10").json
    second = registry.anyone.get(f"{ADDRESS}/checklist?limit=10&cursor={first['next']}").json

    assert first["items"] + second["items"] == whole
    assert [item["field"] for item in whole if item["field"] == "security_level" and not item["done"]]


def test_the_score_moves_nothing_in_a_search(registry: Registry):
    yunling = registry.city("yunling")
    same = {"title": {"zh": "泊位引导"}, "summary": {"zh": "引导车辆找到泊位。"}}
    registry.component(yunling, "first", "1.0", **same, contacts=[{"name": "某组"}])
    registry.component(yunling, "second", "1.0", **same)

    scored = yunling.get("/api/v1/components?q=泊位引导").json["items"]

    assert len({item["quality"] for item in scored}) == 2
    assert yunling.get("/api/v1/components?sort=quality").status_code == 422


def test_a_draft_of_others_tells_nothing(registry: Registry):
    registry.component(registry.city("yunling"), "parking")

    assert registry.city("haina").get(f"{ADDRESS}/quality").status_code == 404
