"""Page after page, nothing is skipped and nothing comes twice."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.search.index import ComponentIndex
from registry.search.index.ordering import LARGEST_ID, adopters_key, name_keys, recent_key
from registry.search.index.query import SearchQuery
from tests.rules.search_documents import component, filled

START = datetime(2026, 1, 1, tzinfo=UTC)


def many(count: int):
    """Components with equal dates, equal adopters, equal titles and names that begin alike."""
    return [
        component(
            number,
            "停车" if number % 3 else "停车场管理",
            full_name=f"yunling/a-name-that-begins-as-others-do-{number % 50:02}-{number}",
            adopters=number % 4,
            listed_at=START + timedelta(days=number % 6),
        )
        for number in range(1, count + 1)
    ]


def pages(index: ComponentIndex, words: str, sort, limit: int = 7, between=lambda page: None):
    """All hits of a query, page after page; ``between`` is called after each page."""
    place, hits = None, []
    while True:
        result = index.search(SearchQuery(words, sort=sort, limit=limit, after=place))
        hits.extend(result.hits)
        place = result.next
        if place is None:
            return hits
        between(len(hits) // limit)


@pytest.mark.parametrize("sort", ["relevance", "recent", "adopters", "name"])
@pytest.mark.parametrize("words", ["", "停车"])
def test_pages_part_a_result_exactly(tmp_path, sort, words):
    index = filled(tmp_path / "index", *many(100))

    found = [hit.id for hit in pages(index, words, sort)]

    assert sorted(found) == list(range(1, 101))


def test_the_sorts_order_as_they_say(tmp_path):
    documents = {document.id: document for document in many(60)}
    index = filled(tmp_path / "index", *documents.values())

    by_name = [str(hit.sort_values[0]) for hit in pages(index, "", "name")]
    by_adopters = [hit.id for hit in pages(index, "", "adopters")]
    by_date = [hit.id for hit in pages(index, "", "recent")]

    assert by_name == sorted(document.full_name for document in documents.values())
    assert by_adopters == sorted(documents, key=lambda each: (-documents[each].adopters, -each))
    assert by_date == sorted(documents, key=lambda each: (documents[each].listed_at, each), reverse=True)


@pytest.mark.parametrize("sort", ["recent", "adopters", "name"])
def test_writes_between_pages_neither_skip_nor_repeat_what_was_there(tmp_path, sort):
    index = filled(tmp_path / "index", *many(60))

    def write(page: int) -> None:
        if page > 5:
            return
        with index.writer() as writer:
            for number in range(1000 + page * 10, 1010 + page * 10):
                writer.put(component(number, "停车", listed_at=START + timedelta(days=number % 6)))
            writer.delete(1000 + page * 10 - 5)
            writer.commit(page + 2)

    found = [hit.id for hit in pages(index, "停车", sort, between=write)]

    assert sorted(each for each in found if each <= 60) == list(range(1, 61))
    assert len(found) == len(set(found))


def test_by_relevance_a_page_goes_on_after_the_last_component_shown_when_the_index_changed(
    tmp_path,
):
    # Titles of different lengths, so that every score is its own.
    documents = [component(number, "停车" + "、甲乙丙丁戊己庚辛"[: number + 1]) for number in range(1, 9)]
    index = filled(tmp_path / "index", *documents)
    before = [hit.id for hit in index.search(SearchQuery("停车")).hits]

    def write(page: int) -> None:
        with index.writer() as writer:
            writer.put(component(100 + page, "停车 停车 停车"))
            writer.commit(page + 1)

    found = [hit.id for hit in pages(index, "停车", "relevance", limit=2, between=write)]

    assert [each for each in found if each < 100] == before


def test_a_corrected_query_is_paged_as_it_was_corrected(tmp_path):
    index = filled(tmp_path / "index", *[component(number, en="Parking") for number in range(1, 11)])

    found = [hit.id for hit in pages(index, "parkng", "relevance", limit=3)]

    assert sorted(found) == list(range(1, 11))


def test_what_matches_half_of_the_words_is_paged_too(tmp_path):
    index = filled(tmp_path / "index", *[component(number, "停车") for number in range(1, 11)])

    found = [hit.id for hit in pages(index, "停车 飞船", "name", limit=3)]

    assert sorted(found) == list(range(1, 11))


def test_sort_keys_keep_the_order_and_are_unique():
    assert adopters_key(3, 1) > adopters_key(2, LARGEST_ID)
    assert adopters_key(3, 2) > adopters_key(3, 1)
    assert recent_key(START, 1) > recent_key(START - timedelta(seconds=1), 9)
    assert recent_key(None, 9) < recent_key(START, 1)
    assert adopters_key(1 << 40, LARGEST_ID) < 1 << 64


def test_name_keys_compare_as_names_do():
    names = sorted(["a/b", "a-b/c", "a/b-c", "a/bc", "b/a", "yunling/parking", "yunling/parking-lots"])

    assert sorted(names, key=name_keys) == names


@pytest.mark.parametrize("identity", [0, -1, LARGEST_ID + 1])
def test_an_id_that_no_sort_key_can_hold_is_refused(tmp_path, identity):
    index = ComponentIndex.open(tmp_path / "index", create=True)

    with index.writer() as writer, pytest.raises(ValueError, match="id must lie"):
        writer.add(component(identity, "停车"))
