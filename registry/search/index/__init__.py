"""The index itself, on tantivy: what is asked, what is answered, how text becomes terms. It knows no database."""

from registry.search.index.folder import ComponentIndex, IndexUnusable, discard

__all__ = ["ComponentIndex", "IndexUnusable", "discard"]
