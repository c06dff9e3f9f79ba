"""What adoption declines."""

from collections.abc import Sequence

from registry.adoption.policy import Finding, unmet
from registry.kit.errors import Bilingual, Refusal


class AdoptionTaken(Refusal):
    title = Bilingual("已在采用", "Adopted already")
    sentence = Bilingual(
        "“{adopter}”已有一项未结束的“{component}”采用；请在其上变更。",
        "'{adopter}' has an adoption of '{component}' that has not ended: change that one.",
    )


class NotAdoptable(Refusal):
    title = Bilingual("组件不可采用", "The component cannot be adopted")
    sentence = Bilingual(
        "“{component}”的状态为 {status}，不接受新的采用。",
        "'{component}' is {status} and takes no new adoptions.",
    )


class VersionYanked(Refusal):
    title = Bilingual("版本已撤回", "The version is yanked")
    sentence = Bilingual(
        "“{component}”的版本 {number} 已撤回，不能新采用；请改用其他版本。",
        "Version {number} of '{component}' is yanked and cannot be newly adopted: choose another.",
    )


class NotEntitled(Refusal):
    status = 403
    title = Bilingual("不能代为采用", "Not entitled to adopt on behalf")
    sentence = Bilingual(
        "“{adopter}”不能代“{beneficiary}”采用：须为其上级区划的主管单位、上下级单位或同一城市群成员。",
        "'{adopter}' cannot adopt on behalf of '{beneficiary}': only an authority of a division above it, a body of "
        "the same city, or a member of the same cluster can.",
    )


class PolicyNotMet(Refusal):
    title = Bilingual("不符合本市的采用要求", "The city's policy is not met")
    sentence = Bilingual(
        "“{component}”不符合“{organisation}”的采用要求：{zh}。如确需采用，"
        "由制定要求的单位在 policy_exception 中写明理由。",
        "'{component}' does not meet the policy of '{organisation}': {en}. To take it all the same, the one whose "
        "policy it is gives a reason in policy_exception.",
    )

    def __init__(self, *, component: str, organisation: str, findings: Sequence[Finding]) -> None:
        self.findings = findings
        missed = unmet(findings)
        super().__init__(
            component=component,
            organisation=organisation,
            zh="；".join(finding.why.zh for finding in missed),
            en="; ".join(finding.why.en for finding in missed),
        )

    @property
    def members(self) -> dict[str, object]:
        return {"findings": [finding.document() for finding in self.findings]}


class ExceptionNotYours(Refusal):
    status = 403
    title = Bilingual("不能代为例外", "Not yours to except from")
    sentence = Bilingual(
        "只有制定要求的“{organisation}”才能准许例外。",
        "Only '{organisation}', whose policy it is, can except something from it.",
    )


class AdviceNotThere(Refusal):
    title = Bilingual("没有这条建议", "There is no such advice")
    sentence = Bilingual(
        "该采用现无“{code}”（{about}）这条建议：请重新查看升级清单。",
        "There is no advice '{code}' about '{about}' on this adoption now: look at its updates again.",
    )


class SnoozeTooLong(Refusal):
    status = 422
    title = Bilingual("推迟过久", "Put off for too long")
    sentence = Bilingual(
        "最迟可推迟到 {latest}。",
        "It can be put off until {latest} at the latest.",
    )


class NotSnoozable(Refusal):
    title = Bilingual("不能再推迟", "It cannot be put off")
    sentence = Bilingual(
        "严重安全通告“{about}”应在 {due_on} 前处理，不能推迟到其后。",
        "The critical advisory '{about}' is due on {due_on} and cannot be put off beyond that day.",
    )
