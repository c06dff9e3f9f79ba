"""What the page of an organisation shows of its keys."""

from flask import Blueprint

from registry.kit.clock import now_of
from registry.organisations.queries import get_organisation
from registry.signing import queries
from registry.signing.documents import key_state
from registry.signing.models import SigningKey
from registry.web.context import current_session

blueprint = Blueprint("signing_pages", __name__)


@blueprint.app_template_global("keys_of")
def keys_of(slug: str) -> list[tuple[SigningKey, str]]:
    """Every key an organisation ever had with its state, the newest first."""
    session = current_session()
    now = now_of(session)
    return [(key, key_state(key, now)) for key in queries.list_keys(session, get_organisation(session, slug).id)]
