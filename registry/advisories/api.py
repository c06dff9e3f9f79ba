"""Advisories, over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("advisories", __name__, url_prefix="/api/v1", description="Advisories")
