"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("services", __name__, url_prefix="/api/v1", description="Services for components")
