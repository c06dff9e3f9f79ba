"""What a submission is looked through for: the blocks of the quality score, and a few things beside them. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from registry.catalogue.quality import COMPLETE, quality_of
from registry.kit.errors import Bilingual


class ChecklistItem(NamedTuple):
    """Something a component should say before others decide on it; the blocking ones before it is listed.

    `points` is what it is worth in the quality score, `earned` what it has of them.
    """

    field: str
    done: bool
    blocking: bool
    points: int
    earned: int
    title: Bilingual
    advice: Bilingual


def checklist(details: Mapping[str, Any], *, has_requirements: bool = False) -> list[ChecklistItem]:
    """The blocking items first, then the blocks in their order, then what gives no points but is good to have."""
    items = [
        ChecklistItem(
            block.field,
            block.done,
            block.blocking,
            block.points,
            block.earned,
            block.title,
            block.remedy or COMPLETE,
        )
        for block in quality_of(details, has_requirements=has_requirements)
    ]
    return sorted([*items, *_beside(details)], key=lambda item: not item.blocking)


def _beside(details: Mapping[str, Any]) -> Iterator[ChecklistItem]:
    languages = {tag.split("-")[0].lower() for tag in details.get("title", {})}
    yield _item(
        "title",
        {"zh", "en"} <= languages,
        Bilingual("中英文名称", "Title in both languages"),
        Bilingual("在 title 同时给出中文和英文名称。", "Give the title in Chinese and in English."),
    )
    if details.get("data_grade") in {"important", "core"}:
        yield _item(
            "security_level",
            bool(details.get("security_level")),
            Bilingual("等保级别", "Security protection level"),
            Bilingual(
                "处理重要或核心数据：在 security_level 写明网络安全等级保护级别。",
                "It handles important or core data: state its level of security protection in security_level.",
            ),
        )


def _item(field: str, done: bool, title: Bilingual, advice: Bilingual) -> ChecklistItem:
    return ChecklistItem(field, done, False, 0, 0, title, COMPLETE if done else advice)
