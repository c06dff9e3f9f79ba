"""Where the slice's operations are registered."""

from flask import current_app

from registry.statistics.following import StatisticsFollower
from registry.web.api import Blueprint

blueprint = Blueprint("statistics", __name__, url_prefix="/api/v1", description="Reuse in figures")


def statistics_follower() -> StatisticsFollower:
    """Whoever keeps the figures up with the log."""
    follower: StatisticsFollower = current_app.extensions["registry.statistics"]
    return follower
