"""Taxonomies: what things are classed by, as versioned data, with provincial overlays."""
