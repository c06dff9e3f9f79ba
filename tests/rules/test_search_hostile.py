"""Whatever is typed into the search box is words, never commands; too much is refused by name."""

import re
from typing import cast

import pytest

from registry.search.index import ComponentIndex
from registry.search.index.query import BadLimit, BadPlace, QueryTooLong, SearchQuery, Sort, UnknownChoice
from tests.rules.search_documents import component, filled


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> ComponentIndex:
    return filled(
        tmp_path_factory.mktemp("search") / "index",
        component(1, "水位监测", "AND gate monitor"),
        component(2, "雨量监测", "Rain gauge"),
    )


OTHER_LANGUAGES = [
    'abc"',
    "a OR",
    "NOT a",
    "a NEAR/99999999999 b",
    "NEAR(a b, 99999999999)",
    "a*",
    "^a",
    "-a",
    "a:b",
    "owner_token_hash:a*",
    "a)",
    "a'b",
    "'; DROP TABLE components; --",
    "1)) UNION SELECT 1--",
    "full_name:yunling*",
    "a/b",
    "http://x/y",
    "\u202eabc",
    "[a TO z]",
    "/x.*/",
    "title:z OR *:*",
]


@pytest.mark.parametrize("words", OTHER_LANGUAGES)
def test_the_signs_of_query_languages_are_not_obeyed(index, words):
    plain = " ".join(re.findall(r"[^\W_]+", words))

    assert index.search(SearchQuery(words)).total == index.search(SearchQuery(plain)).total


@pytest.mark.parametrize("words", ["AND", "ＡＮＤ gate", "monitor\x00ing", "moni\u200btor", "水位\ud83d", "\u202e水位"])
def test_signs_and_invisible_characters_do_not_hide_the_words_between_them(index, words):
    assert [hit.id for hit in index.search(SearchQuery(words)).hits][:1] == [1]


@pytest.mark.parametrize("words", ["", "   ", "\u3000", "***", '""', "()", "_", "\\", "\x00", "\ud800", "@", "…"])
def test_nothing_but_spaces_and_punctuation_browses_everything(index, words):
    assert index.search(SearchQuery(words)).total == 2


@pytest.mark.parametrize("words", ["🙂", "+", "& | ! <->", "©"])
def test_nothing_but_symbols_finds_nothing(index, words):
    assert index.search(SearchQuery(words, facets=["kind"])).total == 0


@pytest.mark.parametrize("words", ["a " * 20_000, "(" * 513, "x" * 513, "水" * 513])
def test_more_than_512_characters_are_refused(index, words):
    with pytest.raises(QueryTooLong):
        index.search(SearchQuery(words))


def test_the_33rd_word_is_refused(index):
    within = " ".join(f"w{number}" for number in range(32))

    assert index.search(SearchQuery(within)).total == 0
    with pytest.raises(QueryTooLong):
        index.search(SearchQuery(within + " w32"))


def test_the_refusals_are_value_errors_with_names(index):
    with pytest.raises(UnknownChoice):
        index.search(SearchQuery(filters={"owner_token_hash": ["a"]}))
    with pytest.raises(UnknownChoice):
        index.search(SearchQuery(facets=["marker"]))
    with pytest.raises(UnknownChoice):
        index.search(SearchQuery(sort=cast("Sort", "name;drop")))
    with pytest.raises(BadLimit):
        index.search(SearchQuery(limit=101))
    assert issubclass(QueryTooLong, ValueError)


FORGED = [
    (),
    ("all",),
    ("every", "recent", 1),
    ("all", "recent", -1),
    ("all", "recent", 1 << 64),
    ("all", "recent", "1"),
    ("all", "name", ""),
    ("all", "name", "\ud800"),
    ("all", "adopters", 1),
    ("all", "recent", 1, 2),
]


@pytest.mark.parametrize("place", FORGED)
def test_a_forged_place_is_refused(index, place):
    sort: Sort = "name" if "name" in place else "recent"

    with pytest.raises(BadPlace):
        index.search(SearchQuery(sort=sort, after=place))


FORGED = [
    (),
    ("all",),
    ("every", "recent", 1),
    ("all", "recent", -1),
    ("all", "recent", 1 << 64),
    ("all", "recent", "1"),
    ("all", "name", ""),
    ("all", "name", "\ud800"),
    ("all", "adopters", 1),
    ("all", "recent", 1, 2),
]


@pytest.mark.parametrize("place", [("all", "relevance", 1.0, 1, 10_000, 7), ("all", "relevance", 1, 1, 1, 7)])
def test_a_forged_place_by_relevance_is_refused(index, place):
    with pytest.raises(BadPlace):
        index.search(SearchQuery("水位", after=place))


@pytest.mark.parametrize("value", ["", "\x00", "\ud800", "x" * 100_000, "*", "a' OR 1=1"])
def test_a_strange_value_of_a_filter_matches_nothing(index, value):
    assert index.search(SearchQuery(filters={"tag": [value]})).total == 0
    assert index.search(SearchQuery(filters={"tag": [value, "another"]})).total == 0
