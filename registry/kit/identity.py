"""Public identifiers: UUIDv7, so that they sort by time and tell nothing about counts."""

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    return UUID(bytes=uuid_utils.compat.uuid7().bytes)
