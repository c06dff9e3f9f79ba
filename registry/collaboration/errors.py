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
