"""/search/ranking: the weights are open to be read, and administrators adjust them."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/search/ranking"


def put(client: Client, weights: dict[str, object], etag: str | None):
    return client.call("PUT", ADDRESS, weights, headers={} if etag is None else {"If-Match": etag})


def names(client: Client, words: str) -> list[str]:
    return [item["name"] for item in client.get(f"/api/v1/components?q={words}").json["items"]]


def test_anybody_reads_the_weights_in_force_beside_the_neutral_ones(registry: Registry):
    told = registry.anyone.get(ADDRESS).json

    assert told["is_neutral"] is True
    assert told["weights"] == told["neutral"]
    assert set(told["weights"]) == {
        *("title", "name", "label", "summary", "body"),
        *("exact", "pinyin", "synonym", "phrase"),
    }


def test_other_weights_order_the_hits_otherwise_at_once(registry: Registry):
    yunling, administrator = registry.city("yunling"), registry.administrator()
    registry.component(yunling, "titled", "1.0", title={"zh": "桥梁监测"}, summary={"zh": "看护结构"})
    registry.component(yunling, "told", "1.0", title={"zh": "结构看护"}, summary={"zh": "桥梁，桥梁，桥梁的监测"})
    before = names(administrator, "桥梁")

    answer = put(administrator, {"title": 0, "summary": 10, "phrase": 0}, registry.anyone.get(ADDRESS).headers["ETag"])

    assert answer.json["is_neutral"] is False
    assert (before, names(administrator, "桥梁")) == (["titled", "told"], ["told", "titled"])


def test_the_neutral_weights_come_back(registry: Registry):
    administrator = registry.administrator()
    changed = put(administrator, {"title": 1}, registry.anyone.get(ADDRESS).headers["ETag"])

    answer = administrator.delete(ADDRESS, etag=changed.headers["ETag"])

    assert (answer.status_code, answer.json["is_neutral"]) == (200, True)


@pytest.mark.parametrize("weights", [{"title": 11}, {"title": -1}, {"title": "much"}, {"publisher": 5}])
def test_a_weight_beyond_its_bounds_and_one_of_the_publisher_are_refused(
    registry: Registry, weights: dict[str, object]
):
    answer = put(registry.administrator(), weights, registry.anyone.get(ADDRESS).headers["ETag"])

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [f"/{next(iter(weights))}"]


def test_a_change_names_the_weights_it_was_built_on(registry: Registry):
    administrator = registry.administrator()

    assert put(administrator, {"title": 1}, None).status_code == 428
    assert put(administrator, {"title": 1}, '"another"').status_code == 412
