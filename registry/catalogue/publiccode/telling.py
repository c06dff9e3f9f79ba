"""The texts of an export in one language: what the publisher wrote, made as long or short as the standard asks.

Nothing is invented: a text that is too short is followed by what else is registered, and says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

# Neither typed nor stubbed; the standard library cannot count what a reader sees as a character.
import regex  # type: ignore[import-untyped, unused-ignore]

from registry.catalogue.publiccode.forms import graphemes
from registry.catalogue.publiccode.texts import MAX_DESCRIPTION, MAX_FEATURE, MAX_ITEMS, MAX_TITLE, clean, clean_lines
from registry.kit.texts import choose

SHORT_MOST: Final = 150
LONG_LEAST: Final = 150
LONG_MOST: Final = 10_000
_SENTENCE: Final = regex.compile(r".{40,}[。！？.!?](?=\s|$|[^\x00-\x7f])")

Label = Callable[[str, str, str], str]
"""Group, word and language to what people call it."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is told of a component beside its description: who publishes it as what, where, in which version."""

    full_name: str
    publisher: Mapping[str, str]
    page: str
    status: str
    number: str | None


def short_text(details: Mapping[str, Any], language: str) -> str:
    """The summary in at most 150 characters: whole sentences of it where they say enough, else its beginning."""
    text = clean(details["summary"].get(language), MAX_DESCRIPTION) or title_of(details, language)
    if graphemes(text) <= SHORT_MOST:
        return text
    beginning = _beginning(text, SHORT_MOST)
    sentences = _SENTENCE.match(beginning)
    return str(sentences[0]) if sentences else _beginning(text, SHORT_MOST - 1).rstrip() + "…"


def long_text(details: Mapping[str, Any], known: Circumstances, language: str, label: Label) -> str:
    """The description in 150 to 10,000 characters; a short one is completed by what is registered."""
    text = clean_lines((details.get("description") or {}).get(language), MAX_DESCRIPTION)
    if graphemes(text) > LONG_MOST:
        return _beginning(text, LONG_MOST - 1) + "…"
    for paragraph in _further(details, known, language, label):
        if graphemes(text) >= LONG_LEAST:
            break
        text = f"{text}\n\n{paragraph}" if text else paragraph
    return _beginning(text, LONG_MOST)


def feature_list(details: Mapping[str, Any], language: str) -> list[str]:
    """The features in this language; where none are named, what the component does in short is its one feature."""
    named = (clean(feature, MAX_FEATURE) for feature in (details.get("features") or {}).get(language, ()))
    return list(dict.fromkeys(filter(None, named)))[:MAX_ITEMS] or [short_text(details, language)]


def title_of(details: Mapping[str, Any], language: str) -> str:
    return clean(choose(details["title"], language), MAX_TITLE) or "?"


def _further(details: Mapping[str, Any], known: Circumstances, language: str, label: Label) -> Iterator[str]:
    yield clean(details["summary"].get(language), MAX_DESCRIPTION)
    tell = _told_in_chinese if language.split("-")[0] == "zh" else _told_in_english
    yield from tell(details, known, label)


def _told_in_chinese(details: Mapping[str, Any], known: Circumstances, label: Label) -> Iterator[str]:
    if features := (details.get("features") or {}).get("zh"):
        yield "主要功能：" + "；".join(features) + "。"
    if scenarios := details.get("scenarios"):
        yield "适用场景：" + "、".join(scenarios) + "。"
    version = f"当前版本为 {known.number}" if known.number else "尚未发布版本"
    yield (
        f"“{title_of(details, 'zh')}”由{choose(known.publisher, 'zh')}发布，在登记平台上的名称为 {known.full_name}。"
        f"{version}。状态：{label('status', known.status, 'zh')}。"
        f"类型：{label('kind', details['kind'], 'zh')}。许可证：{details['license']}。"
        f"费用：{label('cost_model', details.get('cost_model', 'free'), 'zh')}。"
        f"维护方式：{label('maintenance_type', _maintenance(details), 'zh')}。"
        "发布方尚未填写更详细的说明。以上文字由登记平台根据该组件已登记的信息自动汇编，没有添加任何未登记的内容；"
        "版本、依赖关系、适用标准、部署方式、共享条件和联系方式等完整信息，"
        f"以登记平台上该组件的页面为准，随时可以查阅：{known.page}。"
    )


def _told_in_english(details: Mapping[str, Any], known: Circumstances, label: Label) -> Iterator[str]:
    if features := (details.get("features") or {}).get("en"):
        yield "What it does: " + "; ".join(features) + "."
    if scenarios := details.get("scenarios"):
        yield "Scenarios: " + ", ".join(scenarios) + "."
    version = f"The current version is {known.number}." if known.number else "No version has been published yet."
    yield (
        f"{title_of(details, 'en')} is published by {choose(known.publisher, 'en')} and registered as "
        f"{known.full_name}. {version} Status: {label('status', known.status, 'en')}. "
        f"Kind: {label('kind', details['kind'], 'en')}. Licence: {details['license']}. "
        f"Cost: {label('cost_model', details.get('cost_model', 'free'), 'en')}. "
        f"Maintenance: {label('maintenance_type', _maintenance(details), 'en')}. "
        "Its publisher has not described it at more length. The registry put this text together from what is "
        f"registered and added nothing; versions, requirements, standards, terms and contacts are at {known.page}."
    )


def _maintenance(details: Mapping[str, Any]) -> str:
    return str((details.get("maintenance") or {}).get("type", "none"))


def _beginning(text: str, most: int) -> str:
    return "".join(regex.findall(r"\X", text)[:most])
