"""Who may say that an adoption is so: somebody on another side than who adopted. Pure.

Domain rule 4.1: adopter and confirmer are different users of different organisations; 4.5: an assessor that belongs to
one of both sides stands back.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual, Refusal

CONFIRMABLE: Final = ("pilot", "live", "suspended")
"""Stages in which there is something to confirm: what is only planned does not run yet, what has ended does not any
more."""


class OwnSide(Refusal):
    status = 403
    title = Bilingual("须由另一方作出", "Only another side may do this")
    sentence = Bilingual(
        "采用方、受益方、其所在城市及下属或上级单位、同一所有者的单位不能确认或裁定自己的采用；请由发布方、第三方评估机构或管理员作出。",
        "The adopter's own side (it, whose use it is, their city, its units, who owns them or is owned by them) cannot "
        "confirm or decide about its adoption: the publisher, an assessor or an administrator can.",
    )


class AssessorRecused(Refusal):
    status = 403
    title = Bilingual("评估机构须回避", "The assessor must stand back")
    sentence = Bilingual(
        "评估机构与发布方属于同一方，须回避；请由其他机构作出。",
        "The assessor stands on the publisher's side and must stand back: ask another one.",
    )


class NotAConfirmer(Refusal):
    status = 403
    title = Bilingual("不能确认此采用", "Not entitled to confirm this")
    sentence = Bilingual(
        "只有组件的发布方、第三方评估机构和管理员可以确认采用或裁定佐证。",
        "Only the component's publisher, assessors and administrators confirm adoptions and decide on evidence.",
    )


class NothingRuns(Refusal):
    title = Bilingual("尚无在用的采用", "Nothing runs that could be vouched for")
    sentence = Bilingual(
        "采用处于 {stage} 阶段：须为 {needed} 之一。",
        "The adoption is {stage}: it has to be one of {needed}.",
    )


class ConfirmationInForce(Refusal):
    title = Bilingual("已有确认", "There is one already")
    sentence = Bilingual(
        "“{organisation}”已对此采用作出确认或异议；如需更改，请先撤回。",
        "'{organisation}' has said whether this adoption is so: withdraw that first to say something else.",
    )


class ConfirmationWithdrawn(Refusal):
    title = Bilingual("已撤回", "It was withdrawn")
    sentence = Bilingual("该确认已撤回。", "This confirmation was withdrawn already.")


class Party(NamedTuple):
    """An organisation as far as sides go: itself, the city it belongs to, and who owns it, directly or not."""

    organisation_id: int
    city_id: int | None
    owners: frozenset[int]


def on_one_side(one: Party, other: Party) -> bool:
    """Whether two organisations are the same, of one city, one the other's owner, or owned by the same."""
    same_city = one.city_id is not None and one.city_id == other.city_id
    one_family = {one.organisation_id, *one.owners} & {other.organisation_id, *other.owners}
    return same_city or bool(one_family)


def check_sides(confirmer: Party, *, adopters: Collection[Party], publisher: Party, is_assessor: bool) -> None:
    """Refuse whoever stands on the side of those who adopted, and an assessor on the publisher's side.

    Raises OwnSide, AssessorRecused.
    """
    if any(on_one_side(confirmer, adopter) for adopter in adopters):
        raise OwnSide()
    if is_assessor and on_one_side(confirmer, publisher):
        raise AssessorRecused()


def check_confirmable(stage: str) -> None:
    """Raises NothingRuns for an adoption that has not begun to run, or that has ended."""
    if stage not in CONFIRMABLE:
        raise NothingRuns(stage=stage, needed=", ".join(CONFIRMABLE))
