"""What comparing declines."""

from registry.kit.errors import Bilingual, Refusal


class ComparisonSize(Refusal):
    status = 422
    title = Bilingual("比较的组件数量不符", "Too few or too many to compare")
    sentence = Bilingual(
        "一次可比较 {least} 至 {most} 个不同的组件，现为 {given} 个。",
        "{least} to {most} different components are compared at a time: these are {given}.",
    )
