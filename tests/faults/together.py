"""Doing the same thing from many threads at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(*calls: Callable[[], T]) -> Sequence[T]:
    """What each call gives back; all of them are let go together."""
    gate = threading.Barrier(len(calls))

    def wait_and_call(call: Callable[[], T]) -> T:
        gate.wait(timeout=10)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(wait_and_call, calls))
