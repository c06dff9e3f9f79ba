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

STATUSES: Final = (
    "proposed",
    "draft",
    "prepared",
    "in_review",
    "listed",
    "deprecated",
    "retired",
    "merged",
    "removed",
)
"""`proposed` was entered by others and waits for its owner; `prepared` waits for the owner's signature. `merged` and
`removed` keep the row and with it the name, which is never free again."""

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

DEPLOYMENTS: Final = ("container", "package", "virtual_machine", "source", "managed")
"""部署方式: container images, an installer, a machine image, from source, or run by the publisher for others."""

DATA_CLASSES: Final = ("government", "public", "enterprise", "personal", "sensitive_personal", "none")
UPDATE_CYCLES: Final = ("real_time", "daily", "weekly", "monthly", "quarterly", "yearly", "irregular")
"""Classification, grade and update cycle of the data it handles (S84)."""

AI_USES: Final = ("big_data", "machine_learning", "computer_vision", "language", "large_model", "knowledge_graph")
"""AI and big-data tags (S83)."""

XINCHUANG_LAYERS: Final = ("processor", "operating_system", "database", "middleware", "browser", "office")
XINCHUANG_STATUSES: Final = ("certified", "tested", "claimed")
"""The 信创 matrix: at which layer which product, and how far that is proved."""

PLATFORM_LAYERS: Final = ("runtime", "processor", "operating_system", "database", "middleware", "browser")
"""What a version may need below it: the layers of 信创 and 运行环境."""

EXTERNAL_KINDS: Final = ("open", "proprietary", "hardware")
"""What something from outside is, in the words of publiccode.yml's `dependsOn`."""

PROOF_KINDS: Final = ("software_copyright", "patent", "contract", "statement", "other")
"""What proves whose the rights are: an IP owner must be clear before others reuse (粤复用)."""

DOCUMENT_KINDS: Final = (
    "architecture",
    "interface",
    "deployment_guide",
    "user_manual",
    "security_statement",
    "test_report",
    "other",
)
"""Documents beside a component; the quality score asks for five of them (domain 3.10)."""

ALIAS_REASONS: Final = ("transfer", "merge")
TRANSFER_STATUSES: Final = ("offered", "accepted", "declined", "withdrawn")
CLAIM_STATUSES: Final = ("claimed", "confirmed", "rejected", "withdrawn", "expired")
SUPPLIES: Final = ("deploy", "operate", "train", "customise", "integrate")
"""What a supplier does for a component."""
