"""Which city runs which version, since when, on what evidence."""
