"""The keys of identity providers: fetched from those that administrators entered, and from nowhere else."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import structlog

from registry.kit.addresses import Network
from registry.kit.calling_out import Asked, NotCalled, Outside
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

    Addresses are judged and called by registry.kit.calling_out; no more than 256 KiB are read. `loopback` lets this
    very machine be called over plain HTTP, as trials and tests do; `allowed` are networks that the operator opens.
    """

    def __init__(self, clock: Clock, *, allowed: tuple[Network, ...] = (), loopback: bool = False) -> None:
        self.clock = clock
        self.loopback = loopback
        self.outside = Outside(allowed=allowed, loopback=loopback)
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
        except (_NotFetched, NotCalled, AssertionWrong, ValueError) as error:
            log.warning("identity_provider_failed", issuer=issuer, reason=str(error) or type(error).__name__)
            raise ProviderUnavailable(issuer=issuer) from error

    def _document(self, address: str) -> dict[str, Any]:
        """The JSON object at an address."""
        asked = Asked("GET", address, {"Accept": "application/json", "Accept-Encoding": "identity"})
        answer = self.outside.call(asked, seconds=SECONDS, most=MAX_BYTES)
        if answer.status != 200 or "content-encoding" in answer.headers:
            raise _NotFetched(f"it answered {answer.status}")
        if not answer.is_whole:
            raise _NotFetched("it answers more than 256 KiB, or too slowly")
        document = orjson.loads(answer.content)
        if not isinstance(document, dict):
            raise _NotFetched("what it answered is no object")
        return document


def _place(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme.lower(), parts.netloc.lower()
