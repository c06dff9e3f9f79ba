"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("landscapes", __name__, url_prefix="/api/v1", description="All that a body runs")
