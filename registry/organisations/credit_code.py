"""The unified social credit code of GB 32100-2015, checked by the standard's own algorithm."""

import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 signs: no I, O, Z, S, V, which look like digits."""

WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))


def normalise_credit_code(code: str) -> str:
    """Upper case and half width: people paste codes from forms that use either."""
    return unicodedata.normalize("NFKC", code).strip().upper()


def check_sign(body: str) -> str:
    """The 18th sign for the first 17."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_credit_code(code: str) -> bool:
    """Whether a normalised code has 18 signs of the alphabet and the right check sign."""
    if len(code) != 18 or any(sign not in ALPHABET for sign in code):
        return False
    return check_sign(code[:17]) == code[17]
