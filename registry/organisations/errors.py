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
