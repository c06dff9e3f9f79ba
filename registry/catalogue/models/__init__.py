"""The tables of the catalogue."""

from registry.catalogue.models.components import (
    Component,
    ComponentCount,
    ComponentStatus,
    ComponentVersion,
    Requirement,
)
from registry.catalogue.models.imports import PubliccodeFile
from registry.catalogue.models.releases import ComponentEdge, Manifest, Quarantine, VersionSignature
from registry.catalogue.models.stewardship import (
    ComponentAlias,
    ComponentCluster,
    ComponentCoOwner,
    ComponentTransfer,
    Preparer,
    SupplierClaim,
)

__all__ = [
    "Component",
    "ComponentAlias",
    "ComponentCluster",
    "ComponentCoOwner",
    "ComponentCount",
    "ComponentEdge",
    "ComponentStatus",
    "ComponentTransfer",
    "ComponentVersion",
    "Manifest",
    "Preparer",
    "PubliccodeFile",
    "Quarantine",
    "Requirement",
    "SupplierClaim",
    "VersionSignature",
]
