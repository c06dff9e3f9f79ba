"""The blueprint that all routes of advisories hang on."""

from typing import Final

from registry.web.api import Blueprint

blueprint = Blueprint("advisories", __name__, url_prefix="/api/v1", description="What is wrong with which versions")

RIGHTS: Final = ("catalogue:write", "security:admin")
"""Either may publish: the action decides in full."""
