"""Answers with entity tags, and changes that name the tag they build on."""

from datetime import datetime

from flask import Response, request
from werkzeug.http import http_date

from registry.kit.documents import tag_of
from registry.kit.errors import Stale
from registry.web.errors import IfMatchRequired

JSON = "application/json"


def send_document(
    body: bytes,
    etag: str,
    *,
    status: int = 200,
    location: str | None = None,
    last_modified: datetime | None = None,
    content_type: str = JSON,
) -> Response:
    """Bytes rendered earlier with their tag; a 304, which carries the tag too, when the caller has them already."""
    if status == 200 and _caller_has(etag):
        response = Response(status=304)
        response.headers.remove("Content-Type")
    else:
        response = Response(body, status, content_type=content_type)
    headers = response.headers
    headers["ETag"] = etag
    headers["Cache-Control"] = "private, no-cache" if "Authorization" in request.headers else "no-cache"
    headers["Vary"] = "Authorization"
    if location is not None:
        headers["Location"] = location
    if last_modified is not None:
        headers["Last-Modified"] = http_date(last_modified)
    return response


def send_bytes(body: bytes, *, status: int = 200, content_type: str = JSON) -> Response:
    """Bytes made for this answer, tagged by their content: pages of lists, figures."""
    return send_document(body, tag_of(body), status=status, content_type=content_type)


def send_elsewhere(location: str) -> Response:
    """308: the thing has one address, which is another spelling than this one."""
    response = Response(status=308)
    response.headers["Location"] = location
    return response


def _caller_has(etag: str) -> bool:
    sent = request.headers.get("If-None-Match")
    if sent is None:
        return False
    return sent == etag or request.if_none_match.contains_weak(etag.strip('"'))


def expected_tag() -> str:
    """The tag a change builds on, from If-Match: 428 without it; `*` and weak tags never match (412)."""
    sent = request.headers.get("If-Match")
    if sent is None:
        raise IfMatchRequired()
    tags = request.if_match.as_set(include_weak=False)
    if request.if_match.star_tag or len(tags) != 1:
        raise Stale()
    return f'"{next(iter(tags))}"'
