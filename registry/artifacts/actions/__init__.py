"""Changing what versions consist of."""

from registry.artifacts.actions.adding import Added, add_file, attach, check_room, place, put_file
from registry.artifacts.actions.collecting import Collected, collect
from registry.artifacts.actions.locking import hold_digest

__all__ = [
    "Added",
    "Collected",
    "add_file",
    "attach",
    "check_room",
    "collect",
    "hold_digest",
    "place",
    "put_file",
]
