"""Questions about landscapes: what a body runs, its imports, what is vouched for."""
