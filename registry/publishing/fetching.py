"""The keys of identity providers: fetched from those that administrators entered, and from nowhere else."""

import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import orjson
import structlog

from registry.kit.addresses import Network, is_this_machine, may_be_called
from registry.kit.clock import Clock
from registry.publishing.errors import ProviderUnavailable
from registry.publishing.keys import AssertionWrong, PublicKey, usable_keys

log = structlog.get_logger("registry.publishing")

DISCOVERY: Final = "/.well-known/openid-configuration"
MAX_BYTES: Final = 256 * 1024
SECONDS: Final = 5.0
"""For one document, from the first byte asked to the last one read."""

WAITS: Final = 2.0
"""For another thread that asks the same provider."""

KEYS_LIVE: Final = timedelta(hours=1)
PAUSE: Final = timedelta(seconds=30)
"""Between two fetches from one provider, whether they succeed or fail: nobody makes this registry hammer another."""


class _NotFetched(Exception):
    """Why a document could not be had; for the log."""


@dataclass
class _Known:
    """What is known of a provider's keys."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    keys: list[PublicKey] = field(default_factory=list)
    fetched_at: datetime | None = None
    tried_at: datetime | None = None

    def is_fresh(self, now: datetime) -> bool:
        return self.fetched_at is not None and now - self.fetched_at < KEYS_LIVE


class ProviderKeys:
    """Fetches and keeps the keys of providers. It opens nothing until it is first asked.

    Addresses are resolved, judged and then called as judged, over TLS with the certificate checked against the name;
    no redirect is followed and no more than 256 KiB are read. `loopback` lets this very machine be called over plain
    HTTP, as trials and tests do; `allowed` are networks that the operator opens.
    """

    def __init__(self, clock: Clock, *, allowed: tuple[Network, ...] = (), loopback: bool = False) -> None:
        self.clock = clock
        self.allowed = allowed
        self.loopback = loopback
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def keys_of(self, issuer: str, *, newer: bool = False) -> list[PublicKey]:
        """The keys of a provider. With `newer` they are fetched again, unless that was done just before.

        Raises ProviderUnavailable when they cannot be had now.
        """
        with self._lock:
            known = self._known.setdefault(issuer, _Known())
        if known.is_fresh(self.clock.now()) and not newer:
            return known.keys
        if not known.lock.acquire(timeout=WAITS):
            # Somebody is asking a provider that is slow to answer: not everybody's thread has to wait for it.
            raise ProviderUnavailable(issuer=issuer)
        try:
            return self._renewed(issuer, known)
        finally:
            known.lock.release()

    def _renewed(self, issuer: str, known: _Known) -> list[PublicKey]:
        now = self.clock.now()
        if known.tried_at is None or now - known.tried_at >= PAUSE:
            known.tried_at = now
            known.keys, known.fetched_at = self._fetched(issuer), now
        elif not known.is_fresh(now):
            raise ProviderUnavailable(issuer=issuer)
        return known.keys

    def _fetched(self, issuer: str) -> list[PublicKey]:
        try:
            described = self._document(issuer + DISCOVERY)
            address = described.get("jwks_uri")
            if described.get("issuer") != issuer or not isinstance(address, str):
                raise _NotFetched("its description is of another issuer or names no keys")
            if _place(address) != _place(issuer):
                raise _NotFetched("its keys are at another host")
            return usable_keys(self._document(address))
        except (_NotFetched, AssertionWrong, httpx.HTTPError, OSError, ValueError) as error:
            log.warning("identity_provider_failed", issuer=issuer, reason=str(error) or type(error).__name__)
            raise ProviderUnavailable(issuer=issuer) from error

    def _document(self, address: str) -> dict[str, Any]:
        """The JSON object at an address. The call goes to a number that was judged, in the name's name."""
        url = httpx.URL(address)
        ends = time.monotonic() + SECONDS
        failure: httpx.HTTPError | None = None
        for number in self._judged(url):
            try:
                document = orjson.loads(_called(url, number, ends))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                # A name often has an address of the newer protocol too, and no way there.
                failure = error
                continue
            if not isinstance(document, dict):
                raise _NotFetched("what it answered is no object")
            return document
        raise _NotFetched("nobody answers") from failure

    def _judged(self, url: httpx.URL) -> list[str]:
        """The numbers to call; all that the name resolves to must be good, or somebody plays with it."""
        is_plain = url.scheme == "http"
        if url.scheme != "https" and not (is_plain and self.loopback):
            raise _NotFetched("it is not called over TLS")
        found = socket.getaddrinfo(url.host, url.port or (80 if is_plain else 443), type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(place[4][0]) for place in found))
        for number in numbers:
            if not may_be_called(number, self.allowed, loopback=self.loopback):
                raise _NotFetched(f"{number} must not be called")
            if is_plain and not is_this_machine(number):
                raise _NotFetched("without TLS only this machine is called")
        return numbers


def _called(url: httpx.URL, number: str, ends: float) -> bytes:
    """What is answered at a number, in the name of `url`. The certificate must be the name's."""
    headers = {"Host": url.netloc.decode(), "Accept": "application/json", "Accept-Encoding": "identity"}
    left = max(0.1, ends - time.monotonic())
    with (
        httpx.Client(verify=ssl.create_default_context(), timeout=left, trust_env=False) as client,
        client.stream(
            "GET", url.copy_with(host=number), headers=headers, extensions={"sni_hostname": url.host}
        ) as answer,
    ):
        if answer.status_code != 200 or "Content-Encoding" in answer.headers:
            raise _NotFetched(f"it answered {answer.status_code}")
        return _read(answer, ends)


def _read(answer: httpx.Response, ends: float) -> bytes:
    content = b""
    for piece in answer.iter_raw(16 * 1024):
        content += piece
        if len(content) > MAX_BYTES:
            raise _NotFetched("it answers more than 256 KiB")
        if time.monotonic() > ends:
            raise _NotFetched("its answer takes too long")
    return content


def _place(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme.lower(), parts.netloc.lower()
