"""The one blueprint of the slice."""

from registry.web.api import Blueprint

blueprint = Blueprint("stewardship", __name__, url_prefix="/api/v1", description="Who keeps a component")
