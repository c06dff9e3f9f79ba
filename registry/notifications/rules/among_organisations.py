"""Who is told of applications, flags, questions, reports, webhooks and subscriptions: their lines of the table."""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_APPLICATION: Final = "/applications/{application}"
_FLAG: Final = "/flags/{flag}"
_DECIDE: Final = Bilingual("审批", "Decide on it")


def _decided(status: str, urgency: str, zh: str, en: str, todo: Bilingual | None = None) -> tuple[Rule, ...]:
    return tuple(
        Rule("application.item_decided", who, urgency, Bilingual(zh, en), _APPLICATION, todo, {"status": (status,)})
        for who in ("the applicant", "the beneficiary")
    )


AMONG_ORGANISATIONS: Final = (
    Rule(
        "application.submitted",
        "the decides",
        "normal",
        Bilingual("有一份申请单等待贵方审批。", "An application waits for your decision."),
        _APPLICATION,
        _DECIDE,
    ),
    Rule(
        "application.step_opened",
        "the decides",
        "normal",
        Bilingual("采用 {component} 的申请等待贵方审批。", "An application for {component} waits for your decision."),
        _APPLICATION,
        _DECIDE,
    ),
    Rule(
        "application.step_due",
        "the decides",
        "high",
        Bilingual(
            "采用 {component} 的申请审批即将逾期或已逾期。", "The decision on an application for {component} is due."
        ),
        _APPLICATION,
        _DECIDE,
    ),
    *_decided(
        "in_review",
        "low",
        "采用 {component} 的申请已通过一级审批。",
        "One step of the application for {component} was approved.",
    ),
    *_decided("approved", "normal", "采用 {component} 的申请已批准。", "The application for {component} was approved."),
    *_decided(
        "returned",
        "high",
        "采用 {component} 的申请被退回修改。",
        "The application for {component} was returned.",
        Bilingual("修改后重新提交，或撤回", "Correct and submit it again, or withdraw it"),
    ),
    *_decided("rejected", "high", "采用 {component} 的申请未获批准。", "The application for {component} was rejected."),
    Rule(
        "flag.raised",
        "the parties",
        "high",
        Bilingual(
            "有一项与贵方有关的复用数据被标记，待人工复核。",
            "Something in your reuse was flagged, for a person to review.",
        ),
        _FLAG,
        Bilingual("查看标记；如有误可补充材料", "See the flag; add evidence if it is wrong"),
    ),
    Rule(
        "flag.decided",
        "the parties",
        "high",
        Bilingual("与贵方有关的标记已复核。", "A flag that concerns you was decided."),
        _FLAG,
        Bilingual("如不同意可申诉", "Appeal if you disagree"),
    ),
    Rule(
        "appeal.decided",
        "the parties",
        "high",
        Bilingual("与贵方有关的申诉已答复。", "An appeal that concerns you was answered."),
        _FLAG,
    ),
    Rule(
        "peer_question.asked",
        "the to",
        "normal",
        Bilingual("{asked_by} 就 {component} 向贵方提问。", "{asked_by} asks you about {component}."),
        "/peer-questions",
        Bilingual("回答或谢绝", "Answer or decline"),
    ),
    Rule(
        "peer_question.answered",
        "the asked_by",
        "normal",
        Bilingual("{to} 回答了贵方关于 {component} 的问题。", "{to} answered your question about {component}."),
        "/peer-questions",
    ),
    Rule(
        "report.requested",
        "report_owner",
        "normal",
        Bilingual(
            "{city} 申请查阅 {component} 的安全测评报告。", "{city} asks to read a security report on {component}."
        ),
        "/components/{component}/peers",
        Bilingual("同意或谢绝", "Lend it or decline"),
    ),
    Rule(
        "report.decided",
        "the city",
        "normal",
        Bilingual(
            "贵方查阅 {component} 安全测评报告的申请已答复。",
            "Your request for a security report on {component} was decided.",
        ),
        "/components/{component}/peers",
    ),
    Rule(
        "landscape.certification_due",
        "the organisation",
        "normal",
        Bilingual("在用清单的年度确认将于 {valid_until} 到期。", "Your landscape was certified until {valid_until}."),
        "/organisations/{organisation}",
        Bilingual("核对在用清单并重新确认", "Look it over and certify it again"),
    ),
    Rule(
        "webhook.disabled",
        "the organisation",
        "high",
        Bilingual(
            "贵方的一个 Webhook 因投递失败已停用。", "One of your webhooks was disabled: it could not be delivered to."
        ),
        "/organisations/{organisation}/webhooks",
        Bilingual("修复后重新启用，并重放遗漏的事件", "Mend it, enable it again and replay what it missed"),
    ),
    Rule(
        "subscription.paused",
        "the organisation",
        "high",
        Bilingual(
            "贵方的一个消息订阅（{channel}）投递失败，已暂停。",
            "One of your subscriptions ({channel}) could not be delivered to and is paused.",
        ),
        "/subscriptions",
        Bilingual("核对地址后恢复", "Check the address, then resume it"),
    ),
)
