"""The dashboard: how much is reused, each figure with its definition."""

from flask import Blueprint, current_app, render_template

from registry.kit.actor import ANONYMOUS
from registry.statistics.following import StatisticsFollower
from registry.statistics.queries import read_overview
from registry.web.context import current_session

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/dashboard")
def overview() -> str:
    """The figures of today as everybody may know them."""
    follower: StatisticsFollower = current_app.extensions["registry.statistics"]
    follower.current()
    return render_template("dashboard.html", overview=read_overview(current_session(), ANONYMOUS))
