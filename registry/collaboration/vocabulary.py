"""The words of working together."""

from typing import Final

PAIRING_KINDS: Final = ("pairing", "counterpart_aid")
"""结对子 and 对口援建帮扶 (S39)."""

PAIRING_STATUSES: Final = ("proposed", "active", "completed", "declined")
PAIRING_SIDES: Final = ("helper", "helped")

ACTIVITY_KINDS: Final = (
    "talent_secondment",
    "project_aid",
    "investment",
    "component_share",
    "component_cobuild",
    "resource_exchange",
)
"""借调挂职, 项目援建, 数字经济投资, 组件共享, 组件共建 (S40), 资源置换 (S41)."""

ACTIVITY_DIRECTIONS: Final = ("technology", "experience", "talent")
"""What goes from one city to the other (S22): 技术, 经验, 人才."""

ACTIVITY_STATUSES: Final = ("planned", "evidenced", "confirmed", "completed", "cancelled")

FEEDBACK_KINDS: Final = ("defect", "wish", "question")
FEEDBACK_STATUSES: Final = ("open", "resolved", "declined")

QUESTION_STATUSES: Final = ("open", "answered", "declined")
REPORT_KINDS: Final = ("classified_protection", "cryptography", "penetration_test", "code_audit", "other")
"""Reports that cities share: 等保 (GB/T 22239), 密评 (GB/T 39786), and others."""

REQUEST_STATUSES: Final = ("open", "approved", "declined")
