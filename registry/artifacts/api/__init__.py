"""Artifacts, manifests and signatures, over HTTP."""

from registry.artifacts.api.blueprint import blueprint
from registry.artifacts.api.files import ArtifactFile, Artifacts
from registry.artifacts.api.references import References, Removal

__all__ = ["ArtifactFile", "Artifacts", "References", "Removal", "blueprint"]
