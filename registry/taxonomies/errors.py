"""What taxonomies decline."""

from registry.kit.errors import Bilingual, Refusal


class TaxonomyTaken(Refusal):
    title = Bilingual("分类表已存在", "The taxonomy is there already")
    sentence = Bilingual("已有代码为“{taxonomy}”的分类表。", "There is a taxonomy '{taxonomy}' already.")


class EditionTaken(Refusal):
    title = Bilingual("版本已存在", "The edition is there already")
    sentence = Bilingual(
        "分类表“{taxonomy}”已有“{edition}”版；请另取版本名，或修改该草稿。",
        "'{taxonomy}' has an edition '{edition}' already: choose another name, or change the draft.",
    )


class EditionReleased(Refusal):
    title = Bilingual("版本已发布", "The edition has been released")
    sentence = Bilingual(
        "分类表“{taxonomy}”的“{edition}”版已发布，不能再改；请拟定新版本。",
        "Edition '{edition}' of '{taxonomy}' has been released and never changes: draft another one.",
    )


class ConceptsInUse(Refusal):
    title = Bilingual("仍有组件使用被删除的概念", "Components use concepts that would be dropped")
    sentence = Bilingual(
        "新版本删除了仍在使用且没有替代的概念：{used}。请在 replaced 中为其指定替代概念。",
        "The edition drops concepts that are in use and have no replacement: {used}. Name their replacements in "
        "'replaced'.",
    )


class OverlayInTheWay(Refusal):
    title = Bilingual("省级扩展依赖被删除的概念", "An overlay lies under what would be dropped")
    sentence = Bilingual(
        "省级扩展中的概念依赖被删除且没有替代的概念：{overlays}。请在 replaced 中为其指定替代概念。",
        "Concepts of overlays stand under concepts that would be dropped without a replacement: {overlays}. Name the "
        "replacements in 'replaced'.",
    )
