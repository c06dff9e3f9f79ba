"""/search/misses: what was looked for in vain, for administrators, without anybody being remembered."""

import pytest

from registry.search.misses import MOST_REMEMBERED, MissCounter
from tests.build import Registry

ADDRESS = "/api/v1/search/misses"


def counter(registry: Registry) -> MissCounter:
    found: MissCounter = registry.app.extensions["registry.search.misses"]
    return found


def search(registry: Registry, words: str, times: int = 1, more: str = "") -> None:
    for _ in range(times):
        assert registry.anyone.get(f"/api/v1/components?q={words}{more}").status_code == 200


def told(registry: Registry, query: str = "") -> list[tuple[str, int]]:
    items = registry.administrator().get(f"{ADDRESS}{query}").json["items"]
    return [(item["words"], item["searches"]) for item in items]


def test_what_is_looked_for_in_vain_twice_is_told_the_most_frequent_first(registry: Registry):
    search(registry, "飞艇", 2)
    search(registry, "潜艇 调度", 3)
    search(registry, "气球")

    counter(registry).flush()

    assert told(registry) == [("潜艇 调度", 3), ("飞艇", 2)]


def test_spellings_of_the_same_are_counted_together_and_over_time(registry: Registry):
    search(registry, "飛艇")
    search(registry, "飞艇")
    counter(registry).flush()
    search(registry, "  飞艇 ", 2)
    counter(registry).flush()

    assert told(registry) == [("飞艇", 4)]


@pytest.mark.parametrize("words", ["110101199001011234 飞艇", "wang@example.org", "飞" * 101, "！？"])
def test_what_may_be_somebodys_data_is_never_kept(registry: Registry, words: str):
    search(registry, words, 3)

    counter(registry).flush()

    assert told(registry) == []


def test_a_search_with_filters_and_one_that_finds_something_are_no_misses(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    search(registry, "飞艇", 2, "&kind=service")
    search(registry, "停车", 2)

    counter(registry).flush()

    assert told(registry) == []


def test_a_search_writes_nothing_down_itself(registry: Registry):
    search(registry, "飞艇", 5)

    assert told(registry) == []


def test_nonsense_pushes_out_only_nonsense(registry: Registry):
    counting = counter(registry)
    for nth in range(MOST_REMEMBERED + 50):
        counting.count(f"words-{nth}-x")

    assert counting.flush() == 0
    assert len(counting._counts) == MOST_REMEMBERED


def test_an_administrator_says_what_answers_it(registry: Registry):
    component = registry.component(registry.city("yunling"), "parking", "1.0")
    search(registry, "潜艇 调度", 2)
    counter(registry).flush()
    administrator = registry.administrator()

    answer = administrator.patch(f"{ADDRESS}/潜艇 调度", {"status": "answered", "component": component})

    assert (answer.json["status"], answer.json["component"]) == ("answered", component)
    assert told(registry, "?status=open") == []
    assert administrator.patch(f"{ADDRESS}/潜艇 调度", {"status": "ignored"}).json["component"] is None


def test_an_answer_names_a_component_that_is_there(registry: Registry):
    search(registry, "飞艇", 2)
    counter(registry).flush()
    administrator = registry.administrator()

    assert administrator.patch(f"{ADDRESS}/飞艇", {"status": "answered"}).status_code == 422
    nowhere = {"status": "answered", "component": "yunling/none"}
    assert administrator.patch(f"{ADDRESS}/飞艇", nowhere).status_code == 404
    assert administrator.patch(f"{ADDRESS}/气球", {"status": "ignored"}).status_code == 404


def test_misses_are_for_administrators(registry: Registry):
    assert registry.anyone.get(ADDRESS).status_code == 401
    assert registry.city("yunling").get(ADDRESS).status_code == 403
