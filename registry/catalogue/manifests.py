"""The manifest of a version: what it consists of, in the bytes that are signed.

Canonical JSON: UTF-8, keys sorted, no space between tokens; it holds texts, lists, objects and small whole numbers
only, so that it is what RFC 8785 gives. A component is named by its id, which a transfer does not change.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

MEDIA_TYPE: Final = "application/vnd.shared-component.manifest.v1+json"


def wire_digest(digest: str) -> str:
    """A SHA-256 in hexadecimal digits as it stands on the wire and in manifests: `sha256:<64 digits>`."""
    return f"sha256:{digest}"


class ManifestContent(NamedTuple):
    """The bytes of a manifest and their SHA-256 in hexadecimal digits."""

    content: bytes
    digest: str


class Stated(NamedTuple):
    """A manifest as it stands: its number, its digest in hexadecimal digits, the bytes that are signed, since when."""

    number: int
    digest: str
    content: bytes
    created_at: datetime

    @property
    def artifacts(self) -> list[dict[str, Any]]:
        """What it lists, by filename."""
        listed: list[dict[str, Any]] = orjson.loads(self.content)["artifacts"]
        return listed


def write_manifest(
    component: UUID,
    release: Mapping[str, Any],
    *,
    number: int = 1,
    previous: str | None = None,
    artifacts: Iterable[Mapping[str, Any]] = (),
) -> ManifestContent:
    """The manifest of a version.

    `release` is what was published: `{number, label, notes, requires, platforms, platform_requirements,
    external_requirements}`. `previous` is the digest of the manifest before this one, in hexadecimal digits.
    `artifacts` are those of the version, each `{filename, role, media_type, size, digest, location, removed}`, whose
    digest is written as on the wire.
    """
    content = orjson.dumps(
        {
            "type": MEDIA_TYPE,
            "manifest": number,
            "previous": wire_digest(previous) if previous else None,
            "component": str(component),
            "release": dict(release),
            "artifacts": sorted((dict(artifact) for artifact in artifacts), key=lambda artifact: artifact["filename"]),
        },
        option=orjson.OPT_SORT_KEYS,
    )
    return ManifestContent(content, hashlib.sha256(content).hexdigest())
