"""The words an adoption is described with."""

from typing import Final

STAGES: Final = ("planned", "approved", "pilot", "live", "suspended", "retired")
RUNNING: Final = ("pilot", "live")
"""Stages in which a city runs the component: these are counted as reuse."""

MODES: Final = ("new", "integrate", "replace")
"""Built new, integrated with what exists (充分利旧), or replacing it (S26)."""

EVIDENCE_KINDS: Final = ("deployment", "acceptance", "contract", "usage", "cost", "statement", "link", "other")
EVIDENCE_STATUSES: Final = ("submitted", "held", "accepted", "rejected")
CONFIRMERS: Final = ("publisher", "assessor", "administrator")
"""On whose behalf an adoption is confirmed; never the adopter's own side."""

VERDICTS: Final = ("confirmed", "disputed")
CLAIM_STATUSES: Final = ("open", "confirmed", "rejected", "withdrawn", "expired")
ATTESTATION_METHODS: Final = ("signed", "signed_file", "statement")
USAGE_BUCKETS: Final = ("0", "1-99", "100-9999", "10000-999999", "1000000+")
"""How often an adoption was called since its last sign of life, as roughly as a deployment may say it."""

USAGE_SOURCES: Final = ("signed", "file")
BASELINE_KINDS: Final = ("approval", "award", "budget")
"""Documents that a baseline is read from: 立项批复, 中标公告, 预算 (domain rule 4.6)."""

COST_STATUSES: Final = ("unverified", "verified", "rejected")
UPDATE_RESPONSES: Final = ("acknowledged", "snoozed")
LEVELS: Final = ("city", "district", "street", "community")
"""How far down an adoption reaches (纵向到底): 市, 区县, 街镇, 社区 (S28)."""

CONTRIBUTIONS: Final = ("architecture", "process", "industry_city")
"""What an adoption helped to change (S65): 技术架构, 管理流程, 产城融合."""
