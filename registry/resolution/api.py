"""Resolving requirements, over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("resolution", __name__, url_prefix="/api/v1", description="Resolving requirements")
