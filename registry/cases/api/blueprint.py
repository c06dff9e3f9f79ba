"""Where the slice's operations are registered."""

from registry.web.api import Blueprint

blueprint = Blueprint("cases", __name__, url_prefix="/api/v1", description="Cases worth telling, and benchmarks")
