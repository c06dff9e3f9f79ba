"""The one blueprint of the slice."""

from registry.web.api import Blueprint

blueprint = Blueprint("organisations", __name__, url_prefix="/api/v1", description="Who publishes and adopts")
