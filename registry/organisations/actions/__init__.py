"""Changes to the register of organisations."""

from registry.organisations.actions.classes import assign_class
from registry.organisations.actions.clusters import found_cluster, join_cluster, leave_cluster
from registry.organisations.actions.describing import describe_organisation
from registry.organisations.actions.divisions import add_division, load_divisions
from registry.organisations.actions.drafting import approve_organisation, draft_organisation
from registry.organisations.actions.merging import merge_organisation
from registry.organisations.actions.registering import register_organisation

__all__ = [
    "add_division",
    "approve_organisation",
    "assign_class",
    "describe_organisation",
    "draft_organisation",
    "found_cluster",
    "join_cluster",
    "leave_cluster",
    "load_divisions",
    "merge_organisation",
    "register_organisation",
]
