"""The one blueprint of the slice."""

from registry.web.api import Blueprint

blueprint = Blueprint("catalogue", __name__, url_prefix="/api/v1", description="Components and versions")
