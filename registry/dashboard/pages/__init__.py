"""The dashboard and its pages: figures with their definitions, the records behind them, monthly reports."""

from registry.dashboard.pages import figures, overview, records, reports  # noqa: F401 — their routes
from registry.dashboard.pages.blueprint import blueprint

__all__ = ["blueprint"]
