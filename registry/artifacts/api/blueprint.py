"""Where the routes of artifacts, manifests and signatures hang."""

from registry.web.api import Blueprint

blueprint = Blueprint("artifacts", __name__, url_prefix="/api/v1", description="Artifacts, manifests and signatures")
