"""Bills of materials, over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("sboms", __name__, url_prefix="/api/v1", description="Bills of materials")
