"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("notifications", __name__, url_prefix="/api/v1", description="Who is told what")
