"""What adoption declines."""

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
