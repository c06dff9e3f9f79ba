"""How many files are on their way at a time: each holds a thread of the server, and some are left for readers."""

import threading
from collections.abc import Callable, Iterable, Iterator


class Transfers:
    """Places for transfers in this process."""

    def __init__(self, places: int) -> None:
        self._free = threading.BoundedSemaphore(places)

    def take(self) -> bool:
        """Take a place; False when all are taken. Nobody waits: who waited would hold a thread as well."""
        return self._free.acquire(blocking=False)

    def leave(self) -> None:
        self._free.release()


class Sending:
    """A body on its way out; `on_end` is called once, however it ends: the server closes what it was given."""

    def __init__(self, pieces: Iterable[bytes], on_end: Callable[[], None]) -> None:
        self._pieces = iter(pieces)
        self._on_end: Callable[[], None] | None = on_end

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            # It is over, well or not.
            self.close()
            raise

    def close(self) -> None:
        if self._on_end is not None:
            on_end, self._on_end = self._on_end, None
            on_end()
