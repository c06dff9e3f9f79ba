"""What a complete description holds: 13 blocks, each with what it asks for, the points, and what to do. Pure data.

The blocks and their points are those of domain 3.10. A part of a block earns its own points where that is sensible: the
classes of data without their grade, a contact without the day until which something is maintained.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from registry.catalogue.licensing import UNKNOWN_LICENSE
from registry.kit.errors import Bilingual

Details = Mapping[str, Any]


class Said(NamedTuple):
    """What there is to look at: the description, the kinds of its documents, and whether the latest version requires
    anything.
    """

    details: Details
    papers: frozenset[str]
    has_requirements: bool


class Part(NamedTuple):
    """Something a block asks for, with its share of the points."""

    points: int
    is_there: Callable[[Said], bool]
    missing: Bilingual
    remedy: Bilingual


class Rule(NamedTuple):
    """A block: its code, the field to fill, what it is called, and its parts.

    `blocks` tells whether the listing waits for it, where something does.
    """

    code: str
    field: str
    title: Bilingual
    parts: tuple[Part, ...]
    blocks: Callable[[Details], bool] = lambda details: False


def _says(field: str) -> Callable[[Said], bool]:
    return lambda said: bool(said.details.get(field))


def _summary_in(language: str) -> Callable[[Said], bool]:
    """Also with a region or script (zh-Hans)."""
    return lambda said: any(tag.split("-")[0].lower() == language for tag in said.details.get("summary") or ())


def _features(least: int) -> Callable[[Said], bool]:
    return lambda said: any(len(texts) >= least for texts in (said.details.get("features") or {}).values())


def _has_license(details: Details) -> bool:
    return details.get("license") not in {None, "", UNKNOWN_LICENSE}


def _is_priced(said: Said) -> bool:
    return said.details.get("cost_model", "free") == "free" or bool(said.details.get("price_terms"))


def _is_graded(said: Said) -> bool:
    """What handles no data has no grade to state."""
    return bool(said.details.get("data_grade")) or said.details.get("data_classes") == ["none"]


def _by_paper(points: int, kind: str, zh: str, en: str) -> tuple[Part, ...]:
    """What one document earns."""
    missing = Bilingual(f"没有{zh}。", f"There is no {en}.")
    remedy = Bilingual(f"在 documents 加一份 {kind} 文档的地址。", f"Add the address of a document of kind {kind}.")
    return (Part(points, lambda said: kind in said.papers, missing, remedy),)


RULES: Final = (
    Rule(
        "summary_zh",
        "summary/zh",
        Bilingual("中文简介", "Summary in Chinese"),
        (
            Part(
                8,
                _summary_in("zh"),
                Bilingual("没有中文简介。", "There is no summary in Chinese."),
                Bilingual(
                    "在 summary.zh 用一两句话说明组件做什么。", "Say in summary.zh, in a sentence or two, what it does."
                ),
            ),
        ),
        blocks=lambda details: not details.get("summary"),
    ),
    Rule(
        "summary_en",
        "summary/en",
        Bilingual("英文简介", "Summary in English"),
        (
            Part(
                4,
                _summary_in("en"),
                Bilingual("没有英文简介。", "There is no summary in English."),
                Bilingual("在 summary.en 写一两句英文简介。", "Say the same in English in summary.en."),
            ),
        ),
    ),
    Rule(
        "scope",
        "scenarios",
        Bilingual("领域与场景", "Domains and scenarios"),
        (
            Part(
                4,
                _says("domains"),
                Bilingual("未选领域。", "No domain is chosen."),
                Bilingual("在 domains 选择所属领域。", "Choose its domains in domains."),
            ),
            Part(
                4,
                _says("scenarios"),
                Bilingual("未列场景。", "No scenario is named."),
                Bilingual("在 scenarios 列出它服务的场景。", "Name the scenarios it serves in scenarios."),
            ),
        ),
    ),
    Rule(
        "features",
        "features",
        Bilingual("主要功能", "Features"),
        # One feature alone tells little.
        (
            Part(
                4,
                _features(1),
                Bilingual("未列功能。", "No feature is listed."),
                Bilingual("在 features 列出主要功能。", "List its features in features."),
            ),
            Part(
                4,
                _features(3),
                Bilingual("功能不足三项。", "Fewer than three features are listed."),
                Bilingual("至少列出三项。", "List at least three."),
            ),
        ),
    ),
    Rule(
        "architecture",
        "documents/architecture",
        Bilingual("架构与依赖", "Architecture and dependencies"),
        (
            Part(
                10,
                lambda said: said.has_requirements or "architecture" in said.papers,
                Bilingual(
                    "既无架构文档，最新版本也未声明依赖。", "No architecture is described, and no dependency declared."
                ),
                Bilingual(
                    "在 documents 加一份 architecture 文档，或在发布版本时填写 requires。",
                    "Add a document of kind architecture, or declare requires with the next version.",
                ),
            ),
        ),
    ),
    Rule(
        "interface",
        "documents/interface",
        Bilingual("接口规范", "Interface specification"),
        _by_paper(15, "interface", "接口规范（如 OpenAPI）", "interface specification such as OpenAPI"),
    ),
    Rule(
        "deployment",
        "documents/deployment_guide",
        Bilingual("部署指南", "Deployment guide"),
        _by_paper(12, "deployment_guide", "部署指南", "deployment guide"),
    ),
    Rule(
        "environment",
        "environment",
        Bilingual("最低环境与信创适配", "Least environment and domestic platforms"),
        (
            Part(
                4,
                _says("environment"),
                Bilingual("未说明最低环境。", "The least environment is not said."),
                Bilingual("在 environment 写明最低配置。", "Say in environment the least it needs."),
            ),
            Part(
                4,
                _says("xinchuang"),
                Bilingual("未填信创适配。", "No domestic platform is named."),
                Bilingual(
                    "在 xinchuang 逐层填写适配产品。", "Name the products it fits, layer by layer, in xinchuang."
                ),
            ),
        ),
    ),
    Rule(
        "data",
        "data_classes",
        Bilingual("数据分类分级", "Data classification"),
        (
            Part(
                4,
                _says("data_classes"),
                Bilingual("未说明数据类别。", "The classes of data are not said."),
                Bilingual(
                    "在 data_classes 选择数据类别（不处理数据选 none）。", "Choose them in data_classes (none if none)."
                ),
            ),
            Part(
                3,
                _is_graded,
                Bilingual("未定数据级别。", "The data has no grade."),
                Bilingual("在 data_grade 选择数据级别。", "Choose it in data_grade."),
            ),
        ),
    ),
    Rule(
        "security",
        "documents/security_statement",
        Bilingual("安全说明", "Security statement"),
        _by_paper(7, "security_statement", "安全说明", "security statement"),
    ),
    Rule(
        "tests",
        "documents/test_report",
        Bilingual("测试证明", "Test evidence"),
        _by_paper(5, "test_report", "测试报告", "test report"),
    ),
    Rule(
        "terms",
        "license",
        Bilingual("许可与价格条件", "Licence and cost terms"),
        (
            Part(
                3,
                lambda said: _has_license(said.details),
                Bilingual("未注明许可证。", "No licence is stated."),
                Bilingual("在 license 注明许可证。", "State it in license."),
            ),
            Part(
                2,
                _is_priced,
                Bilingual("不免费，但未说明价格。", "It is not free, but the price is not said."),
                Bilingual(
                    "在 price_terms 写明费用或计价办法。", "Say in price_terms what it costs, or how that is found."
                ),
            ),
        ),
        blocks=lambda details: not _has_license(details),
    ),
    Rule(
        "support",
        "maintenance",
        Bilingual("联系人与维护期限", "Contact and support period"),
        (
            Part(
                2,
                _says("contacts"),
                Bilingual("没有联系人。", "No contact is named."),
                Bilingual("在 contacts 留下联系人。", "Name somebody in contacts."),
            ),
            Part(
                1,
                lambda said: bool((said.details.get("maintenance") or {}).get("support_until")),
                Bilingual("未说明维护到何时。", "It is not said until when it is maintained."),
                Bilingual("在 maintenance.support_until 写明日期。", "Say the day in maintenance.support_until."),
            ),
        ),
    ),
)
