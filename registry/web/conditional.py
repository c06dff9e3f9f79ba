"""Answers with entity tags, and changes that name the tag they build on."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.http import http_date, parse_etags

from registry.kit.documents import tag_of
from registry.kit.errors import Stale
from registry.web.context import present_request
from registry.web.errors import IfMatchRequired

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

JSON = "application/json"
READING = {"GET", "HEAD"}
"""What may be answered with 304: the header of a PUT says that it creates, not what the caller has (RFC 9110)."""


class Document(Response):
    """An answer that is whole when it is made, headers and bytes: it leaves as it is, without being looked through."""

    default_mimetype = None

    def get_wsgi_response(self, environ: "WSGIEnvironment") -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        body: Iterable[bytes] = () if environ["REQUEST_METHOD"] == "HEAD" else self.response  # type: ignore[assignment]
        return body, self.status, self.headers.to_wsgi_list()


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
    asked = present_request().environ
    headers = [
        ("ETag", etag),
        ("Cache-Control", "private, no-cache" if "HTTP_AUTHORIZATION" in asked else "no-cache"),
        ("Vary", "Authorization"),
    ]
    if location is not None:
        headers.append(("Location", location))
    if last_modified is not None:
        headers.append(("Last-Modified", http_date(last_modified)))
    if status == 200 and asked["REQUEST_METHOD"] in READING and _has(asked.get("HTTP_IF_NONE_MATCH"), etag):
        return Document(status=304, headers=headers)
    headers += [("Content-Type", content_type), ("Content-Length", str(len(body)))]
    return Document([body], status, headers)


def send_bytes(body: bytes, *, status: int = 200, content_type: str = JSON) -> Response:
    """Bytes made for this answer, tagged by their content: pages of lists, figures."""
    return send_document(body, tag_of(body), status=status, content_type=content_type)


def send_elsewhere(location: str) -> Response:
    """308: the thing has one address, which is another spelling than this one."""
    response = Response(status=308)
    response.headers["Location"] = location
    return response


def _has(if_none_match: str | None, etag: str) -> bool:
    """Whether the caller has these bytes already; tags are compared weakly, as reading allows."""
    if if_none_match is None:
        return False
    return if_none_match == etag or parse_etags(if_none_match).contains_weak(etag.strip('"'))


def expected_tag() -> str:
    """The tag a change builds on, from If-Match: 428 without it; `*` and weak tags never match (412)."""
    sent = request.headers.get("If-Match")
    if sent is None:
        raise IfMatchRequired()
    tags = request.if_match.as_set(include_weak=False)
    if request.if_match.star_tag or len(tags) != 1:
        raise Stale()
    return f'"{next(iter(tags))}"'


def tag_to_replace() -> str | None:
    """The tag of what a PUT replaces, from If-Match; None where it creates, which `If-None-Match: *` says.

    428 without either: a PUT that names neither could undo unseen what somebody else has just written.
    """
    if request.headers.get("If-None-Match", "").strip() == "*" and "If-Match" not in request.headers:
        return None
    return expected_tag()
