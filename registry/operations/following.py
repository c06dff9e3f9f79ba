"""The threads that keep what is derived up with the log."""

import atexit
import threading
from collections.abc import Mapping
from typing import Any, Final, Protocol

FOLLOWED: Final = (
    "registry.search",
    "registry.directory",
    "registry.statistics",
    "registry.notifications",
    "registry.notifications.messages",
    "registry.comparison",
    "registry.landscapes",
    "registry.webhooks",
    "registry.sweeper",
    "registry.search.misses",
    "registry.collector",
)
"""The application's extensions that follow the log."""

STOP_SECONDS: Final = 3.0


class Follower(Protocol):
    """Something derived that can keep up with the log."""

    def run(self, stop: threading.Event) -> None: ...


def start_followers(extensions: Mapping[str, Any]) -> threading.Event:
    """Start following in this process; set the event to stop. Every worker process does this after it was forked.

    At the end of the process the threads are stopped first: an interpreter that ends under a running index writer can
    hang instead of ending.
    """
    stop = threading.Event()
    threads: list[threading.Thread] = []
    for name in FOLLOWED:
        follower: Follower = extensions[name]
        thread = threading.Thread(target=follower.run, args=(stop,), name=f"{name}-follower", daemon=True)
        thread.start()
        threads.append(thread)
    atexit.register(_end, stop, threads)
    return stop


def _end(stop: threading.Event, threads: list[threading.Thread]) -> None:
    stop.set()
    for thread in threads:
        thread.join(STOP_SECONDS)
