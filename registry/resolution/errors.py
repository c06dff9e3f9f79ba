"""What resolution declines."""

from registry.kit.errors import Bilingual, Refusal


class ResolutionConflict(Refusal):
    """`conflicts` says who asks what of whom, `changes` what to ask for instead; both go out as they are."""

    title = Bilingual("这些要求不能同时满足", "These requirements do not fit together")
    sentence = Bilingual(
        "要求不能同时满足：{conflict_zh}。{change_zh}", "They do not fit together: {conflict_en}. {change_en}"
    )

    @property
    def members(self) -> dict[str, object]:
        return {"conflicts": self.facts["conflicts"], "changes": self.facts["changes"]}


class ResolutionTooHard(Refusal):
    status = 422
    title = Bilingual("组合过多，未能在限定内求解", "Too hard to resolve within the bounds")
    sentence = Bilingual(
        "在 {seconds} 秒和 {trials} 次尝试内没有找到答案，也不能证明没有：请为主要组件写明版本，或分批求解。",
        "Within {seconds} s and {trials} trials no answer was found, nor that there is none: name the versions of the "
        "main components, or resolve in parts.",
    )


class LockUnreadable(Refusal):
    """A file of requirements or a lock file that cannot be read, with the line of the mistake."""

    status = 422
    title = Bilingual("文件无法识别", "The file cannot be read")
    sentence = Bilingual("{file} 第 {line} 行：{mistake_zh}", "{file}, line {line}: {mistake_en}")
