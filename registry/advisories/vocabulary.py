"""Words of the wire."""

from typing import Final

SEVERITIES: Final = ("none", "low", "medium", "high", "critical")
"""The levels of CVSS 3.1 (section 5) and 4.0 (section 6), the lowest first."""

VECTOR_TYPES: Final = ("CVSS_V2", "CVSS_V3", "CVSS_V4", "Ubuntu")
RANGE_TYPES: Final = ("ECOSYSTEM", "SEMVER", "GIT")
EVENT_KINDS: Final = ("introduced", "fixed", "last_affected", "limit")
REFERENCE_TYPES: Final = (
    "ADVISORY",
    "ARTICLE",
    "DETECTION",
    "DISCUSSION",
    "REPORT",
    "FIX",
    "INTRODUCED",
    "PACKAGE",
    "EVIDENCE",
    "WEB",
)
CREDIT_TYPES: Final = (
    "FINDER",
    "REPORTER",
    "ANALYST",
    "COORDINATOR",
    "REMEDIATION_DEVELOPER",
    "REMEDIATION_REVIEWER",
    "REMEDIATION_VERIFIER",
    "TOOL",
    "SPONSOR",
    "OTHER",
)
"""These four are the words of the OSV schema, 1.7."""

RESULTS: Final = ("created", "updated", "unchanged", "refused")
"""What becomes of an imported record."""

WARNINGS: Final = ("touches_no_version", "not_evaluated")
