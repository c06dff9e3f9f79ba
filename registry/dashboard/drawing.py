"""The course of figures as drawings that templates may put in as they are."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from registry.statistics import report_views


def draw_series(document: Mapping[str, Any], language: str) -> list[Markup]:
    """One drawing for each figure of a series."""
    # Made by ourselves, every text escaped.
    return [Markup(drawn) for drawn in report_views.draw_series(document, language)]  # noqa: S704
