"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("scenarios", __name__, url_prefix="/api/v1", description="Scenario lists, and roads to them")
