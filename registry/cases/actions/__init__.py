"""Calling for cases, writing, judging and spreading them; holding up benchmarks."""

from registry.cases.actions.benchmarks import grant_benchmark, revoke_benchmark
from registry.cases.actions.calling import call_for_cases
from registry.cases.actions.judging import decide_case, may_review, review_case
from registry.cases.actions.promoting import promote_case
from registry.cases.actions.writing import draft_case, rewrite_case, submit_case, withdraw_case

__all__ = [
    "call_for_cases",
    "decide_case",
    "draft_case",
    "grant_benchmark",
    "may_review",
    "promote_case",
    "review_case",
    "revoke_benchmark",
    "rewrite_case",
    "submit_case",
    "withdraw_case",
]
