"""Codes that show a certificate to be genuine: nobody guesses one, and a slip of the hand is noticed.

Sixteen signs of Crockford's base 32 in four groups: fifteen drawn by chance (75 bits), the last a check sign after
Luhn to the base of 32, which notices every single wrong sign and nearly every swap of neighbours. I and L are read as
1, O as 0; capitals, hyphens and spaces do not matter.
"""

import secrets
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DRAWN: Final = 15
_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})


def new_code() -> str:
    """A code that was never given before: `7HK2-90QZ-…`."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(_DRAWN))
    return _grouped(drawn + _check_sign(drawn))


def read_code(typed: str) -> str | None:
    """The code as it is kept, from what somebody typed; None where it cannot be one."""
    signs = typed.strip().upper().translate(_READ_AS)
    if len(signs) != _DRAWN + 1 or not set(signs) <= set(SIGNS) or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return _grouped(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _check_sign(signs: str) -> str:
    total = 0
    for place, sign in enumerate(reversed(signs)):
        value = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += value // len(SIGNS) + value % len(SIGNS)
    return SIGNS[-total % len(SIGNS)]
