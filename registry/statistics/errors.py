"""What reports decline."""

from registry.kit.errors import Bilingual, Refusal


class ReportIssued(Refusal):
    status = 409
    title = Bilingual("该月报告已发布", "The report of this month has been issued")
    sentence = Bilingual(
        "{month} 的报告已于 {day} 发布，不再变动：此后获知的更正写入下一期报告。",
        "The report of {month} was issued on {day} and does not change: what is learnt later stands in the next one.",
    )


class MonthNotOver(Refusal):
    status = 409
    title = Bilingual("该月尚未结束", "The month is not over")
    sentence = Bilingual(
        "{month} 尚未结束，月末之后才能发布报告。", "{month} is not over: its report can be issued once it is."
    )
