"""Who is told what happens to components, versions and advisories: the catalogue's lines of the table."""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_VERSION: Final = "/components/{component}/versions/{version}"
_COMPONENT: Final = "/components/{component}"
_ADVISORY: Final = "/advisories/{advisory}"

CATALOGUE: Final = (
    Rule(
        "version.published",
        "adopters",
        "low",
        Bilingual("{component} 发布了 {version}。", "{component} {version} was published."),
        _VERSION,
        Bilingual("查看变化，决定是否升级", "See what changed and decide whether to upgrade"),
    ),
    Rule(
        "version.yanked",
        "running_version",
        "high",
        Bilingual(
            "您在用的 {component} {version} 已被撤回（{reason}）。",
            "{component} {version}, which you run, was yanked ({reason}).",
        ),
        _VERSION,
        Bilingual("改用其他版本", "Move to another version"),
    ),
    Rule(
        "component.deprecated",
        "running",
        "normal",
        Bilingual("您在用的 {component} 已弃用。", "{component}, which you run, was deprecated."),
        _COMPONENT,
        Bilingual("计划迁移到接替组件", "Plan the move to its successor"),
    ),
    Rule(
        "component.retired",
        "running",
        "high",
        Bilingual(
            "您在用的 {component} 已停用，不再维护。", "{component}, which you run, was retired: nobody maintains it."
        ),
        _COMPONENT,
        Bilingual("迁移到其他组件", "Move to another component"),
    ),
    Rule(
        "component.quarantined",
        "running",
        "high",
        Bilingual(
            "您在用的 {component} 已被安全管理员隔离。",
            "{component}, which you run, was placed in quarantine by security administrators.",
        ),
        _COMPONENT,
        Bilingual(
            "解除之前不要扩大使用或升级，并向发布方了解原因",
            "Neither spread nor upgrade it until that is lifted; ask its publisher",
        ),
    ),
    Rule(
        "component.quarantine_lifted",
        "running",
        "normal",
        Bilingual("{component} 的隔离已解除。", "The quarantine of {component} was lifted."),
        _COMPONENT,
    ),
    Rule(
        "advisory.published",
        "affected",
        "normal",
        Bilingual(
            "安全通告 {advisory}（{severity}）影响您在用的 {component}。",
            "The advisory {advisory} ({severity}) affects {component} as you run it.",
        ),
        _ADVISORY,
        Bilingual("升级到修复版本，或按通告规避", "Move to a fixed version, or follow its workaround"),
        by_severity=True,
    ),
    Rule(
        "advisory.updated",
        "affected",
        "normal",
        Bilingual(
            "影响您在用的 {component} 的安全通告 {advisory}（{severity}）有更新。",
            "The advisory {advisory} ({severity}) on {component}, as you run it, was amended.",
        ),
        _ADVISORY,
        Bilingual("核对影响范围和修复版本", "Look again at what it affects and what fixes it"),
        by_severity=True,
    ),
    Rule(
        "advisory.withdrawn",
        "affected",
        "low",
        Bilingual(
            "关于 {component} 的安全通告 {advisory} 已撤销。", "The advisory {advisory} on {component} was withdrawn."
        ),
        _ADVISORY,
    ),
    *(
        Rule(
            type,
            "version_unknown",
            "normal",
            Bilingual(
                "安全通告 {advisory}（{severity}）针对 {component}；贵方登记的版本未知，无法判断是否受影响。",
                "The advisory {advisory} ({severity}) is about {component}; the version you run is unknown, so nobody "
                "can say whether it affects you.",
            ),
            _ADVISORY,
            Bilingual("登记在用版本", "Record which version runs"),
            kind="advisory_unknown_version",
            by_severity=True,
        )
        for type in ("advisory.published", "advisory.updated", "advisory.withdrawn")
    ),
    Rule(
        "feedback.opened",
        "publisher",
        "normal",
        Bilingual("{component} 收到一条反馈：{title}", "There is feedback on {component}: {title}"),
        "/components/{component}/feedback#feedback-{feedback}",
        Bilingual("答复", "Answer it"),
    ),
    Rule(
        "feedback.resolved",
        "the reported_by",
        "normal",
        Bilingual(
            "您对 {component} 的反馈已在 {resolved_in} 解决：{title}", "{component} {resolved_in} resolves: {title}"
        ),
        "/components/{component}/feedback#feedback-{feedback}",
    ),
    Rule(
        "feedback.declined",
        "the reported_by",
        "normal",
        Bilingual("您对 {component} 的反馈未被采纳：{title}", "Your feedback on {component} was declined: {title}"),
        "/components/{component}/feedback#feedback-{feedback}",
    ),
)
