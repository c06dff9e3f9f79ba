"""The words of working together."""

from typing import Final

PAIRING_KINDS: Final = ("pairing", "counterpart_aid")
"""结对子 and 对口援建帮扶 (S39)."""

PAIRING_STATUSES: Final = ("proposed", "active", "completed", "declined")

FEEDBACK_KINDS: Final = ("defect", "wish", "question")
FEEDBACK_STATUSES: Final = ("open", "resolved", "declined")

QUESTION_STATUSES: Final = ("open", "answered", "declined")
REPORT_KINDS: Final = ("classified_protection", "cryptography", "penetration_test", "code_audit", "other")
"""Reports that cities share: 等保 (GB/T 22239), 密评 (GB/T 39786), and others."""

REQUEST_STATUSES: Final = ("open", "approved", "declined")
