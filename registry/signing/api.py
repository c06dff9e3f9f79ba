"""Keys that organisations sign with, over HTTP."""

from registry.web.api import Blueprint

blueprint = Blueprint("signing", __name__, url_prefix="/api/v1", description="Keys that organisations sign with")
