"""Pages that combine slices."""
