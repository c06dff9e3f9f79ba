"""The words of working together."""

from typing import Final

PAIRING_KINDS: Final = ("pairing", "counterpart_aid")
"""结对子 and 对口援建帮扶 (S39)."""

PAIRING_STATUSES: Final = ("proposed", "active", "completed", "declined")

FEEDBACK_KINDS: Final = ("defect", "wish", "question")
FEEDBACK_STATUSES: Final = ("open", "resolved", "declined")
