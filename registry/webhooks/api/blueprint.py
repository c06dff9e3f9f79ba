"""Where the slice's operations are registered, and what hangs at the application."""

from flask import Response, current_app

from registry.web.api import Blueprint
from registry.web.context import current_actor, current_session
from registry.web.idempotency import earlier_answer, key_of_request
from registry.webhooks.addresses import Place
from registry.webhooks.delivering import Deliverer

blueprint = Blueprint("webhooks", __name__, url_prefix="/api/v1", description="Events sent to other systems")


def deliverer() -> Deliverer:
    found: Deliverer = current_app.extensions["registry.webhooks"]
    return found


def judged(url: str) -> Place:
    """An address that may be called. Nobody waits for this request's transaction while its name is looked up."""
    current_session().rollback()
    return deliverer().judged(url)


def answered_meanwhile() -> Response | None:
    """The answer to the same request with the same key, if it was given while a name was looked up.

    Giving up the transaction gave the key free.
    """
    key = key_of_request()
    return earlier_answer(current_session(), current_actor(), key) if key is not None else None
