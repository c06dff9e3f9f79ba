"""Refusals as `application/problem+json` (RFC 9457) on the API and as pages elsewhere; nothing inside is ever shown."""

from typing import Any
from urllib.parse import quote

import orjson
import structlog
from flask import Flask, Response, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from registry.kit.errors import Busy, Moved, NotFound, PayloadInvalid, Refusal
from registry.kit.identity import new_id
from registry.web.conditional import send_elsewhere
from registry.web.context import current_language, services
from registry.web.errors import (
    BadRequest,
    BodyTooLarge,
    InternalError,
    MediaTypeUnsupported,
    MethodNotAllowed,
    NotAcceptable,
)
from registry.web.wording import field_errors

log = structlog.get_logger("registry.problems")

PROBLEM_TYPE = "application/problem+json"


def register_problems(app: Flask) -> None:
    """Turn every refusal and every error into an answer the caller can act on."""
    app.register_error_handler(Refusal, answer)
    app.register_error_handler(HTTPException, lambda error: answer(refusal_for(error)))
    app.register_error_handler(DBAPIError, _database_failed)
    app.register_error_handler(PoolTimeout, _database_failed)
    app.register_error_handler(Exception, _unforeseen)


def answer(refusal: Refusal) -> Response:
    """The response for a refusal, in the caller's language."""
    language = current_language()
    if isinstance(refusal, Moved) and (address := _new_address(refusal)) is not None:
        return send_elsewhere(address)
    if _wants_page():
        html = render_template("error.html", refusal=refusal, detail=refusal.detail(language))
        response = Response(html, refusal.status)
    else:
        body = orjson.dumps(problem_document(refusal, language))
        response = Response(body, refusal.status, content_type=PROBLEM_TYPE)
        response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(refusal.extra_headers)
    return response


def _new_address(refusal: Moved) -> str | None:
    """Where the same thing is under its new name; None when the address asked for does not hold the old one."""
    was, now = (f"/{refusal.facts[fact]}" for fact in ("was", "now"))
    before, found, after = request.path.partition(was)
    if not found or after[:1] not in {"", "/", "."}:
        return None
    query = request.query_string.decode("latin-1")
    return quote(f"{before}{now}{after}") + (f"?{query}" if query else "")


def problem_document(refusal: Refusal, language: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "type": problem_type(refusal.code),
        "title": refusal.title.in_language(language),
        "status": refusal.status,
        "detail": refusal.detail(language),
        "instance": request.path,
        "code": refusal.code,
        **refusal.members,
    }
    if refusal.errors:
        document["errors"] = [
            {"pointer": error.pointer, "detail": error.detail.in_language(language)} for error in refusal.errors
        ]
    return document


def problem_type(code: str) -> str:
    """The address of the page that explains a problem."""
    root = services().settings.public_url or request.url_root
    return f"{root.rstrip('/')}/problems/{code}"


def refusal_for(error: HTTPException) -> Refusal:
    """What an error of the framework means in our words."""
    status = error.code or 500
    if status == 405:
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        return MethodNotAllowed(allowed=allowed)
    if status == 404:
        return NotFound(what=request.path)
    if status == 415:
        return MediaTypeUnsupported(accepted="application/json")
    if status == 406:
        return NotAcceptable(offered="application/json")
    if status == 422:
        return PayloadInvalid(errors=field_errors(getattr(error, "data", {}).get("messages", {})))
    if isinstance(error, RequestEntityTooLarge):
        return BodyTooLarge(limit=request.max_content_length)
    if status < 500:
        return BadRequest()
    return _logged(error)


def _wants_page() -> bool:
    path = request.path
    return not path.startswith(("/api/", "/openapi.json", "/healthz", "/readyz", "/metrics", "/.well-known/"))


def _database_failed(error: Exception) -> Response:
    """A database that is locked, gone or out of connections is a 503 to try again; anything else is our own mistake."""
    passing = isinstance(error, PoolTimeout | OperationalError) or getattr(error, "connection_invalidated", False)
    if not passing:
        return _unforeseen(error)
    log.warning("database_unavailable", error=type(error).__name__, path=request.path)
    return answer(Busy())


def _unforeseen(error: Exception) -> Response:
    return answer(_logged(error))


def _logged(error: Exception) -> InternalError:
    reference = str(new_id())
    log.error("unforeseen", reference=reference, path=request.path, exc_info=error)
    return InternalError(reference=reference)
