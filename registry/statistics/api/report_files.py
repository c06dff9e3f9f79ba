"""A monthly report as a page and as a file of its own that needs nothing else: its look is in it."""

from functools import cache
from importlib.resources import files
from typing import Any

from flask import g, render_template
from flask_babel import force_locale
from markupsafe import Markup

from registry.statistics.report_views import View, view_report


@cache
def _look() -> Markup:
    folder = files("registry").joinpath("static")
    read = (folder.joinpath(name).read_text("utf-8") for name in ("report.css", "dashboard.css"))
    # Our own style sheets.
    return Markup("\n".join(read))  # noqa: S704


def render_report_file(report: dict[str, Any], language: str, *, exactly: bool) -> str:
    """The report as one HTML file, to read anywhere and to print."""
    g.language = language
    with force_locale(language):
        view = shown(report, language)
        return render_template("report_file.html", view=view, report=report, exactly=exactly, look=_look())


def shown(report: dict[str, Any], language: str) -> View:
    """What templates show of a report; its drawings may be put in as they are."""
    view = view_report(report, language)
    # Drawings are made by ourselves, every text escaped.
    parts = [part._replace(drawings=[Markup(drawn) for drawn in part.drawings]) for part in view.parts]  # noqa: S704
    return view._replace(parts=parts)
