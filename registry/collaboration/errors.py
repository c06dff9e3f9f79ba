"""What collaboration declines."""

from registry.kit.errors import Bilingual, Refusal


class ScenarioTaken(Refusal):
    title = Bilingual("场景已存在", "The scenario exists already")
    sentence = Bilingual("场景“{code}”已存在。", "The scenario '{code}' exists already.")


class PairingTaken(Refusal):
    title = Bilingual("结对已存在", "The pairing exists already")
    sentence = Bilingual(
        "“{helper}”与“{helped}”已有同日开始的结对。",
        "'{helper}' and '{helped}' have a pairing that starts on that day already.",
    )


class PairingNotOpen(Refusal):
    title = Bilingual("结对已答复", "The pairing was answered already")
    sentence = Bilingual("结对的状态为 {status}，不能再答复。", "The pairing is {status} and cannot be answered again.")


class FeedbackClosed(Refusal):
    title = Bilingual("反馈已答复", "The feedback was answered already")
    sentence = Bilingual(
        "反馈的状态为 {status}，不能再更改或答复；可先重新打开（DELETE …/resolution 或 …/refusal）。",
        "The feedback is {status} and takes no further change: reopen it first (DELETE …/resolution or …/refusal).",
    )


class FeedbackOpen(Refusal):
    title = Bilingual("没有可撤销的答复", "There is no such answer to take back")
    sentence = Bilingual(
        "反馈的状态为 {status}，而不是 {wanted}；没有可撤销的答复。",
        "The feedback is {status}, not {wanted}: there is nothing to take back.",
    )


class RunsItNot(Refusal):
    title = Bilingual("该城市未运行此组件", "That city does not run it")
    sentence = Bilingual(
        "“{city}”目前没有运行“{component}”；请向正在运行它的城市提问。",
        "'{city}' does not run '{component}' at present: ask a city that does.",
    )


class TooManyQuestions(Refusal):
    status = 429
    title = Bilingual("待答问题过多", "Too many questions are open")
    sentence = Bilingual(
        "已有 {limit} 个问题等待答复；请待其答复后再提问。",
        "{limit} of your questions wait for an answer: ask again once some are answered.",
    )


class QuestionClosed(Refusal):
    title = Bilingual("问题已答复", "The question was answered already")
    sentence = Bilingual("问题的状态为 {status}，不能再答复。", "The question is {status} and takes no further answer.")


class ReportNotLent(Refusal):
    status = 403
    title = Bilingual("尚未获准查阅", "The report was not lent to you")
    sentence = Bilingual(
        "查阅“{title}”须经其所有者同意：请先申请（POST …/requests）。",
        "To read '{title}' its owner has to agree: ask first (POST …/requests).",
    )


class OwnReport(Refusal):
    status = 403
    title = Bilingual("本单位的报告", "It is your own report")
    sentence = Bilingual(
        "“{title}”属于本单位，直接下载即可，无需申请。", "'{title}' is your own: fetch it, there is nobody to ask."
    )


class ReportWithdrawn(Refusal):
    title = Bilingual("报告已撤回", "The report was withdrawn")
    sentence = Bilingual("“{title}”已撤回，不再出借。", "'{title}' was withdrawn and is lent no more.")


class ReportRequested(Refusal):
    title = Bilingual("已申请", "Asked for already")
    sentence = Bilingual("对这份报告的申请正等待答复。", "A request for this report waits for an answer.")


class RequestClosed(Refusal):
    title = Bilingual("申请已答复", "The request was decided already")
    sentence = Bilingual("申请的状态为 {status}，不能再决定。", "The request is {status} and cannot be decided again.")


class PairingNotActive(Refusal):
    title = Bilingual("结对不在执行中", "The pairing is not in force")
    sentence = Bilingual(
        "结对的状态为 {status}：只有双方确认、尚未完成的结对可以登记活动与投入。",
        "The pairing is {status}: only one that both sides agreed to and that is not completed takes this.",
    )


class NotAPairedCity(Refusal):
    status = 403
    title = Bilingual("须由结对双方之一办理", "One of the two cities has to do this")
    sentence = Bilingual(
        "此操作须由“{helper}”或“{helped}”各自办理，他人不能代为办理。",
        "'{helper}' and '{helped}' do this each for itself: nobody does it in their place.",
    )


class SameHand(Refusal):
    status = 403
    title = Bilingual("不能同时代表双方", "One cannot speak for both sides")
    sentence = Bilingual(
        "结对双方须各自确认：同一单位或同一人员不能代表两方。",
        "Each side confirms for itself: no organisation and no person speaks for both.",
    )


class ActivityNotOpen(Refusal):
    title = Bilingual("活动状态不允许此操作", "The activity is not at that point")
    sentence = Bilingual("活动的状态为 {status}，不能执行此操作。", "The activity is {status}: this cannot be done.")


class AlreadyConfirmed(Refusal):
    title = Bilingual("本方已确认", "Your side has confirmed it already")
    sentence = Bilingual("“{organisation}”已确认，无需重复。", "'{organisation}' has confirmed it: once is enough.")


class ResultTooEarly(Refusal):
    title = Bilingual("尚未到登记成果的时间", "It is too early for a result")
    sentence = Bilingual(
        "成果须在双方确认满 90 天后登记：最早 {due_on}。",
        "A result is told 90 days after both sides confirmed at the earliest: from {due_on} on.",
    )

    @property
    def members(self) -> dict[str, object]:
        return {"due_on": self.facts["due_on"]}


class ActivitiesUnderWay(Refusal):
    title = Bilingual("还有未办结的活动", "Some activities are not finished")
    sentence = Bilingual(
        "还有 {count} 项活动既未获双方确认也未取消，结对不能办结。",
        "{count} activities are neither confirmed by both sides nor cancelled: the pairing cannot be completed.",
    )
