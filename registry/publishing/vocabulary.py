"""Words of the wire."""

from typing import Final

STAGES: Final = ("staged", "approved", "rejected", "expired")

IDENTIFYING: Final = (
    "sub",
    "repository",
    "repository_id",
    "project_path",
    "project_id",
    "workflow_ref",
    "job_workflow_ref",
    "ci_config_ref_uri",
)
"""Claims that say which machine it is. One at least must be asked for, else any job of the provider would do."""

RESERVED: Final = frozenset({"iss", "aud", "exp", "nbf", "iat", "jti"})
"""What is checked of every token in any case."""

KEPT: Final = (
    "sub",
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "workflow",
    "workflow_ref",
    "job_workflow_ref",
    "environment",
    "ref",
    "ref_type",
    "sha",
    "run_id",
    "run_number",
    "run_attempt",
    "event_name",
    "project_path",
    "project_id",
    "namespace_path",
    "pipeline_id",
    "pipeline_source",
    "job_id",
    "ci_config_ref_uri",
    "ci_config_sha",
)
"""Claims that are kept with what was published: where it came from, and nobody's name."""
