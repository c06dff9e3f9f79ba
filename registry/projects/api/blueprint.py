"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("projects", __name__, url_prefix="/api/v1", description="Projects and what came of them")
