"""The blueprint of publishing by machines, and what hangs at the application."""

from flask import current_app

from registry.publishing.fetching import ProviderKeys
from registry.web.api import Blueprint

blueprint = Blueprint(
    "publishing", __name__, url_prefix="/api/v1", description="Trusted publishing and staged releases"
)


def provider_keys() -> ProviderKeys:
    found: ProviderKeys = current_app.extensions["registry.publishing"]
    return found
