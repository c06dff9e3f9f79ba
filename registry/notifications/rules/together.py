"""Who is told of pairings and of buying together: their lines of the table."""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_PAIRING: Final = "/pairings/{pairing}"
_PURCHASE: Final = "/purchases/{purchase}"


def _of_pairing(
    type: str, urgency: str, zh: str, en: str, todo: Bilingual | None = None, **when: tuple[str, ...]
) -> tuple[Rule, ...]:
    """Both cities of a pairing, but not the one that did it."""
    return tuple(
        Rule(type, who, urgency, Bilingual(zh, en), _PAIRING, todo, when) for who in ("the helper", "the helped")
    )


def _of_purchase(type: str, who: str, urgency: str, zh: str, en: str, todo: Bilingual | None = None) -> Rule:
    return Rule(type, who, urgency, Bilingual(zh, en), _PURCHASE, todo)


TOGETHER: Final = (
    *_of_pairing(
        "pairing.proposed",
        "normal",
        "{helper} 与 {helped} 的结对等待确认。",
        "A pairing of {helper} and {helped} waits for an answer.",
        Bilingual("同意或谢绝", "Accept or decline"),
    ),
    *_of_pairing(
        "pairing.accepted", "low", "{helper} 与 {helped} 结对成立。", "{helper} and {helped} are paired from now on."
    ),
    *_of_pairing(
        "pairing.declined", "normal", "{helper} 与 {helped} 的结对未获同意。", "{helper} and {helped} are not paired."
    ),
    *_of_pairing(
        "pairing.activity_planned",
        "low",
        "{helper} 与 {helped} 的结对计划了一项活动。",
        "An activity of {helper} and {helped} was planned.",
    ),
    *_of_pairing(
        "pairing.activity_evidenced",
        "normal",
        "结对活动已有佐证，等待双方确认。",
        "An activity of your pairing was proved and waits to be confirmed.",
        Bilingual("核对并确认", "Look it over and confirm it"),
    ),
    *_of_pairing(
        "pairing.activity_confirmed",
        "low",
        "结对活动已获一方或双方确认。",
        "An activity of your pairing was confirmed.",
    ),
    *_of_pairing(
        "pairing.activity_cancelled", "normal", "一项结对活动已取消。", "An activity of your pairing was given up."
    ),
    *_of_pairing(
        "pairing.activity_due",
        "high",
        "结对活动已过计划日，尚无佐证。",
        "The day of an activity of your pairing has passed without evidence.",
        Bilingual("补充佐证，或取消并说明原因", "Prove it, or give it up with a reason"),
        owed=("evidence",),
    ),
    *_of_pairing(
        "pairing.activity_due",
        "high",
        "结对活动确认已满 90 天，请登记成果。",
        "The result of an activity of your pairing is due: it was confirmed 90 days ago.",
        Bilingual("登记成果，关联采用", "Tell what came of it, with the adoptions"),
        owed=("result",),
    ),
    *_of_pairing("pairing.result_told", "low", "结对活动的成果已登记。", "The result of an activity was told."),
    *_of_pairing("pairing.funded", "low", "结对新增一笔投入承诺。", "Money was committed for your pairing."),
    *_of_pairing(
        "pairing.completion_stated",
        "normal",
        "一方认为 {helper} 与 {helped} 的结对已完成，等待另一方确认。",
        "One side holds the pairing of {helper} and {helped} to be completed.",
        Bilingual("确认办结", "Say so too"),
    ),
    *_of_pairing(
        "pairing.completed",
        "low",
        "{helper} 与 {helped} 的结对已完成。",
        "{helper} and {helped} completed the pairing.",
    ),
    _of_purchase(
        "purchase.joined",
        "the organiser",
        "low",
        "{member} 参加了贵方对 {component} 的联合采购。",
        "{member} joined your purchase of {component}.",
    ),
    _of_purchase(
        "purchase.left",
        "the organiser",
        "normal",
        "{member} 退出了贵方对 {component} 的联合采购。",
        "{member} left your purchase of {component}.",
    ),
    _of_purchase(
        "purchase.changed",
        "the members",
        "normal",
        "{organiser} 修改了对 {component} 的联合采购。",
        "{organiser} changed the joint purchase of {component}.",
    ),
    _of_purchase(
        "purchase.due",
        "the organiser",
        "high",
        "对 {component} 的联合采购已过截止日。",
        "The last day for joining your purchase of {component} has passed.",
        Bilingual("截止、延期或取消", "Close it, let it close later, or cancel it"),
    ),
    _of_purchase(
        "purchase.closed",
        "the members",
        "normal",
        "{organiser} 对 {component} 的联合采购已截止成立。",
        "The joint purchase of {component} by {organiser} is closed.",
    ),
    _of_purchase(
        "purchase.cancelled",
        "the members",
        "high",
        "{organiser} 取消了对 {component} 的联合采购。",
        "{organiser} cancelled the joint purchase of {component}.",
    ),
    _of_purchase(
        "purchase.agreed",
        "the members",
        "normal",
        "对 {component} 的集采协议已与 {supplier} 达成。",
        "The joint purchase of {component} was agreed on with {supplier}.",
        Bilingual("查看协议；采用后登记使用", "Read the agreement, and record what you take up of it"),
    ),
    _of_purchase(
        "purchase.called_off",
        "the organiser",
        "low",
        "{member} 使用了对 {component} 的集采协议。",
        "{member} took up the agreement on {component}.",
    ),
)
