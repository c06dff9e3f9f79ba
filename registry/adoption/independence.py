"""How independent an adopter is of the publisher. Pure: see domain rules 3.2 and 4.1.

1.  0 where the publisher itself, or an organisation above or below it, adopts or is adopted for.
2.  0 within the same city, by the city that figures count a unit to.
3.  0.3 within the same prefecture-level unit or municipality, by the ancestors of the two divisions, never by the
    beginning of their codes: 仙桃 429004 and 潜江 429005 share a province only and are strangers. A division at the top
    is a province unless it is a municipality; what both lie in below the top makes them near.
4.  1 otherwise.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

MUNICIPALITY: Final = "municipality"
"""The kind of a division at the top that is one city."""


class Body(NamedTuple):
    """An organisation with those above it, its city, and the divisions it lies in, the nearest first."""

    id: int
    city_id: int | None
    above: Sequence[int]
    divisions: Sequence[tuple[str, str]]


class Judgement(NamedTuple):
    factor: float
    reason: str


def judge(publisher: Body, beneficiary: Body, adopter: Body) -> Judgement:
    """How independent the use by `beneficiary`, adopted by `adopter`, is of `publisher`."""
    if any(_are_one(publisher, body) for body in (beneficiary, adopter)):
        return Judgement(0.0, "same_owner")
    if publisher.city_id is not None and publisher.city_id == beneficiary.city_id:
        return Judgement(0.0, "same_city")
    if _near_of(publisher) & _near_of(beneficiary):
        return Judgement(0.3, "same_prefecture")
    return Judgement(1.0, "different")


def _near_of(body: Body) -> set[str]:
    """The divisions that make whoever else lies in them near."""
    *below, top = body.divisions or [("", "")]
    return {code for code, _ in below} | ({top[0]} if top[1] == MUNICIPALITY else set())


def _are_one(one: Body, other: Body) -> bool:
    return one.id == other.id or one.id in other.above or other.id in one.above
