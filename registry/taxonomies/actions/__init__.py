"""Changes to taxonomies."""

from registry.taxonomies.actions.activating import Activated, activate_release
from registry.taxonomies.actions.releases import discard_release, draft_release, revise_release
from registry.taxonomies.actions.schemes import describe_taxonomy, found_taxonomy
from registry.taxonomies.actions.shipped import load_taxonomies

__all__ = [
    "Activated",
    "activate_release",
    "describe_taxonomy",
    "discard_release",
    "draft_release",
    "found_taxonomy",
    "load_taxonomies",
    "revise_release",
]
