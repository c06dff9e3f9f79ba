"""Keeping and indexing bills of materials."""

from registry.sboms.actions.indexing import Indexed, add_sbom, index_artifact

__all__ = ["Indexed", "add_sbom", "index_artifact"]
