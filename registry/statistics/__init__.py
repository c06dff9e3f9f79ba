"""Reuse, counted from adoptions; always rebuildable."""
