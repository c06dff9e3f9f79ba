"""Why two cities are alike, in words."""

from typing import Final

from registry.kit.errors import Bilingual
from registry.organisations.genes import in_language
from registry.organisations.likeness import Reason

_WHOLE: Final = {
    "class": Bilingual("同一类别", "the same class"),
    "size_band": Bilingual("规模等级相同", "the same size"),
    "province": Bilingual("同一省份", "the same province"),
    "cluster": Bilingual("同一城市群", "a cluster in common"),
}
_NEIGHBOURING: Final = Bilingual("规模等级相邻", "nearly the same size")
_GENES: Final = {
    "stage": Bilingual("发展阶段", "stage of development"),
    "economy": Bilingual("经济", "economy"),
    "geography": Bilingual("地理", "geography"),
    "culture": Bilingual("文化", "culture"),
    "resources": Bilingual("资源", "resources"),
}


def sentence(reason: Reason) -> dict[str, str]:
    """One likeness as a person reads it, by language."""
    return {language: _in(reason, language) for language in ("zh", "en")}


def _in(reason: Reason, language: str) -> str:
    if reason.trait in _GENES:
        words = [in_language(word, language) for word in reason.shared]
        shared = "、".join(words) if language == "zh" else ", ".join(words)
        return f"{_GENES[reason.trait].in_language(language)}{'：' if language == 'zh' else ': '}{shared}"
    if reason.trait == "size_band" and reason.share < 1:
        return _NEIGHBOURING.in_language(language)
    return _WHOLE[reason.trait].in_language(language)
