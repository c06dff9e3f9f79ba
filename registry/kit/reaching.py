"""The two ways to a registry: over the network, and to the application in this process."""

import re
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import httpx

from registry import __version__
from registry.kit.actor import CONSOLE
from registry.kit.calling import Caller
from registry.kit.sending import FILE, FileContent, Reading

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

API: Final = "/api/v1"
HOST: Final = re.compile(r"[\w.:-]+")
THIS_MACHINE: Final = ("localhost", "127.0.0.1", "[::1]")


def server_address(url: str) -> str | None:
    """The address without a slash or `/api/v1` at its end; None when it is none, or holds a password for all to see."""
    try:
        read = httpx.URL(url.strip())
    except httpx.InvalidURL:
        return None
    if read.scheme not in {"http", "https"} or not HOST.fullmatch(read.host):
        return None
    if read.userinfo or read.query or read.fragment:
        return None
    return str(read).rstrip("/").removesuffix(API)


def call_in_process(app: "WSGIApplication", language: str, on_close: Callable[[], None]) -> Caller:
    """Asks the application in this process, as the operator at the machine's console."""

    def as_console(environ: "WSGIEnvironment", begin: "StartResponse") -> Any:
        # No header can set a key such as this one, so nobody else is ever taken for the console.
        environ["registry.actor"] = CONSOLE
        # WSGI wants the bytes of the path as Latin-1; the transport gives text.
        environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")
        return app(environ, begin)

    client = httpx.Client(
        transport=_InProcess(as_console), base_url=f"http://localhost{API}", headers=_headers(language)
    )
    return Caller(client, "localhost", is_remote=False, on_close=on_close)


class _InProcess(httpx.BaseTransport):
    """As httpx has it, but a file is read by the application itself, piece by piece."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content: FileContent | None = request.extensions.get(FILE)
        if content is None:
            return httpx.WSGITransport(self._app).handle_request(request)
        bare = httpx.Request(request.method, request.url, headers=request.headers)
        with closing(Reading(content)) as reading:

            def reading_app(environ: "WSGIEnvironment", begin: "StartResponse") -> Any:
                return self._app({**environ, "wsgi.input": reading}, begin)

            return httpx.WSGITransport(reading_app).handle_request(bare)


def call_server(url: str, token: str | None, language: str, seconds: float) -> Caller:
    """Asks the registry at `url` as whoever bears the token; `seconds` is how long it may be silent."""
    headers = _headers(language) | ({"Authorization": f"Bearer {token}"} if token else {})
    client = httpx.Client(
        base_url=f"{url}{API}",
        headers=headers,
        timeout=httpx.Timeout(seconds, connect=min(seconds, 5.0)),
        # A proxy to the world outside leads nowhere from here to here.
        mounts={f"all://{host}": None for host in THIS_MACHINE},
    )
    return Caller(client, url, is_remote=True, seconds=seconds)


def _headers(language: str) -> dict[str, str]:
    accepted = "application/json, application/problem+json, */*;q=0.5"
    return {"Accept": accepted, "Accept-Language": language, "User-Agent": f"registry/{__version__}"}
