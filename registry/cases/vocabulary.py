"""The words of cases and benchmarks."""

from typing import Final

CASE_LEVELS: Final = ("city", "province", "national")
"""At which level cases are called for and selected."""

CASE_STATUSES: Final = ("draft", "submitted", "in_review", "selected", "not_selected", "withdrawn")
AWAITING: Final = ("submitted", "in_review")
"""Statuses in which a case is before those who judge it."""

CAMPAIGN_STATUSES: Final = ("upcoming", "open", "closed")
CRITERIA: Final = ("innovation", "effect", "reuse", "sustainability")
"""What a case is judged by, each 0 to 100: 创新性, 实效性, 可复用可推广性, 可持续性."""

CASE_DECISIONS: Final = ("select", "decline")
PROMOTION_KINDS: Final = ("award", "publicity", "lecture")
"""奖补, 案例宣传, 经验宣讲 (S54)."""

BENCHMARK_KINDS: Final = ("benchmark",)
"""标杆 (S23)."""

BENCHMARK_STATUSES: Final = ("upcoming", "in_force", "ended", "revoked")
