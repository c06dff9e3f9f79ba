"""Figures over HTTP."""

from registry.statistics.api import (  # noqa: F401 — their routes
    cities,
    deals,
    definitions,
    files,
    flows,
    overview,
    records,
    reports,
    series,
    upkeep,
    uptake,
    worth,
)
from registry.statistics.api.blueprint import blueprint

__all__ = ["blueprint"]
