"""The words a component is described with."""

from typing import Final

KINDS: Final = (
    "service",
    "library",
    "application",
    "algorithm",
    "dataset_spec",
    "standard",
    "policy_template",
    "process_playbook",
)
"""Software and institutional kinds: leading cities share rules and ways of working too (S20, S31)."""

INSTITUTIONAL_KINDS: Final = ("standard", "policy_template", "process_playbook")

STATUSES: Final = ("draft", "in_review", "listed", "deprecated", "retired", "removed")
"""`removed` keeps the row and with it the name, which is never free again."""

COST_MODELS: Final = (
    "free",
    "shared_maintenance",
    "per_deployment",
    "discounted",
    "ready_to_use_service",
)
HOSTING: Final = ("on_premise", "government_cloud", "saas")
MAINTENANCE_TYPES: Final = ("internal", "contract", "community", "none")
SHARING_SCOPES: Final = ("national", "province", "cluster")
DATA_GRADES: Final = ("general", "important", "core")
YANK_REASONS: Final = ("other", "invalid", "security", "deprecated", "renamed")
