"""The stages of an adoption and the moves between them."""

from datetime import date
from typing import Final

from registry.kit.errors import Bilingual, Refusal

MOVES: Final = {
    "planned": ("approved", "retired"),
    "approved": ("pilot", "live", "retired"),
    "pilot": ("live", "suspended", "retired"),
    "live": ("suspended", "retired"),
    "suspended": ("pilot", "live", "retired"),
    "retired": (),
}


class TransitionNotAllowed(Refusal):
    title = Bilingual("当前阶段不允许此变更", "Not possible in the present stage")
    sentence = Bilingual(
        "采用处于 {stage} 阶段，不能进入 {to}；可进入：{legal}。",
        "The adoption is {stage} and cannot become {to}; possible from here: {legal}.",
    )


class NothingChanges(Refusal):
    title = Bilingual("没有变化", "Nothing would change")
    sentence = Bilingual(
        "采用已处于 {stage} 阶段且版本相同；升级请给出另一个版本。",
        "The adoption is {stage} at this version already; name another version to upgrade.",
    )


class DayOutOfOrder(Refusal):
    status = 422
    title = Bilingual("日期先后有误", "The day is out of order")
    sentence = Bilingual(
        "变更日期须在上一次变更（{since}）与今天（{today}）之间。",
        "A transition happens between the previous one ({since}) and today ({today}).",
    )


def legal_moves(stage: str) -> tuple[str, ...]:
    return MOVES[stage]


def check_transition(*, stage: str, to: str, version_changes: bool, on: date, since: date, today: date) -> None:
    """The rule of a transition.

    To another stage: one of the legal moves. To the present stage: an upgrade, which needs another version and a stage
    that has not ended. The day may lie in the past, never before the previous transition, never in the future.
    """
    if to == stage:
        if stage == "retired":
            raise TransitionNotAllowed(stage=stage, to=to, legal="-")
        if not version_changes:
            raise NothingChanges(stage=stage)
    elif to not in MOVES[stage]:
        raise TransitionNotAllowed(stage=stage, to=to, legal=", ".join(MOVES[stage]) or "-")
    if not since <= on <= today:
        raise DayOutOfOrder(since=since.isoformat(), today=today.isoformat())
