"""The words a project is described with."""

from typing import Final

PROJECT_KINDS: Final = ("construction", "upgrade", "integration", "operation", "consulting")
"""新建, 升级改造, 整合利旧, 运营运维, 规划咨询."""

PROJECT_STATUSES: Final = ("planned", "running", "finished", "cancelled")
UNDER_WAY: Final = ("planned", "running")
"""Statuses in which something is still to be done: milestones are due, targets may be set."""

FUNDING_SOURCES: Final = (
    "fiscal",
    "special_bond",
    "policy_loan",
    "bank_loan",
    "industry_fund",
    "social_capital",
    "franchise",
    "infrastructure_reit",
    "counterpart_aid",
    "own_funds",
    "other",
)
"""Where the money comes from, as tags (S55): 各类金融工具."""

REUSE_CHOICES: Final = ("reused", "justified_new")
"""What the city says after its screening: it reuses what exists, or it builds anew for reasons it writes down (S6)."""

DIRECTIONS: Final = ("up", "down")
"""Whether more is better, or less."""
