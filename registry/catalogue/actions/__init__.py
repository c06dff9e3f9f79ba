"""Changes to the catalogue, one decision per function."""

from registry.catalogue.actions.bulk import Entry, Outcome, register_components
from registry.catalogue.actions.checking import Checked, check_publication
from registry.catalogue.actions.components import (
    deprecate_component,
    describe_component,
    register_component,
    retire_component,
    submit_component,
    withdraw_deprecation,
)
from registry.catalogue.actions.counts import count_adoption
from registry.catalogue.actions.imports import import_publiccode
from registry.catalogue.actions.manifests import extend_manifest, keep_first_manifests
from registry.catalogue.actions.quarantine import lift_quarantine, place_in_quarantine
from registry.catalogue.actions.reclassifying import Reclassified, activate_taxonomy
from registry.catalogue.actions.removing import remove_component
from registry.catalogue.actions.reviewing import review_component, sign_off_component
from registry.catalogue.actions.signatures import sign_version
from registry.catalogue.actions.versions import publish_version
from registry.catalogue.actions.yanking import withdraw_yank, yank_version

__all__ = [
    "Checked",
    "Entry",
    "Outcome",
    "Reclassified",
    "activate_taxonomy",
    "check_publication",
    "count_adoption",
    "deprecate_component",
    "describe_component",
    "extend_manifest",
    "import_publiccode",
    "keep_first_manifests",
    "lift_quarantine",
    "place_in_quarantine",
    "publish_version",
    "register_component",
    "register_components",
    "remove_component",
    "retire_component",
    "review_component",
    "sign_off_component",
    "sign_version",
    "submit_component",
    "withdraw_deprecation",
    "withdraw_yank",
    "yank_version",
]
