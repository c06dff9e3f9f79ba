"""The Flask application class: one unit of work for each request."""

import time
from typing import Any

import structlog
from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from registry.kit.actor import ANONYMOUS
from registry.kit.errors import NotFound
from registry.web import metrics
from registry.web.body import MAX_BODY
from registry.web.context import (
    SAFE_METHODS,
    current_actor,
    current_session,
    database,
    services,
)
from registry.web.idempotency import earlier_answer, keep_answer, key_of_request
from registry.web.limits import ReadBudgets, Standing, spend_write

log = structlog.get_logger("registry.requests")

SLOW_SECONDS = 0.5

API_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)


class RegistryFlask(Flask):
    """Commits when the view has answered below 400 and before the answer leaves; rolls everything back otherwise.

    The commit happens inside the dispatch, so that one that fails becomes an error answer like any other.
    """

    def __init__(self, *arguments: Any, reads_per_minute: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.config["MAX_CONTENT_LENGTH"] = MAX_BODY
        self.read_budgets = ReadBudgets(reads_per_minute)
        self.teardown_appcontext(_close_session)

    def dispatch_request(self) -> ResponseReturnValue:
        g.started = time.perf_counter()
        if request.routing_exception is not None:
            self.raise_routing_exception(request)
        if "\x00" in request.path:
            # PostgreSQL takes no such text at all, and nothing of ours is ever called so.
            raise NotFound(what=request.path)
        if request.method in SAFE_METHODS:
            g.standing = self.read_budgets.spend(_caller_of_read())
            return super().dispatch_request()
        return self._write()

    def _write(self) -> Response:
        _spend_write()
        session, actor = current_session(), current_actor()
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
        response = super().process_response(response)
        headers = response.headers
        for name, value in API_HEADERS:
            headers.setdefault(name, value)
        standing: Standing | None = g.get("standing")
        if standing is not None:
            headers["RateLimit-Policy"] = f'"{standing.policy}";q={standing.quota};w=60'
            headers["RateLimit"] = f'"{standing.policy}";r={standing.left};t=60'
        _observe(response)
        return response


def _caller_of_read() -> str:
    # The token as sent names the budget: a read of bytes rendered earlier must not cost a look into the database.
    return request.headers.get("Authorization") or request.remote_addr or "unknown"


def _spend_write() -> None:
    """Know the caller, then count the write: against its token, or against the address of who has none.

    A token that is not valid is refused before anything is written.
    """
    with database().reading() as session:
        header = request.headers.get("Authorization")
        g.actor = services().authenticate(session, header) if header else ANONYMOUS
    caller = f"address:{request.remote_addr}" if g.actor.is_anonymous else g.actor.key
    with database().writing() as session:
        g.standing = spend_write(session, caller, services().settings.writes_per_minute)


def _close_session(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()


def _observe(response: Response) -> None:
    started = g.get("started")
    seconds = time.perf_counter() - started if started is not None else 0.0
    metrics.observe(request, response, seconds)
    wanted = services().settings.access_log
    notable = request.method not in SAFE_METHODS or response.status_code >= 400 or seconds > SLOW_SECONDS
    if wanted == "all" or (wanted == "writes" and notable):
        actor = g.get("actor")
        log.info(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
            caller=actor.key if actor else None,
        )
