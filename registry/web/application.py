"""The Flask application class: one unit of work for each request."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, Request, Response, g, request
from flask.sessions import NullSession, SessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.routing import Rule

from registry.kit.errors import NotFound, TokenInvalid
from registry.web import metrics
from registry.web.body import LONGEST_STREAM, MAX_BODY
from registry.web.context import (
    LOCAL_ACTOR,
    SAFE_METHODS,
    current_actor,
    current_session,
    database,
    identify,
    present_request,
    services,
)
from registry.web.errors import BadRequest, LengthRequired
from registry.web.forgery import check_form
from registry.web.idempotency import earlier_answer, keep_answer, key_of_request
from registry.web.limits import ReadBudgets, Standing, spend_write

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = structlog.get_logger("registry.requests")

SLOW_SECONDS = 0.5

SECURITY_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)


class _NoSessions(SessionInterface):
    """Who calls says so with every request; nothing is kept in a cookie between two of them."""

    _none = NullSession()

    def open_session(self, _app: Flask, _request: Request) -> NullSession:
        return self._none


class LazyRule(Rule):
    """A route that learns to write its address when first asked to: doing so for every route is most of a start."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        learn = super()._compile_builder
        learned: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            if not learned:
                learned.append(learn(append_unknown))
            return learned[0](rule, **values)

        return build


class RegistryFlask(Flask):
    """Commits when the view has answered below 400 and before the answer leaves; rolls everything back otherwise.

    The commit happens inside the dispatch, so that one that fails becomes an error answer like any other.
    """

    session_interface = _NoSessions()
    url_rule_class = LazyRule

    read_budgets: ReadBudgets
    access_log: str

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.config["MAX_CONTENT_LENGTH"] = MAX_BODY
        self.teardown_appcontext(_close_session)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing here is a coroutine, so the functions of a request need not be looked at each time."""
        return func

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Looked through for what to run first only where something was registered."""
        if self.before_request_funcs or self.url_value_preprocessors:
            return super().preprocess_request()
        return None

    def do_teardown_request(self, exc: BaseException | None = None) -> None:
        """The same at the end."""
        if self.teardown_request_funcs:
            super().do_teardown_request(exc)

    def wsgi_app(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Puts on, as the answer goes out, the headers that every answer bears: earlier each would be copied twice."""
        environ["registry.started"] = time.perf_counter()
        # The server says that a body ends by itself, and so it does when the connection breaks: without this word
        # Content-Length is held to, and a body that is cut short is refused.
        environ.pop("wsgi.input_terminated", None)

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            headers += SECURITY_HEADERS
            standing: Standing | None = environ.get("registry.standing")
            if standing is not None:
                headers += standing.headers()
            return start_response(status, headers, *error)

        return super().wsgi_app(environ, begin)

    def dispatch_request(self) -> ResponseReturnValue:
        asked = present_request()
        if asked.environ["REQUEST_METHOD"] != asked.method or "," in asked.environ.get("HTTP_HOST", ""):
            # A method in small letters and a second Host come through the server, and RFC 9112 allows neither.
            raise BadRequest()
        if asked.routing_exception is not None:
            self.raise_routing_exception(asked)
        if "\x00" in asked.path:
            # PostgreSQL takes no such text at all, and nothing of ours is ever called so.
            raise NotFound(what=asked.path)
        if asked.method in SAFE_METHODS:
            if LOCAL_ACTOR in asked.environ:
                return super().dispatch_request()
            asked.environ["registry.standing"] = self.read_budgets.spend(_caller_of_read(asked.environ))
            if "HTTP_AUTHORIZATION" in asked.environ and asked.path.startswith("/api/"):
                self._know_caller_of_read(asked.environ)
            return super().dispatch_request()
        return self._write()

    def _marked(self, mark: str) -> Any:
        """What a view says of the body it takes: `takes_stream` that it reads it itself, as it comes in, so that what
        writes meanwhile is not held up by it; `longest_body` how long it may be where that is not the common bound.
        """
        view = self.view_functions[request.endpoint or ""]
        handler = getattr(getattr(view, "view_class", None), request.method.lower(), view)
        return getattr(handler, mark, None)

    def _know_caller_of_read(self, environ: "WSGIEnvironment") -> None:
        """A header that names nobody counts for its address too: inventing tokens opens no further budget."""
        try:
            # A session of its own: on SQLite the view would else read what stood there before it was called.
            with database().reading() as session:
                g.actor = services().authenticate(session, environ["HTTP_AUTHORIZATION"])
        except TokenInvalid:
            environ["registry.standing"] = self.read_budgets.spend(environ.get("REMOTE_ADDR") or "unknown")
            raise

    def _write(self) -> Response:
        if "HTTP_TRANSFER_ENCODING" in request.environ:
            # The server hands over what came before a broken chunk as if it were the whole body.
            raise LengthRequired()
        _spend_write()
        if not request.path.startswith("/api/"):
            check_form(request)
        session, actor = current_session(), current_actor()
        if longest := self._marked("longest_body"):
            request.max_content_length = longest
        if self._marked("takes_stream"):
            request.max_content_length = LONGEST_STREAM
        elif not actor.is_anonymous:
            # The whole body first: who sends it slowly must not hold the writer's place meanwhile.
            request.get_data()
        key = key_of_request()
        if key is not None and (replay := earlier_answer(session, actor, key)) is not None:
            return replay
        response: Response = self.make_response(super().dispatch_request())
        if response.status_code < 400:
            if key is not None:
                keep_answer(session, actor, key, response)
            session.commit()
        return response

    def process_response(self, response: Response) -> Response:
        asked = present_request()
        if not asked.path.startswith("/api/"):
            # Pages and static files get what is registered with `after_request`; the API's answers are whole.
            response = super().process_response(response)
        self._observe(asked, response)
        return response

    def _observe(self, asked: Request, response: Response) -> None:
        seconds = time.perf_counter() - asked.environ["registry.started"]
        metrics.observe(asked, response, seconds)
        notable = response.status_code >= 400 or seconds > SLOW_SECONDS or asked.method not in SAFE_METHODS
        if self.access_log == "all" or (notable and self.access_log == "writes"):
            actor = g.get("actor")
            log.info(
                "request",
                method=asked.method,
                path=asked.path,
                status=response.status_code,
                milliseconds=round(seconds * 1000, 1),
                caller=actor.key if actor else None,
            )


def _caller_of_read(environ: "WSGIEnvironment") -> str:
    # The token as sent names the budget: a read of bytes rendered earlier must not cost a look into the database.
    return environ.get("HTTP_AUTHORIZATION") or environ.get("REMOTE_ADDR") or "unknown"


def _spend_write() -> None:
    """Know the caller, then count the write: against its token, or against the address of who has none.

    A token that is not valid is refused before anything is written.
    """
    with database().reading() as session:
        g.actor = identify(session)
    if LOCAL_ACTOR in request.environ:
        return
    caller = f"address:{request.remote_addr}" if g.actor.is_anonymous else g.actor.key
    with database().writing() as session:
        request.environ["registry.standing"] = spend_write(session, caller, services().settings.writes_per_minute)


def _close_session(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
