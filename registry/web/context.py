"""What a request works with: its session, its caller, its language."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Request, current_app, g, request
from sqlalchemy.orm import Session

from registry.kit.actor import ANONYMOUS, Actor
from registry.kit.database import Database
from registry.kit.paging import Cursors
from registry.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Authenticator = Callable[[Session, str], Actor]
Recogniser = Callable[[Session, str], Actor | None]

LOCAL_ACTOR = "registry.actor"
"""The key of a request's environ under which a caller within this process says who it is."""

COOKIE = "signed_in"
"""Names the cookie of somebody who signed in with a browser."""


@dataclass(frozen=True)
class Services:
    """What `create_app` wires together; kept in `app.extensions["registry"]`."""

    settings: Settings
    database: Database
    cursors: Cursors
    authenticate: Authenticator
    recognise: Recogniser


def present_request() -> Request:
    """The request itself: each look through `request`, which finds it anew, costs as much as the look."""
    found: Request = request._get_current_object()  # type: ignore[attr-defined]
    return found


def services() -> Services:
    found: Services = current_app.extensions["registry"]
    return found


def database() -> Database:
    return services().database


def current_session() -> Session:
    """This request's session: one that writes for unsafe methods, one that reads for safe ones."""
    if "session" not in g:
        safe = request.method in SAFE_METHODS
        g.session = database().open_reading() if safe else database().open_writing()
    session: Session = g.session
    return session


def current_actor() -> Actor:
    """Who calls. Refuses a token that is not valid, also where none is needed."""
    known: Actor | None = g.get("actor")
    if known is None:
        known = g.actor = identify(current_session())
    return known


def identify(session: Session) -> Actor:
    """Who calls: the bearer of a token, or on pages who signed in with this browser. The API knows no cookies.

    The command line in this process says who it is by a key of the environ, which no header can set.
    """
    local: Actor | None = request.environ.get(LOCAL_ACTOR)
    if local is not None:
        return local
    header = request.environ.get("HTTP_AUTHORIZATION")
    if header is not None:
        return services().authenticate(session, header)
    cookie = None if request.path.startswith("/api/") else request.cookies.get(COOKIE)
    if cookie is None:
        return ANONYMOUS
    return services().recognise(session, cookie) or ANONYMOUS


def current_language() -> str:
    """`zh` or `en`: `?lang=` on pages, then the `lang` cookie, then Accept-Language by prefix, then Chinese."""
    if "language" not in g:
        g.language = _chosen_language()
    language: str = g.language
    return language


def _chosen_language() -> str:
    if not request.path.startswith("/api/"):
        for wish in (request.args.get("lang"), request.cookies.get("lang")):
            if wish in {"zh", "en"}:
                return wish
    for tag, _quality in request.accept_languages:
        prefix = tag.lower().replace("_", "-").split("-", 1)[0]
        if prefix in {"zh", "en"}:
            return prefix
    return "zh"
