"""Which versions an advisory affects: the evaluation that the OSV schema (1.7, "Evaluation") prescribes, with the
order of PEP 440.

A range is a timeline of events. It is turned into spans, which are disjoint and in order, so that versions are
looked up in the same thing that readers are told.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from registry.advisories.vocabulary import EVENT_KINDS
from registry.catalogue.versioning import read_version

BEGINNING: Final = "0"
"""As `introduced`: before every version, also before 0.dev1."""

NO_LIMIT: Final = "*"


class Span(NamedTuple):
    """Versions one after another: from `first` on (None: the beginning) until `end` (None: for ever).

    The end itself belongs to it or not. The keys are sort keys; `b""` sorts before all of them.
    """

    first: str | None
    first_key: bytes
    end: str | None = None
    end_key: bytes | None = None
    holds_end: bool = False

    def holds(self, key: bytes) -> bool:
        if key < self.first_key:
            return False
        return self.end_key is None or key < self.end_key or (self.holds_end and key == self.end_key)


class Affected(NamedTuple):
    """What an advisory says is affected, ready to be asked."""

    spans: tuple[Span, ...]
    listed: frozenset[bytes]

    def holds(self, key: bytes) -> bool:
        """Whether the version with this sort key is affected."""
        return key in self.listed or any(span.holds(key) for span in self.spans)


class _Event(NamedTuple):
    key: bytes
    order: int
    kind: str
    version: str


def affected_by(entries: Iterable[Mapping[str, Any]]) -> Affected:
    """What entries say that were checked before."""
    spans: list[Span] = []
    listed: set[bytes] = set()
    for entry in entries:
        for found in entry.get("ranges", ()):
            spans += spans_of(found)
        listed |= {sort_key(number) for number in entry.get("versions", ())}
    return Affected(tuple(spans), frozenset(listed))


def spans_of(found: Mapping[str, Any]) -> list[Span]:
    """The spans of a range that was checked before; none for commits, whose order is not ours to know."""
    if found["type"] != "ECOSYSTEM":
        return []
    events = sorted(event_of(event) for event in found["events"])
    spans: list[Span] = []
    since: _Event | None = None
    for event in events:
        if event.kind == "introduced":
            since = since or event
        elif since is not None and event.kind != "limit":
            spans.append(_span(since, event))
            since = None
    if since is not None:
        spans.append(_span(since))
    return _limited(spans, [event for event in events if event.kind == "limit"])


def _span(since: _Event, end: _Event | None = None) -> Span:
    first = since.version if since.key else None
    if end is None:
        return Span(first, since.key)
    return Span(first, since.key, end.version, end.key, end.kind == "last_affected")


def _limited(spans: list[Span], limits: list[_Event]) -> list[Span]:
    """A version counts that lies below any of the limits: so below the greatest."""
    if not limits or any(limit.version == NO_LIMIT for limit in limits):
        return spans
    limit = max(limits)
    below = [span for span in spans if span.first_key < limit.key]
    return [
        span
        if span.end_key is not None and span.end_key < limit.key
        else Span(span.first, span.first_key, limit.version, limit.key)
        for span in below
    ]


def event_of(event: Mapping[str, str]) -> _Event:
    ((kind, version),) = event.items()
    # At one and the same version something begins before it ends: 1.0 to 1.0 is a span of one.
    return _Event(_key(kind, version), EVENT_KINDS.index(kind), kind, version)


def _key(kind: str, version: str) -> bytes:
    is_open = (kind, version) in {("introduced", BEGINNING), ("limit", NO_LIMIT)}
    return b"" if is_open else sort_key(version)


@lru_cache(maxsize=20_000)
def sort_key(version: str) -> bytes:
    """Reading a version costs more than all the rest, and the same few are read again and again."""
    return read_version(version).sort_key
