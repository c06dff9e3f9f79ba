"""The dashboard: how much is on the shelf, adopted, called and opened, each figure with its definition."""

from collections.abc import Collection
from typing import Any, Final

from flask import render_template
from flask.typing import ResponseReturnValue

from registry.dashboard.drawing import draw_series
from registry.dashboard.pages.asking import choices, read_asked
from registry.dashboard.pages.blueprint import blueprint
from registry.statistics.queries.behind_figures import FIGURES
from registry.statistics.queries.reading import READERS, read_figures
from registry.statistics.report_views import whole_months
from registry.statistics.reports.composing import LEADING
from registry.statistics.showing import records_address, show_rows
from registry.web.context import current_actor, current_language, current_session

PAGES: Final = tuple(name for name in READERS if name != "overview")


@blueprint.get("/dashboard")
def overview() -> ResponseReturnValue:
    """The figures of a day, as the reader may know them."""
    session, actor = current_session(), current_actor()
    asked = read_asked(session, actor)
    document = read_figures(session, actor, "overview", asked.question)
    series = whole_months(read_figures(session, actor, "series", asked.question))
    shown = render_template(
        "dashboard.html",
        overview=document,
        leading=[figure for code in LEADING for figure in document["figures"] if figure["code"] == code],
        others=[figure for figure in document["figures"] if figure["code"] not in LEADING],
        charts=draw_series(series, current_language()),
        series_table=show_rows(series["rows"], current_language(), name="series"),
        asked=asked,
        choices=choices(session, actor),
        page="overview",
        pages=PAGES,
        exactly=actor.sees_landscapes,
    )
    return shown, asked.status


@blueprint.app_template_global("with_records")
def with_records() -> Collection[str]:
    """The figures behind which records are listed."""
    return FIGURES.keys()


@blueprint.app_template_global("without")
def without(typed: dict[str, str], name: str) -> dict[str, str]:
    """What was typed, but for one field."""
    return {field: value for field, value in typed.items() if field != name}


@blueprint.app_template_global("records_address")
def records_behind_cell(typed: dict[str, str], **cell: Any) -> str:
    """The page of the records behind a cell."""
    return records_address(typed, **{name: str(value) for name, value in cell.items()})
