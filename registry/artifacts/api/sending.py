"""A file as an answer: whole, a range of it, or the address of an object storage where it lies."""

from collections.abc import Iterable
from typing import Final, Protocol
from urllib.parse import quote

from flask import Response, request
from werkzeug.datastructures import Range
from werkzeug.http import parse_etags, parse_range_header

from registry.artifacts.errors import RangeUnsatisfiable, TransfersBusy
from registry.artifacts.naming import sent_type
from registry.artifacts.receiving import write_digest
from registry.artifacts.storage import Storage
from registry.web.conditional import Document
from registry.web.transfers import Sending, Transfers

# What is fetched is never shown in the registry's own name, whatever it is.
GUARDED: Final = (
    ("Content-Security-Policy", "sandbox; default-src 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


class Sendable(Protocol):
    """Bytes in the storage under a name: an artifact, a piece of evidence, a report."""

    @property
    def digest(self) -> str: ...
    @property
    def filename(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def size(self) -> int | None: ...


def as_file(artifact: Sendable, storage: Storage, transfers: Transfers) -> Response:
    """The answer to GET and HEAD for the bytes of an artifact that may be sent."""
    size, tag = artifact.size or 0, f'"{artifact.digest}"'
    headers = _headers(artifact, tag)
    asked = request.headers.get("If-None-Match")
    if asked is not None and parse_etags(asked).contains_weak(artifact.digest):
        return Document(status=304, headers=headers)
    address = None
    if request.method == "GET":
        address = storage.address(artifact.digest, filename=artifact.filename, media_type=artifact.media_type)
    if address is not None:
        return Document(status=307, headers=[("Location", address), ("Cache-Control", "no-store")])
    start, end = _range(size, tag)
    headers += [
        ("Content-Type", sent_type(artifact.media_type)),
        ("Content-Length", str(end - start)),
        *_described(artifact),
    ]
    status = 200
    if (start, end) != (0, size):
        status = 206
        headers.append(("Content-Range", f"bytes {start}-{end - 1}/{size}"))
    body: Iterable[bytes] = ()
    if request.method == "GET":
        body = _body(storage, transfers, artifact.digest, start, None if end == size else end)
    return Document(body, status, headers)


def _headers(artifact: Sendable, tag: str) -> list[tuple[str, str]]:
    caching = "private, no-cache" if "Authorization" in request.headers else "no-cache"
    return [("ETag", tag), ("Cache-Control", caching), ("Vary", "Authorization"), ("Accept-Ranges", "bytes")]


def _described(artifact: Sendable) -> list[tuple[str, str]]:
    return [
        # Of the whole file also where a range of it is sent (RFC 9530, section 3).
        ("Repr-Digest", write_digest(artifact.digest)),
        ("Content-Disposition", disposition(artifact.filename)),
        *GUARDED,
    ]


def disposition(filename: str) -> str:
    """`attachment` with the name: in ASCII for the oldest clients, in full as RFC 8187 has it."""
    plain = "".join(sign if sign.isascii() and sign not in '"\\%' else "_" for sign in filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def _range(size: int, tag: str) -> tuple[int, int]:
    """What to send, from and up to (not with): everything unless a single range is asked for of just this file.

    Several ranges at once are answered with everything, as RFC 9110 allows. Raises RangeUnsatisfiable.
    """
    wanted = parse_range_header(request.headers.get("Range")) if request.method == "GET" else None
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1 or not _is_for(tag):
        return 0, size
    found = _within(wanted, size)
    if found is None:
        raise RangeUnsatisfiable(size=size)
    return found


def _within(wanted: Range, size: int) -> tuple[int, int] | None:
    found = wanted.range_for_length(size)
    return None if found is None or found[0] >= found[1] else (found[0], found[1])


def _is_for(tag: str) -> bool:
    condition = request.headers.get("If-Range")
    return condition is None or condition == tag


def _body(storage: Storage, transfers: Transfers, digest: str, start: int, end: int | None) -> Sending:
    if not transfers.take():
        raise TransfersBusy()
    try:
        return Sending(storage.open(digest, start, end), transfers.leave)
    except BaseException:
        transfers.leave()
        raise
