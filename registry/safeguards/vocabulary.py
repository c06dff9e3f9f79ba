"""The words of safeguards."""

from typing import Final

GAMES: Final = (
    "self_adoption",
    "paper_adoption",
    "version_spam",
    "adoption_ring",
    "friendly_assessor",
    "inflated_baseline",
    "salami",
    "cut_off_burst",
    "rating_brigade",
    "recycled_evidence",
    "class_shopping",
    "shrunk_denominator",
    "back_dated_edit",
    "inflated_self_report",
    "sham_pairing",
    "administrator_favour",
)
"""The sixteen games of domain rule 4, in their order."""

FLAG_STATUSES: Final = ("open", "dismissed", "upheld")
APPEAL_STATUSES: Final = ("open", "granted", "refused")
