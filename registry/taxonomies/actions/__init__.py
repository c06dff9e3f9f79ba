"""Changes to taxonomies."""

from registry.taxonomies.actions.shipped import load_taxonomies

__all__ = ["load_taxonomies"]
