"""From the Authorization header, or a browser's cookie, to the caller: handed to the web layer by `create_app`."""

from sqlalchemy.orm import Session

from registry.accounts.queries import find_actor_of_browser, get_actor
from registry.kit.actor import Actor
from registry.kit.errors import TokenInvalid


def authenticate(session: Session, header: str) -> Actor:
    """The bearer of `Bearer <token>`; any other header is refused like a wrong token."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret or "," in secret:
        raise TokenInvalid()
    return get_actor(session, secret.strip())


def recognise(session: Session, cookie: str) -> Actor | None:
    """Who signed in with the browser that holds this cookie, if that still stands."""
    return find_actor_of_browser(session, cookie)
