"""What makes an activity of paired cities count (domain rule 4.15, indicator L3P1-A2). Pure.

An activity earns nothing before it is evidenced and confirmed by both sides, half of its weight from then on, and all
of it once there is something to show for it: an adoption that is linked, or a result, told 90 days after the second
confirmation at the earliest. The weights are this registry's own: no source gives any.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual, FieldError

RESULT_AFTER: Final = timedelta(days=90)
"""So long after both sides have confirmed an activity its result is due, and not told earlier."""

WITHOUT_RESULT: Final = 0.5
"""The most that an activity earns for which there is nothing to show."""

WEIGHTS: Final[Mapping[str, int]] = {
    "talent_secondment": 2,
    "project_aid": 3,
    "investment": 2,
    "component_share": 2,
    "component_cobuild": 3,
    "resource_exchange": 1,
}

FORMULA: Final = Bilingual(
    "完成率＝Σ权重×得分÷Σ权重，按已到计划日或已获双方确认的活动计；未经佐证或未经双方确认得 0，双方确认后得 0.5，"
    "有关联采用或 90 天后的成果得 1；计划日前取消的不计，计划日后取消的计入分母",
    "completion is Σ weight × worth ÷ Σ weight over the activities whose planned day has come or that both sides have "
    "confirmed; worth 0 until evidenced and confirmed by both, 0.5 from then on, 1 with a linked adoption or a result "
    "after 90 days; what was cancelled before its planned day is left out, what was cancelled later is not",
)


class ActivityFacts(NamedTuple):
    """What is known of an activity: the days on which each thing came about, None for what has not."""

    kind: str
    planned_on: date
    evidenced_on: date | None = None
    confirmed_on: date | None = None
    adoption_on: date | None = None
    result_on: date | None = None
    cancelled_on: date | None = None


def result_due_on(confirmed_on: date) -> date:
    """The first day on which the result of an activity may be told, and on which it is due."""
    return confirmed_on + RESULT_AFTER


def worth_of(activity: ActivityFacts, as_of: date) -> float:
    """What an activity earns of its weight on a day: 0, 0.5 or 1."""
    if not (_by(activity.evidenced_on, as_of) and _by(activity.confirmed_on, as_of)):
        return 0.0
    confirmed_on = activity.confirmed_on or as_of
    is_told = _by(activity.result_on, as_of) and (activity.result_on or as_of) >= result_due_on(confirmed_on)
    return 1.0 if is_told or _by(activity.adoption_on, as_of) else WITHOUT_RESULT


def is_planned(activity: ActivityFacts, as_of: date) -> bool:
    """Whether an activity is in the plan that a day measures."""
    if _by(activity.cancelled_on, as_of) and (activity.cancelled_on or as_of) < activity.planned_on:
        return False
    return activity.planned_on <= as_of or _by(activity.confirmed_on, as_of)


def completion_rate(activities: Iterable[ActivityFacts], as_of: date) -> float | None:
    """How much of the plan is done, by weight, from 0 to 1; None where nothing was due yet."""
    planned = [activity for activity in activities if is_planned(activity, as_of)]
    whole = sum(WEIGHTS[activity.kind] for activity in planned)
    if not whole:
        return None
    return sum(WEIGHTS[activity.kind] * worth_of(activity, as_of) for activity in planned) / whole


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


class EvidenceFacts(NamedTuple):
    """What one piece of evidence says. `is_linked`: the activity names an adoption or a component."""

    has_period: bool = False
    has_people: bool = False
    has_amount: bool = False
    has_consideration: bool = False
    has_documents: bool = False
    is_linked: bool = False


_PERIOD: Final = FieldError("/from", Bilingual("须写明起止日期。", "The period has to be told."))
_PEOPLE: Final = FieldError("/people", Bilingual("须写明人数（不写姓名）。", "How many people it was, without names."))
_AMOUNT: Final = FieldError("/amount", Bilingual("须写明金额与币种。", "The amount and its currency have to be told."))
_DOCUMENT: Final = FieldError("/documents", Bilingual("须附至少一份文件。", "At least one document is needed."))
_LINK: Final = FieldError(
    "", Bilingual("活动须先关联采用或组件。", "The activity has to name an adoption or a component.")
)
_WHAT_FOR: Final = FieldError(
    "/consideration", Bilingual("须写明置换的内容。", "What was exchanged for what has to be told.")
)


def lacking_in(kind: str, evidence: EvidenceFacts) -> list[FieldError]:
    """What a piece of evidence lacks for its kind of activity; nothing, when it proves it."""
    wanted: Mapping[str, tuple[tuple[bool, FieldError], ...]] = {
        "talent_secondment": ((evidence.has_period, _PERIOD), (evidence.has_people, _PEOPLE)),
        "project_aid": ((evidence.has_period, _PERIOD), (evidence.has_documents, _DOCUMENT)),
        "investment": ((evidence.has_amount, _AMOUNT), (evidence.has_documents, _DOCUMENT)),
        "component_share": ((evidence.is_linked, _LINK),),
        "component_cobuild": ((evidence.is_linked, _LINK), (evidence.has_documents, _DOCUMENT)),
        "resource_exchange": ((evidence.has_consideration, _WHAT_FOR), (evidence.has_documents, _DOCUMENT)),
    }
    return [error for is_there, error in wanted[kind] if not is_there]
