"""The pieces of text that are indexed and looked for."""

import pytest

from registry.search.index.chinese import indexed_pieces, query_words
from registry.search.index.normalisation import normalise, readings
from registry.search.index.pinyin import spellings
from registry.search.index.spelling import edits_allowed
from registry.search.index.wording import read_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＣＩＭ　平台", "cim 平台"),
        ("智慧停車", "智慧停车"),
        ("程序", "程序"),
        ("Straße", "strasse"),
        ("A\u030a", "å"),
        ("水\u200b位\ufeff", "水位"),
        ("line\nbreak", "line break"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("\u202eabc", "abc"),
    ],
)
def test_texts_that_mean_the_same_are_spelled_the_same(text, expected):
    assert normalise(text) == expected
    assert normalise(normalise(text)) == normalise(text)


def test_only_texts_in_traditional_characters_have_a_second_reading():
    assert readings(["智慧程序"]) == ["智慧程序"]
    assert readings(["軟體", "smart", ""]) == ["smart", "软体", "软件"]


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("智慧停车", ["智慧", "停车"]),
        ("智慧的停车", ["智慧", "停车"]),
        ("一网通办", ["一网通办"]),
        ("智彗停车", ["智彗", "停车"]),
        ("水", ["水"]),
        ("的", ["的"]),
    ],
)
def test_a_run_is_asked_for_by_its_words_and_never_by_loose_characters(run, words):
    assert query_words(run) == words


def test_words_and_pairs_are_indexed_so_that_words_count_twice():
    pieces = indexed_pieces("智慧停车").split()

    assert sorted(pieces) == sorted(["智慧", "停车", "智慧", "慧停", "停车"])


def test_a_name_is_spelled_in_full_by_words_and_by_initials():
    found = spellings("智慧停车")

    assert {"zhihuitingche", "zhihui", "tingche", "zhtc", "zh", "tc"} <= found


def test_characters_with_several_sounds_are_read_in_their_word():
    assert "chongqing" in spellings("重庆")
    assert "yinhang" in spellings("银行")


@pytest.mark.parametrize(("word", "edits"), [("cim", 0), ("park", 1), ("parking", 1), ("hotlines", 2)])
def test_longer_words_allow_more_mistakes(word, edits):
    assert edits_allowed(word) == edits


def test_joining_words_are_dropped_only_where_others_remain():
    assert [word.surface for word in read_words("the parking of a city").words] == [
        "parking",
        "city",
    ]
    assert [word.surface for word in read_words("the").words] == ["the"]
