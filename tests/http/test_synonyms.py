"""/search/synonyms: words that mean the same, as data that administrators keep."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/search/synonyms"


def names(client: Client, words: str) -> list[str]:
    return [item["name"] for item in client.get(f"/api/v1/components?q={words}").json["items"]]


def test_the_service_comes_with_synonyms_that_anybody_can_read(registry: Registry):
    page = registry.anyone.get(f"{ADDRESS}?limit=100").json

    assert {"停车", "泊车", "parking"} <= set(next(item["words"] for item in page["items"] if "泊车" in item["words"]))
    assert page["next"] is not None
    assert all(item["is_shipped"] for item in page["items"])


def test_a_component_is_found_by_a_word_that_means_the_same(registry: Registry):
    registry.component(registry.city("yunling"), "smart-parking", "1.0")

    assert names(registry.anyone, "泊车") == ["smart-parking"]


def test_a_new_set_is_found_by_at_once_without_indexing(registry: Registry):
    registry.component(registry.city("yunling"), "smart-parking", "1.0")
    administrator = registry.administrator()

    made = administrator.post(ADDRESS, {"words": ["停车", "安顿铁骑", "park the steed"], "note": "地方说法"})

    assert (made.status_code, made.headers["Location"]) == (201, f"{ADDRESS}/{made.json['id']}")
    assert names(administrator, "安顿铁骑") == names(registry.anyone, "park the steed") == ["smart-parking"]


def test_what_was_typed_ranks_before_what_means_the_same(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "park", "1.0", title={"zh": "停车诱导"}, summary={"zh": "找位置"})
    registry.component(yunling, "berth", "1.0", title={"zh": "泊车诱导"}, summary={"zh": "找位置"})

    assert names(registry.anyone, "泊车") == ["berth", "park"]
    assert names(registry.anyone, "停车") == ["park", "berth"]


def test_a_set_is_changed_and_taken_away_by_who_has_read_it(registry: Registry):
    administrator = registry.administrator()
    made = administrator.post(ADDRESS, {"words": ["一", "二二", "三三"]})
    place = made.headers["Location"]

    changed = administrator.patch(place, {"words": ["四四", "五五"]}, etag=made.headers["ETag"])
    stale = administrator.delete(place, etag=made.headers["ETag"])
    gone = administrator.delete(place, etag=changed.headers["ETag"])

    assert changed.json["words"] == ["四四", "五五"]
    assert (stale.status_code, gone.status_code) == (412, 204)
    assert registry.anyone.get(place).status_code == 404


def test_the_log_tells_of_every_change(registry: Registry):
    administrator = registry.administrator()
    administrator.post(ADDRESS, {"words": ["四四", "五五"]})

    events = registry.anyone.get("/api/v1/events?limit=100").json["items"]
    told = [event["data"]["words"] for event in events if event["type"].endswith("search.synonyms_changed")]
    assert told == [["四四", "五五"]]


@pytest.mark.parametrize(
    ("words", "pointer"),
    [
        (["停车"], "/words"),
        (["停车", "停車"], "/words"),
        (["Parking", "parking"], "/words"),
        (["停车", "！！"], "/words/1"),
        (["停车", ""], "/words/1"),
    ],
)
def test_a_set_of_one_word_is_none(registry: Registry, words: list[str], pointer: str):
    answer = registry.administrator().post(ADDRESS, {"words": words})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_only_administrators_change_synonyms(registry: Registry):
    answer = registry.city("yunling").post(ADDRESS, {"words": ["四四", "五五"]})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")
