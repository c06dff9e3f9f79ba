"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("applications", __name__, url_prefix="/api/v1", description="Applying for components")
