"""How alike two descriptions are: figures worked out by hand, levels, passages."""

from typing import Any

import pytest

from registry.screening.concepts import Synonyms
from registry.screening.similarity import Likeness, compare, list_passages
from registry.screening.verification import SIGNS, new_code, read_code
from registry.screening.wording import describe, sentences, terms_of, words_of

PARKING = describe(
    title={"zh": "泊位诱导", "en": "Parking guidance"},
    summary={"zh": "市民查空位。", "en": "Drivers find free bays."},
    features={"zh": ["先离场后付费"], "en": ["Leave first, pay later"]},
)


def test_chinese_is_pairs_and_english_stems_without_words_that_join():
    assert terms_of("停车场的 MQTT") == {"停车", "车场", "场的", "mqtt"}
    assert terms_of("The parking of cars") == terms_of("a parked car")


def test_a_text_is_like_itself_and_unlike_what_shares_no_word():
    assert compare(PARKING, PARKING) == Likeness(1.0, 1.0)
    assert compare(PARKING, describe(title={"zh": "婚姻登记"})) == Likeness(0.0, 0.0)
    assert compare(describe(title={"zh": "。"}), PARKING) == Likeness(0.0, 0.0)


def test_the_figures_are_those_of_the_formula():
    # 甲乙 乙丙 丙丁 beside 乙丙 丙丁 丁戊: two shared of four, and √(2/3) by the exponent of Chinese.
    likeness = compare(describe(title={"zh": "甲乙丙丁"}), describe(title={"zh": "乙丙丁戊"}))

    assert likeness.resemblance == 0.5
    assert likeness.similarity == pytest.approx((2 / 3) ** 0.5, abs=0.001)


def test_words_that_nearly_every_project_uses_weigh_little():
    # 泊位 位平 平台 beside 账号 号平 平台: 平台 alone is shared and weighs 0.3 of 2.3.
    likeness = compare(describe(title={"zh": "泊位平台"}), describe(title={"zh": "账号平台"}))

    assert likeness.similarity == pytest.approx((0.3 / 2.3) ** 0.5, abs=0.001)


@pytest.mark.parametrize(
    ("similarity", "resemblance", "level"),
    [
        (0.9, 0.6, "near_duplicate"),
        (0.9, 0.59, "overlapping"),
        (0.33, 0.0, "overlapping"),
        (0.32, 0.0, "related"),
        (0.25, 0.0, "related"),
        (0.24, 0.0, None),
    ],
)
def test_levels_begin_where_they_are_said_to(similarity: float, resemblance: float, level: str | None):
    assert Likeness(similarity, resemblance).level == level


def test_likeness_does_not_depend_on_who_is_held_against_whom():
    other = describe(title={"zh": "停车诱导"}, summary={"zh": "查空位和预约。"})

    assert compare(PARKING, other) == compare(other, PARKING)


def test_a_project_in_one_language_meets_that_language_of_the_component():
    english = describe(title={"en": "Free parking bays"}, features={"en": ["Payment after leaving"]})

    assert compare(english, PARKING).level == "overlapping"


def test_traditional_characters_and_full_width_letters_are_the_same_words():
    assert (
        compare(describe(title={"zh": "智慧停車ＭＱＴＴ"}), describe(title={"zh": "智慧停车mqtt"})).resemblance == 1.0
    )


def test_synonyms_bring_other_words_together_but_never_make_a_near_duplicate():
    synonyms = Synonyms([["停车", "泊车", "parking"], ["缴费", "付款", "payment"]])
    one, other = {"zh": "泊车付款"}, {"zh": "停车缴费"}

    plain = compare(describe(title=one), describe(title=other))
    helped = compare(
        describe(title=one, concepts=synonyms.concepts_of), describe(title=other, concepts=synonyms.concepts_of)
    )

    assert helped.similarity > plain.similarity
    assert helped.resemblance == plain.resemblance


def test_synonyms_bridge_languages_where_three_or_more_meet():
    synonyms = Synonyms([["停车", "parking"], ["缴费", "payment"], ["预约", "booking"], ["QR code", "扫码"]])
    english = describe(title={"en": "Parking with booking and payment by QR code"}, concepts=synonyms.concepts_of)
    two = describe(title={"en": "Parking payment"}, concepts=synonyms.concepts_of)
    chinese = describe(title={"zh": "停车预约扫码缴费"}, concepts=synonyms.concepts_of)

    assert compare(english, chinese).level == "overlapping"
    assert compare(two, chinese).similarity == 0.0


def test_a_word_of_latin_letters_is_a_synonym_as_a_whole_word_only():
    synonyms = Synonyms([["car", "汽车"]])

    assert synonyms.concepts_of("One car") == synonyms.concepts_of("电动汽车") != set()
    assert synonyms.concepts_of("care") == set()


def test_a_description_never_lowers_what_was_found():
    asked: dict[str, Any] = {"title": {"zh": "泊位诱导"}, "features": {"zh": ["先离场后付费"]}}
    long = {"zh": "本项目由财政资金保障，计划三年完成，请各处室按照分工抓好落实。" * 5}

    assert compare(describe(**asked, description=long), PARKING) == compare(describe(**asked), PARKING)


def test_passages_stand_side_by_side_with_the_words_they_share():
    project = describe(title={"zh": "停车项目"}, features={"zh": ["市民先离场后付费", "绿化"]})

    (passage,) = list_passages(project, PARKING)

    assert (passage.project.text, passage.component.text) == ("市民先离场后付费", "先离场后付费")
    assert passage.words == ["先离场后付费"]


def test_shared_words_are_told_as_they_stand_in_the_text():
    assert words_of("Leaving the Cars", terms_of("leave car")) == ["leaving", "cars"]
    assert words_of("智慧停车场", terms_of("停车场")) == ["停车场"]


def test_sentences_end_at_their_marks():
    assert sentences("先走。后付！\nOne 1.5 km. Two") == ["先走。", "后付！", "One 1.5 km.", "Two"]


def test_a_code_is_read_as_people_type_it():
    code = new_code()

    assert len(code) == 19
    assert read_code(code.lower().replace("-", " ").replace("1", "l").replace("0", "O")) == code
    assert read_code(code[:-1]) is None
    assert read_code("") is None


def test_every_single_slip_in_a_code_is_noticed():
    code = new_code()
    for place, sign in enumerate(code):
        for other in set(SIGNS) - {sign}:
            if sign != "-":
                assert read_code(code[:place] + other + code[place + 1 :]) is None
