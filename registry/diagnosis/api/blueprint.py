"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("diagnosis", __name__, url_prefix="/api/v1", description="Where a city stands")
