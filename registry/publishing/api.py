"""Trusted publishing and staged releases, over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint(
    "publishing", __name__, url_prefix="/api/v1", description="Trusted publishing and staged releases"
)
