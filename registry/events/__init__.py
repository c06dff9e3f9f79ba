"""The one append-only log of what happened."""
