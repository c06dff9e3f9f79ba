"""Asking a registry over its API: what to send again, how long to wait, and what counts as an answer."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import httpx
import orjson

from registry.kit.failures import (
    BROKEN_OFF,
    MOVED,
    NO_REGISTRY,
    TOO_SLOW,
    UNAVAILABLE,
    UNREACHABLE,
    CallFailed,
    Declined,
    printable,
)
from registry.kit.identity import new_id
from registry.kit.sending import FILE, FileContent

PROBLEM: Final = "application/problem+json"
TRIES: Final = 3
WAITS: Final = 5
LONGEST_WAIT: Final = 60
"""Seconds. Who is asked to wait for longer is told so instead."""
PATIENCE: Final = 10
"""A whole answer may take this many times what its next piece may."""


class Answer(NamedTuple):
    """What came back, read whole."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def media_type(self) -> str:
        return str(self.headers.get("Content-Type", "")).split(";")[0].strip().lower()

    def document(self) -> Any:
        """The JSON of the body; None when it is none."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None


class Caller:
    """Sends requests, repeating those that may be repeated. Raises Declined and CallFailed."""

    def __init__(
        self,
        client: httpx.Client,
        place: str,
        *,
        is_remote: bool,
        seconds: float = 30.0,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._on_close = on_close
        self._place = place
        self._seconds = seconds
        self.is_remote = is_remote
        self.on_wait: Callable[[int], None] = lambda seconds: None

    def close(self) -> None:
        self._client.close()
        self._on_close()

    def call(
        self,
        method: str,
        address: str,
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        key: str | None = None,
    ) -> Answer:
        """The answer to one request, when it is one below 300.

        A read, and a POST under its Idempotency-Key, are sent again when the connection is lost; a change without one
        is not once it was sent. Where the registry asks to wait, it is waited, within bounds.
        """
        sent = dict(headers or {})
        if json is not None:
            content, sent = orjson.dumps(json), {"Content-Type": "application/json", **sent}
        if method == "POST" and self.is_remote:
            sent["Idempotency-Key"] = key or str(new_id())
        given = {name: _written(value) for name, value in (query or {}).items() if value is not None}
        request = self._client.build_request(method, _path(address), params=given, content=content, headers=sent)
        return self._checked(request, self._patiently(request))

    def put_file(
        self, address: str, content: FileContent, *, query: Mapping[str, Any], headers: Mapping[str, str]
    ) -> Answer:
        """The answer to a file that was sent piece by piece. It is sent again when the connection is lost: the same
        bytes under the same name change nothing."""
        sent = {"Content-Length": str(content.size), **headers}
        given = {name: value for name, value in query.items() if value is not None}
        request = self._client.build_request(
            "PUT", _path(address), params=given, content=content, headers=sent, extensions={FILE: content}
        )
        return self._checked(request, self._patiently(request))

    @contextmanager
    def opened(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """An answer whose bytes are read as they come, from here or from where the registry leads."""
        request = self._client.build_request("GET", _path(address), headers=headers)
        try:
            response = self._client.send(request, stream=True, follow_redirects=True)
            try:
                if response.status_code >= 300:
                    self._checked(request, Answer(response.status_code, response.headers, response.read()))
                yield response
            finally:
                response.close()
        except httpx.RequestError as error:
            raise self._failure(error) from error

    def unlike_registry(self, answer: Answer) -> CallFailed:
        return CallFailed(NO_REGISTRY, place=self._place, status=answer.status, kind=answer.media_type or "–")

    def _patiently(self, request: httpx.Request) -> Answer:
        answer = self._persistently(request)
        for _ in range(WAITS):
            seconds = _asked_to_wait(answer)
            if seconds is None or seconds > LONGEST_WAIT:
                break
            self.on_wait(seconds)
            time.sleep(seconds)
            answer = self._persistently(request)
        return answer

    def _persistently(self, request: httpx.Request) -> Answer:
        repeatable = request.method == "GET" or "Idempotency-Key" in request.headers or FILE in request.extensions
        for number in range(1, TRIES):
            try:
                return self._send(request)
            except httpx.RequestError as error:
                # What never reached the registry may be sent again, whatever it is.
                if not repeatable and not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
                    raise self._failure(error) from error
            time.sleep(0.2 * 4 ** (number - 1) * random.uniform(0.8, 1.2))  # noqa: S311 — only spreads the callers
        try:
            return self._send(request)
        except httpx.RequestError as error:
            raise self._failure(error) from error

    def _send(self, request: httpx.Request) -> Answer:
        response = self._client.send(request, stream=True, follow_redirects=request.method == "GET")
        end = time.monotonic() + self._seconds * PATIENCE
        pieces = []
        try:
            for piece in response.iter_bytes():
                pieces.append(piece)
                if time.monotonic() > end:
                    # One that trickles in for ever ends like one that never comes.
                    raise httpx.ReadTimeout("the answer does not end", request=request)
        finally:
            response.close()
        return Answer(response.status_code, response.headers, b"".join(pieces))

    def _failure(self, error: httpx.RequestError) -> CallFailed:
        reason = str(error).strip().rstrip(".") or type(error).__name__
        unsent = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
        if isinstance(error, unsent):
            return CallFailed(UNREACHABLE, place=self._place, reason=reason)
        if isinstance(error, httpx.TimeoutException):
            return CallFailed(TOO_SLOW, place=self._place)
        return CallFailed(BROKEN_OFF, place=self._place, reason=reason)

    def _checked(self, request: httpx.Request, answer: Answer) -> Answer:
        if answer.status < 300 and (not self.is_remote or "RateLimit-Policy" in answer.headers):
            return answer
        if answer.status >= 400 and answer.media_type == PROBLEM and isinstance(problem := answer.document(), dict):
            raise Declined(answer.status, problem)
        if answer.status in {502, 503, 504}:
            raise CallFailed(UNAVAILABLE, place=self._place, status=answer.status)
        if 300 <= answer.status < 400 and (target := answer.headers.get("Location")):
            raise CallFailed(MOVED, place=request.url, target=printable(target))
        raise self.unlike_registry(answer)


def _path(address: str) -> str:
    return quote(address, safe="/%:@!$&'()*+,;=~")


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _asked_to_wait(answer: Answer) -> int | None:
    """The seconds after which the same request may succeed; None when waiting is no use."""
    seconds = str(answer.headers.get("Retry-After", ""))
    if answer.status not in {409, 429, 503} or not seconds.isdecimal():
        return None
    return int(seconds)
