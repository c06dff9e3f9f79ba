"""The one blueprint of the slice."""

from registry.web.api import Blueprint

blueprint = Blueprint(
    "standards", __name__, url_prefix="/api/v1", description="Standards, and claims to conform to them"
)
