"""Static files under an address that changes with their content, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

KEEP: Final = "public, max-age=31536000, immutable"


def init_static_files(app: Flask) -> None:
    """`url_for("static", …)` adds `?v=<hash>`; what is asked for by its present hash may be kept."""
    app.url_defaults(_add_hash)
    app.after_request(_let_keep)


def _add_hash(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "v" not in values:
        found = _path_of(values["filename"])
        if found is not None and found.is_file():
            values["v"] = _hash_of(found, found.stat().st_mtime_ns)


def _let_keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        wanted = request.args.get("v")
        found = _path_of((request.view_args or {}).get("filename", ""))
        if wanted and found is not None and wanted == _hash_of(found, found.stat().st_mtime_ns):
            response.headers["Cache-Control"] = KEEP
    return response


def _path_of(filename: str) -> Path | None:
    joined = safe_join(current_app.static_folder or "", filename)
    return Path(joined) if joined else None


@cache
def _hash_of(path: Path, _changed_ns: int) -> str:
    """The first 64 bits of the content's SHA-256; read again when the file was changed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
