"""Comparing versions and components, over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("comparison", __name__, url_prefix="/api/v1", description="Comparing versions and components")
