"""The one blueprint of the slice, and what its views search with."""

from flask import current_app

from registry.search.engine import SearchEngine
from registry.search.misses import MissCounter
from registry.web.api import Blueprint

blueprint = Blueprint("search", __name__, url_prefix="/api/v1", description="Finding components")


def search_engine() -> SearchEngine:
    engine: SearchEngine = current_app.extensions["registry.search"]
    return engine


def miss_counter() -> MissCounter:
    counter: MissCounter = current_app.extensions["registry.search.misses"]
    return counter
