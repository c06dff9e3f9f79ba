"""Screening over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("screening", __name__, url_prefix="/api/v1", description="What exists already that does this")
