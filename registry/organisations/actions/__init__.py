"""Changes to the register of organisations."""

from registry.organisations.actions.classes import assign_class
from registry.organisations.actions.clusters import found_cluster, join_cluster, leave_cluster
from registry.organisations.actions.divisions import add_division, load_divisions
from registry.organisations.actions.registering import register_organisation

__all__ = [
    "add_division",
    "assign_class",
    "found_cluster",
    "join_cluster",
    "leave_cluster",
    "load_divisions",
    "register_organisation",
]
