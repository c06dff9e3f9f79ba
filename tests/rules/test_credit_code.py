"""The unified social credit code of GB 32100-2015, with another reading of the standard as witness."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc as witness
from stdnum.exceptions import InvalidChecksum

from registry.organisations.credit_code import ALPHABET, check_sign, is_credit_code, normalise_credit_code

# The witness knows the registrars of 2015 only; the standard has since been given the letters A, N and Y.
KNOWN_REGISTRARS = ("11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93")
BODY = st.tuples(
    st.sampled_from(KNOWN_REGISTRARS),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
).map("".join)


@given(BODY)
def test_the_check_sign_is_the_witnesses(body: str):
    assert check_sign(body) == witness.calc_check_digit(body + "0")


@given(BODY, st.sampled_from(ALPHABET))
def test_a_code_is_valid_with_its_own_check_sign_only(body: str, sign: str):
    assert is_credit_code(body + sign) == (sign == check_sign(body))


@given(BODY, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_sign_mistyped_is_noticed(body: str, place: int, sign: str):
    code = body + check_sign(body)
    assume(code[place] != sign)

    assert not is_credit_code(code[:place] + sign + code[place + 1 :])


@pytest.mark.parametrize("registrar", ["A1", "N1", "Y1"])
def test_registrars_added_after_2015_are_valid(registrar: str):
    body = registrar + "990100" + "MA0000000"

    assert is_credit_code(body + check_sign(body))


def test_the_witness_agrees_about_a_wrong_check_sign():
    body = "91990100MA0000000"
    wrong = "1" if check_sign(body) != "1" else "2"

    with pytest.raises(InvalidChecksum):
        witness.validate(body + wrong)
    assert not is_credit_code(body + wrong)


@pytest.mark.parametrize("code", ["", "9" * 17, "9" * 19, "91990100MA000000I0", "91990100MA000000Ｏ0"])
def test_other_lengths_and_signs_that_look_like_digits_are_none(code: str):
    assert not is_credit_code(code)


def test_half_width_and_upper_case_are_one_spelling():
    assert normalise_credit_code(" 91350211m000100y46\u3000") == "91350211M000100Y46"
    assert normalise_credit_code("９１３５0211M000100Y46") == "91350211M000100Y46"
