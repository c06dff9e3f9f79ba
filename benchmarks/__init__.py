"""How fast the registry is, against the goals of `docs/performance.md`: `python -m benchmarks`."""
