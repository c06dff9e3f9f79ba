"""The threads that keep what is derived up with the log."""

import threading
from collections.abc import Mapping
from typing import Any, Final, Protocol

FOLLOWED: Final = ("registry.search", "registry.statistics")
"""The application's extensions that follow the log."""


class Follower(Protocol):
    """Something derived that can keep up with the log."""

    def run(self, stop: threading.Event) -> None: ...


def start_followers(extensions: Mapping[str, Any]) -> threading.Event:
    """Start following in this process; set the event to stop. Every worker process does this after it was forked."""
    stop = threading.Event()
    for name in FOLLOWED:
        follower: Follower = extensions[name]
        threading.Thread(target=follower.run, args=(stop,), name=f"{name}-follower", daemon=True).start()
    return stop
