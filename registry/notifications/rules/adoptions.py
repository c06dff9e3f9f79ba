"""Who is told what happens to adoptions, claims and applications: their lines of the table.

An operating entity may not see which city runs what, so what it is told names neither the city nor the adoption.
"""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_ADOPTION: Final = "/adoptions/{adoption}"
_COMPONENT: Final = "/components/{component}"
_RECEIVED: Final = "/organisations/{adopter}/claims"
_MADE: Final = "/organisations/{claimant}/claims"


def _of_a_step(
    type: str, urgency: str, named: Bilingual, unnamed: Bilingual, to: str | None = None
) -> tuple[Rule, ...]:
    """A step of an adoption's life: the publisher is told, by name only if it may see that, and the beneficiary."""
    when = {} if to is None else {"to": (to,)}
    return (
        Rule(type, "publisher_that_sees", urgency, named, _ADOPTION, when=when),
        Rule(type, "publisher_that_does_not", urgency, unnamed, _COMPONENT, when=when, is_about_component=True),
        Rule(type, "beneficiary", urgency, named, _ADOPTION, when=when),
    )


def _to_bodies(type: str, urgency: str, zh: str, en: str, todo: Bilingual | None = None) -> Rule:
    return Rule(type, "bodies", urgency, Bilingual(zh, en), _ADOPTION, todo)


_BY_TODAY: Final = Bilingual("登记一次在用证明", "Attest that it is in use")

ADOPTIONS: Final = (
    *_of_a_step(
        "adoption.begun",
        "low",
        Bilingual("{adopter} 开始采用 {component}。", "{adopter} began to adopt {component}."),
        Bilingual("{component} 有新的采用。", "An adoption of {component} began."),
    ),
    *_of_a_step(
        "adoption.moved",
        "low",
        Bilingual("{adopter} 已正式使用 {component}。", "{component} went live at {adopter}."),
        Bilingual("{component} 的一项采用已正式使用。", "An adoption of {component} went live."),
        to="live",
    ),
    *_of_a_step(
        "adoption.moved",
        "low",
        Bilingual("{adopter} 已停止使用 {component}。", "{adopter} retired {component}."),
        Bilingual("{component} 的一项采用已结束。", "An adoption of {component} ended."),
        to="retired",
    ),
    _to_bodies(
        "adoption.confirmed",
        "low",
        "贵方对 {component} 的采用已被确认。",
        "Your adoption of {component} was confirmed.",
    ),
    _to_bodies(
        "adoption.disputed",
        "high",
        "有单位对贵方采用 {component} 提出异议。",
        "Your adoption of {component} was disputed.",
        Bilingual("查看异议并补充证明", "Look at what is said and add evidence"),
    ),
    _to_bodies(
        "adoption.confirmation_withdrawn",
        "normal",
        "对贵方采用 {component} 的确认或异议已撤回。",
        "What was said to confirm or dispute your adoption of {component} was withdrawn.",
    ),
    _to_bodies(
        "adoption.evidence_decided",
        "normal",
        "贵方采用 {component} 的证明材料已审核。",
        "Evidence of your adoption of {component} was decided on.",
    ),
    _to_bodies(
        "adoption.evidence_held",
        "high",
        "贵方采用 {component} 的证明材料与另一项采用的相同，已留待审核。",
        "Evidence of your adoption of {component} is the same as another adoption's, and is held for review.",
        Bilingual("核对材料是否属于此项采用", "See whether it is evidence of this adoption"),
    ),
    _to_bodies(
        "adoption.cost_decided",
        "normal",
        "贵方采用 {component} 的费用数据已核验。",
        "What you stated of the cost of {component} was decided on.",
    ),
    _to_bodies(
        "adoption.attestation_due",
        "normal",
        "贵方采用的 {component} 即将到期，须证明仍在使用。",
        "It is time to attest that {component} is still in use.",
        _BY_TODAY,
    ),
    _to_bodies(
        "adoption.lapsed",
        "high",
        "贵方采用的 {component} 未按期证明在用，暂不计入。",
        "Nobody attested in time that {component} is in use: the adoption does not count for now.",
        _BY_TODAY,
    ),
    _to_bodies(
        "adoption.trial_due",
        "high",
        "{component} 的试用到期。",
        "The trial of {component} ends.",
        Bilingual("登记试用结果", "Record how the trial went"),
    ),
    Rule(
        "adoption_claim.made",
        "the adopter",
        "normal",
        Bilingual("{claimant} 声明贵方在用 {component}。", "{claimant} claims that you run {component}."),
        _RECEIVED,
        Bilingual("确认或否认", "Confirm it or reject it"),
    ),
    Rule(
        "adoption_claim.confirmed",
        "the claimant",
        "normal",
        Bilingual("您关于 {component} 的采用声明已被确认。", "Your claim about {component} was confirmed."),
        _MADE,
    ),
    Rule(
        "adoption_claim.rejected",
        "the claimant",
        "normal",
        Bilingual("您关于 {component} 的采用声明被否认。", "Your claim about {component} was rejected."),
        _MADE,
    ),
    Rule(
        "adoption_claim.expired",
        "the claimant",
        "low",
        Bilingual(
            "您关于 {component} 的采用声明无人答复，已失效。",
            "Nobody answered your claim about {component}: it ran out.",
        ),
        _MADE,
    ),
)
