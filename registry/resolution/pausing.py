"""Doing without the cyclic collector for a moment.

A large question reads some hundred thousand rows, all of which are needed until it is answered. The collector looks
at them again and again and finds no cycle; that took half of the time.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_LOCK: Final = threading.Lock()
_pausing: list[bool] = []
"""One entry for each that pauses now: whether the collector ran when the first came."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nothing is searched for cycles; the last to leave sets the collector going again, if it was."""
    with _LOCK:
        _pausing.append(_pausing[0] if _pausing else gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            if _pausing.pop() and not _pausing:
                gc.enable()
