"""What the slice of standards declines."""

from registry.kit.errors import Bilingual, Refusal


class StandardTaken(Refusal):
    title = Bilingual("标准已登记", "The standard is there already")
    sentence = Bilingual(
        "“{code}”与已登记的“{existing}”是同一标准。",
        "'{code}' is the same standard as '{existing}', which is there already.",
    )


class ClaimTaken(Refusal):
    title = Bilingual("已声明符合该标准", "Conformance is claimed already")
    sentence = Bilingual(
        "“{component}”的版本 {number} 已声明符合“{standard}”（{status}）。",
        "Version {number} of '{component}' claims conformance to '{standard}' already ({status}).",
    )


class ClaimEnded(Refusal):
    title = Bilingual("声明已结束", "The claim has ended")
    sentence = Bilingual(
        "该声明的状态为 {status}；发布单位可以重新声明。", "The claim is {status}; the publisher may claim anew."
    )


class NotAnAssessor(Refusal):
    status = 403
    title = Bilingual("不是核验单位", "Not a verifier")
    sentence = Bilingual(
        "“{organisation}”不是评估机构或主管单位，不能核验符合性。",
        "'{organisation}' is neither an assessor nor an authority and cannot verify conformance.",
    )


class VerifierInterested(Refusal):
    status = 403
    title = Bilingual("核验单位与组件有利害关系", "The verifier has an interest in the component")
    sentence = Bilingual(
        "“{organisation}”属于“{component}”的发布方、供应方或参与方，不能核验其符合性。",
        "'{organisation}' belongs to those who publish, supply or contribute to '{component}' and cannot verify it.",
    )
