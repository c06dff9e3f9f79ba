"""Whether the service is alive, and whether it is ready."""

from typing import Any

import orjson
from flask import Blueprint, Response, current_app
from sqlalchemy import text

from registry.web.context import database

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return Response(b'{"status":"alive"}', content_type="application/json")


@blueprint.get("/readyz")
def ready() -> Response:
    """The database can be written and is migrated, and the index follows; 503 naming what is not."""
    checks: dict[str, Any] = {}
    for name, check in current_app.extensions["registry.readiness"].items():
        try:
            checks[name] = {"ready": True, **(check() or {})}
        except Exception as error:
            checks[name] = {"ready": False, "reason": type(error).__name__}
    is_ready = all(check["ready"] for check in checks.values())
    body = orjson.dumps({"status": "ready" if is_ready else "not ready", "checks": checks})
    response = Response(body, 200 if is_ready else 503, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def database_is_writable() -> dict[str, Any]:
    """Takes the writer's place for a moment and gives it back."""
    with database().open_writing() as session:
        session.execute(text("SELECT 1"))
        session.rollback()
    return {"engine": database().url.get_backend_name()}
