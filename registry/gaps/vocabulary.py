"""The words gaps are described with."""

from typing import Final

PROBLEMS: Final = (
    "infrastructure",
    "public_service",
    "resources",
    "data_foundation",
    "governance",
    "capability",
    "security",
)
"""基础设施落后、公共服务不足、资源配置不均、数据底座 are those of S36; the others are this registry's own."""

SEVERITIES: Final = ("high", "medium", "low")
"""The most severe first."""

STATUSES: Final = ("open", "closed", "not_needed")
"""`closed` with evidence; `not_needed` with a reason: it stays in the register and in the figures."""
