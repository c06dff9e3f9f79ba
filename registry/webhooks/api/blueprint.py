"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("webhooks", __name__, url_prefix="/api/v1", description="Events sent to other systems")
