"""Feeds over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("feeds", __name__, url_prefix="/api/v1", description="What programs read of the catalogue")
