"""Who may read an event."""

from typing import Final

PUBLIC: Final = "public"
"""Anybody: what the public catalogue shows anyway."""

GOVERNMENT: Final = "government"
"""Cities and administrators: landscapes, which operating entities and the public never see."""

PARTIES: Final = "parties"
"""The organisations named with the event, and administrators: drafts, memberships, tokens."""

AUDIENCES: Final = (PUBLIC, GOVERNMENT, PARTIES)
