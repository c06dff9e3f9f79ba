"""The quality score: 13 blocks, their points, what each lacks (domain 3.10)."""

from typing import Any

import pytest

from registry.catalogue.checklist import checklist
from registry.catalogue.quality import quality_of, score_of


def documents(*kinds: str) -> list[dict[str, str]]:
    return [{"kind": kind, "url": f"https://example.org/{kind}"} for kind in kinds]


POINTS = {
    "summary_zh": 8,
    "summary_en": 4,
    "scope": 8,
    "features": 8,
    "architecture": 10,
    "interface": 15,
    "deployment": 12,
    "environment": 8,
    "data": 7,
    "security": 7,
    "tests": 5,
    "terms": 5,
    "support": 3,
}

EARNED: list[tuple[dict[str, Any], str, int]] = [
    ({"summary": {"zh": "停车"}}, "summary_zh", 8),
    ({"summary": {"zh-Hans": "停车"}}, "summary_zh", 8),
    ({"summary": {"en": "Parking"}}, "summary_zh", 0),
    ({"summary": {"en": "Parking"}}, "summary_en", 4),
    ({"domains": ["A4"]}, "scope", 4),
    ({"scenarios": ["停车"]}, "scope", 4),
    ({"domains": ["A4"], "scenarios": ["停车"]}, "scope", 8),
    ({"features": {"zh": ["一"]}}, "features", 4),
    ({"features": {"zh": ["一", "二", "三"]}}, "features", 8),
    ({"features": {"zh": ["一", "二"], "en": ["one"]}}, "features", 4),
    ({"documents": documents("architecture")}, "architecture", 10),
    ({"documents": documents("interface")}, "interface", 15),
    ({"documents": documents("deployment_guide")}, "deployment", 12),
    ({"documentation_url": "https://example.org"}, "deployment", 0),
    ({"environment": {"memory": "8 GB"}}, "environment", 4),
    ({"environment": {"memory": "8 GB"}, "xinchuang": [{"layer": "database", "product": "示例"}]}, "environment", 8),
    ({"data_classes": ["personal"]}, "data", 4),
    ({"data_grade": "general"}, "data", 3),
    ({"data_classes": ["none"]}, "data", 7),
    ({"documents": documents("security_statement")}, "security", 7),
    ({"security_level": 3}, "security", 0),
    ({"documents": documents("test_report")}, "tests", 5),
    ({"license": "MIT"}, "terms", 5),
    ({"license": "LicenseRef-Unknown"}, "terms", 2),
    ({"license": "MIT", "cost_model": "per_deployment"}, "terms", 3),
    ({"license": "MIT", "cost_model": "per_deployment", "price_terms": {"deployment_fee": "1.00"}}, "terms", 5),
    ({"contacts": [{"name": "停车组"}]}, "support", 2),
    ({"maintenance": {"type": "internal", "support_until": "2028-12-31"}}, "support", 1),
]


def test_the_blocks_and_their_points_are_those_of_the_rules():
    assert {block.code: block.points for block in quality_of({})} == POINTS
    assert sum(POINTS.values()) == 100


@pytest.mark.parametrize(("details", "code", "earned"), EARNED)
def test_a_block_earns_what_is_there(details: dict[str, Any], code: str, earned: int):
    (block,) = [block for block in quality_of(details) if block.code == code]

    assert block.earned == earned
    assert block.done == (earned == block.points)


def test_declared_requirements_stand_in_for_a_description_of_the_architecture():
    earned = {block.code: block.earned for block in quality_of({}, has_requirements=True)}

    assert earned["architecture"] == 10


def test_everything_makes_100_and_what_is_missing_is_told_in_both_languages():
    whole: dict[str, Any] = {}
    for details, _, _ in EARNED:
        for field, value in details.items():
            whole[field] = [*whole.get(field, ()), *value] if isinstance(value, list) else value
    whole |= {"summary": {"zh": "停车", "en": "Parking"}, "features": {"zh": ["一", "二", "三"]}, "license": "MIT"}

    assert score_of(whole) == sum(block.earned for block in quality_of(whole)) == 100
    for block in quality_of({}):
        assert block.remedy is not None
        for text in (block.title, block.reason, block.remedy):
            assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh), block
            assert text.en.isascii(), block


def test_the_checklist_is_the_blocks_with_what_blocks_the_listing_first():
    items = checklist({"title": {"zh": "停车"}})

    assert [item.field for item in items[:2]] == ["summary/zh", "license"]
    assert [item.blocking for item in items].count(True) == 2
    assert {item.field for item in items} == {*(block.field for block in quality_of({})), "title"}
    assert sum(item.points for item in items) == 100


def test_an_english_summary_alone_blocks_no_listing():
    items = checklist({"summary": {"en": "Parking"}, "license": "MIT"})

    assert not any(item.blocking for item in items)


@pytest.mark.parametrize(
    ("grade", "level", "asked"), [("general", None, None), ("core", None, False), ("core", 3, True)]
)
def test_important_and_core_data_asks_for_the_security_level(grade: str, level: int | None, asked: bool | None):
    items = {item.field: item.done for item in checklist({"data_grade": grade, "security_level": level})}

    assert items.get("security_level") is asked
