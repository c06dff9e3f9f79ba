"""What the register of organisations declines."""

from registry.kit.errors import Bilingual, Refusal


class SlugTaken(Refusal):
    title = Bilingual("标识已被占用", "The slug is taken")
    sentence = Bilingual(
        "标识“{slug}”已被占用或与已有标识过于相似；标识永不重复使用。",
        "The slug '{slug}' is taken or too similar to one that is; slugs are never reused.",
    )


class CreditCodeTaken(Refusal):
    title = Bilingual("统一社会信用代码已登记", "The credit code is registered already")
    sentence = Bilingual(
        "统一社会信用代码 {uscc} 已由其他单位登记。",
        "The unified social credit code {uscc} is registered for another organisation.",
    )


class DivisionTaken(Refusal):
    title = Bilingual("区划代码已存在", "The division exists already")
    sentence = Bilingual("区划代码 {code} 已存在。", "A division with the code {code} exists already.")


class ClusterTaken(Refusal):
    title = Bilingual("城市群已存在", "The cluster exists already")
    sentence = Bilingual("城市群“{slug}”已存在。", "The cluster '{slug}' exists already.")


class ClassNotLater(Refusal):
    title = Bilingual("类别生效日期过早", "The class would begin too early")
    sentence = Bilingual(
        "新类别须在现行类别生效日（{since}）之后生效。",
        "A new class must begin after the present one did ({since}).",
    )


class NotInForce(Refusal):
    title = Bilingual("单位尚未登记或已合并", "The organisation is a draft or merged")
    sentence = Bilingual(
        "“{slug}”的状态为 {status}：草稿须先由管理员批准，已合并的单位由其承继单位代替。",
        "'{slug}' is {status}: a draft must be approved by an administrator first, and a merged organisation is "
        "replaced by its successor.",
    )


class TooManyDrafts(Refusal):
    title = Bilingual("待处理的草稿过多", "Too many open drafts")
    sentence = Bilingual(
        "贵单位已有 {limit} 份单位草稿待管理员处理；处理后方可再提交。",
        "Your organisation has {limit} drafts of organisations that wait for an administrator: wait until some are "
        "decided.",
    )


class NotDraft(Refusal):
    title = Bilingual("不是草稿", "Not a draft")
    sentence = Bilingual("“{slug}”的状态为 {status}，不是草稿。", "'{slug}' is {status}, no draft.")


class NotMergeable(Refusal):
    title = Bilingual("不能合并", "They cannot be merged")
    sentence = Bilingual(
        "“{slug}”不能并入“{into}”：两者须为不同单位、同一类型（城市还须同为一种单位），且接收方已登记、未合并。",
        "'{slug}' cannot be merged into '{into}': they must be two organisations of one kind (and, for cities, one "
        "sort of unit), the first not merged yet, and the second registered.",
    )
