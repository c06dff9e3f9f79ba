"""Flask plumbing that knows no slice: sessions, problems, conditional requests, limits."""
