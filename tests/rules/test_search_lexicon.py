"""Synonyms and names: which phrases a query holds, and what search makes of them."""

import pytest

from registry.search.highlighting import Highlighter
from registry.search.index.lexicon import Lexicon
from registry.search.index.query import SearchQuery
from registry.search.index.tuning import Tuning, Weights
from registry.search.index.wording import read_words
from tests.rules.search_documents import component, filled

LEXICON = Lexicon.of(
    [["停车", "泊车", "parking"], ["停车场", "车库"], ["单点登录", "SSO", "single sign-on"], ["市民", "居民"]],
    ["云上民意通"],
)


def phrases(text: str) -> list[str]:
    return [piece.text for piece in LEXICON.pieces(text) if piece.is_phrase]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("泊车", ["泊车"]),
        ("停车场管理", ["停车场"]),
        ("single sign-on for cities", ["single sign-on"]),
        ("single sign on", ["single sign on"]),
        ("sso登录", ["sso"]),
        ("城市民意", []),
        ("请市民评价", ["市民"]),
        ("用云上民意通收集", ["云上民意通"]),
        ("association", []),
    ],
)
def test_the_longest_phrases_are_taken_where_words_begin_and_end(text: str, found: list[str]):
    assert phrases(text) == found


def test_what_is_no_phrase_stays_between_them():
    assert "".join(piece.text for piece in LEXICON.pieces("请市民停车 now")) == "请市民停车 now"


def test_a_name_is_asked_for_whole():
    (unit,) = read_words("云上民意通", LEXICON).units

    assert unit.words[0].surface == "云上民意通"


def test_a_phrase_of_several_sets_means_what_all_of_them_say():
    lexicon = Lexicon.of([["停车", "泊车"], ["停车", "驻车"]])

    assert set(lexicon.meaning_the_same("停车")) == {"泊车", "驻车"}


def test_words_of_a_set_are_found_and_suggested_by_each_other(tmp_path):
    index = filled(tmp_path / "index", component(1, "智慧停车", "Smart parking"), component(2, "桥梁监测"))
    index.tuning = Tuning(LEXICON)

    assert [hit.id for hit in index.search(SearchQuery("泊车")).hits] == [1]
    assert index.suggest("泊车").completions == ["智慧停车", "Smart parking"]


def test_a_synonym_may_have_several_words_and_none_of_them_counts_alone(tmp_path):
    index = filled(tmp_path / "index", component(1, en="Single sign-on"), component(2, en="Single purse"))
    index.tuning = Tuning(LEXICON)

    assert [hit.id for hit in index.search(SearchQuery("SSO")).hits] == [1]


@pytest.mark.parametrize("sought", ["bus", "buses", "Bus"])
def test_a_plural_in_es_is_found_by_its_singular(tmp_path, sought: str):
    index = filled(tmp_path / "index", component(1, en="Where buses stop"), component(2, en="The bus"))

    assert {hit.id for hit in index.search(SearchQuery(sought)).hits} == {1, 2}


def test_words_that_ask_are_dropped_and_generic_ones_only_rank(tmp_path):
    index = filled(tmp_path / "index", component(1, "智慧停车"), component(2, "停车系统"))

    hits = index.search(SearchQuery("有没有停车管理系统呢")).hits

    assert [hit.id for hit in hits] == [2, 1]


def test_a_weight_of_nothing_leaves_a_place_out_of_the_score(tmp_path):
    index = filled(tmp_path / "index", component(1, "桥梁"), component(2, "路", summaries={"zh": "桥梁"}))
    index.tuning = Tuning(weights=Weights(title=0, body=0, exact=0, phrase=0, summary=5))

    assert [hit.id for hit in index.search(SearchQuery("桥梁")).hits] == [2, 1]


@pytest.mark.parametrize(
    ("typed", "meant"), [("zhihuitinche", "智慧停车"), ("zhihuitingceh", "智慧停车"), ("qiaolianjiance", "桥梁监测")]
)
def test_pinyin_with_one_letter_wrong_is_read_as_the_name(tmp_path, typed: str, meant: str):
    index = filled(tmp_path / "index", component(1, "智慧停车"), component(2, "桥梁监测"))

    result = index.search(SearchQuery(typed))

    assert (result.corrected, result.hits[0].id) == (meant, 1 if meant == "智慧停车" else 2)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("智慧停车", "智慧<mark>停车</mark>"),
        ("公共泊车<b>", "公共<mark>泊车</mark>&lt;b&gt;"),
        ("Parking spaces", "<mark>Parking</mark> spaces"),
        ("公共停車", "公共<mark>停車</mark>"),
        ("bridge", "bridge"),
    ],
)
def test_what_was_looked_for_is_marked_and_the_rest_is_escaped(text: str, marked: str):
    assert str(Highlighter("停车", LEXICON).mark(text)) == marked


def test_names_that_look_alike_are_offered_to_who_finds_nothing(tmp_path):
    index = filled(tmp_path / "index", component(1, "智慧停车"), component(2, "桥梁监测"))

    assert index.near_names("停车智造", 5) == ["智慧停车"]
