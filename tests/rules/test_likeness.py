"""How alike two cities are: the rule of registry/organisations/likeness.py, by tables and properties."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.organisations.genes import fold, in_language, suggested
from registry.organisations.likeness import WEIGHTS, Traits, jaccard, likeness
from registry.organisations.vocabulary import CITY_CLASSES, GENES, SIZE_BANDS
from registry.organisations.wording import sentence

WHOLE: dict[str, Any] = {
    "city_class": "leading",
    "size_band": "medium",
    "genes": {gene: frozenset({"甲", "乙"}) for gene in GENES},
    "province": "990000",
    "clusters": frozenset({1, 2}),
}


def test_the_weights_make_one():
    assert sum(WEIGHTS.values()) == 1


@pytest.mark.parametrize(
    ("one", "other", "similarity"),
    [
        (WHOLE, WHOLE, "1.000"),
        ({}, {}, "0.000"),
        (WHOLE, {}, "0.000"),
        ({"city_class": "leading"}, {"city_class": "leading"}, "0.300"),
        ({"city_class": "leading"}, {"city_class": "progressing"}, "0.000"),
        ({"size_band": "medium"}, {"size_band": "medium"}, "0.200"),
        ({"size_band": "medium"}, {"size_band": "small_1"}, "0.100"),
        ({"size_band": "medium"}, {"size_band": "large_2"}, "0.100"),
        ({"size_band": "medium"}, {"size_band": "small_2"}, "0.000"),
        ({"province": "990000"}, {"province": "990000"}, "0.050"),
        ({"province": "990000"}, {"province": "991000"}, "0.000"),
        ({"clusters": frozenset({1, 2})}, {"clusters": frozenset({2, 3})}, "0.050"),
        ({"clusters": frozenset({1})}, {"clusters": frozenset({3})}, "0.000"),
        ({"genes": {"economy": frozenset("abc")}}, {"genes": {"economy": frozenset("bcd")}}, "0.040"),
        ({"genes": {"economy": frozenset("ab")}}, {"genes": {"culture": frozenset("ab")}}, "0.000"),
    ],
)
def test_each_likeness_counts_by_its_weight(one: dict, other: dict, similarity: str):
    assert likeness(Traits(**one), Traits(**other)).similarity == Decimal(similarity)


traits = st.builds(
    Traits,
    city_class=st.sampled_from([None, *CITY_CLASSES]),
    size_band=st.sampled_from([None, *SIZE_BANDS]),
    genes=st.dictionaries(st.sampled_from(GENES), st.frozensets(st.sampled_from("abcdef"))),
    province=st.sampled_from([None, "990000", "991000"]),
    clusters=st.frozensets(st.integers(1, 3)),
)


@given(traits, traits)
def test_likeness_is_mutual_lies_between_0_and_1_and_is_the_sum_of_its_reasons(one: Traits, other: Traits):
    found = likeness(one, other)

    assert found == likeness(other, one)
    assert 0 <= found.similarity <= 1
    earned = sum(WEIGHTS[reason.trait] * reason.share for reason in found.reasons)
    assert abs(found.similarity - earned) <= Decimal("0.0005")
    assert all(reason.share > 0 for reason in found.reasons)


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_jaccard_is_shared_words_by_all_words(one: frozenset, other: frozenset):
    words, others = frozenset(map(str, one)), frozenset(map(str, other))

    shared = len([word for word in words if word in others])
    together = len(words) + len(others) - shared

    assert float(jaccard(words, others)) == pytest.approx(shared / together if together else 0)


def test_suggested_words_are_one_word_in_both_languages_and_others_count_as_they_are():
    assert fold(["Coastal", "沿海"]) == fold(["沿海"])
    assert fold(["ＡＩ 产业"]) == fold(["ai  产业"]) == {"ai 产业"}
    assert in_language("沿海", "en") == "coastal"
    assert in_language("渔歌", "en") == "渔歌"
    assert set(suggested()) == set(GENES)


def test_no_suggested_word_stands_twice():
    for language in ("zh", "en"):
        words = [word[language] for words in suggested().values() for word in words]
        assert len(words) == len(set(words))


def test_reasons_are_told_in_words_the_weightiest_first():
    one = Traits(city_class="leading", size_band="medium", genes={"geography": fold(["沿海", "丘陵"])})
    other = Traits(city_class="leading", size_band="large_2", genes={"geography": fold(["coastal"])})

    reasons = likeness(one, other).reasons

    assert [sentence(reason)["zh"] for reason in reasons] == ["同一类别", "规模等级相邻", "地理：沿海"]
    assert [sentence(reason)["en"] for reason in reasons] == [
        "the same class",
        "nearly the same size",
        "geography: coastal",
    ]
