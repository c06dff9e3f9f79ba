"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("gaps", __name__, url_prefix="/api/v1", description="What cities lack")
