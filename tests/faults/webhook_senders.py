"""Processes that deliver to webhooks and start at once: forked from one that has imported all and opened nothing.

Run as a program: a line on standard input asks for one more, the answer is its number.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Final, NoReturn

from registry.app import open_database
from registry.kit.calling_out import Outside
from registry.settings import Settings
from registry.webhooks.delivering import Deliverer
from tests.faults.serving import CHECKOUT, environment_of

LEASE: Final = timedelta(seconds=0.2)
"""Far shorter than in earnest, so that the event of a killed sender need not be waited for."""


@dataclass
class Senders:
    """Starts senders for one database."""

    asking: IO[str]
    answering: IO[str]

    def start(self) -> int:
        """One more; the number of its process."""
        print(file=self.asking, flush=True)
        return int(self.answering.readline())

    def kill(self, number: int) -> None:
        """kill -9, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
            while True:
                os.kill(number, 0)
                time.sleep(0.002)


@contextmanager
def senders(database_url: str, data: Path) -> Iterator[Senders]:
    """Senders that end with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.webhook_senders"],
        cwd=CHECKOUT,
        env=environment_of(data, database_url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Senders(process.stdin, process.stdout)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _deliver() -> NoReturn:
    settings = Settings.from_environment()
    deliverer = Deliverer(open_database(settings), Outside(loopback=True), secret=settings.secret, lease=LEASE)
    while True:
        with suppress(Exception):
            deliverer.deliver_due()
        time.sleep(0.01)


def main() -> None:
    """Fork a sender for each line, until the asker is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            _deliver()
        print(number, flush=True)


if __name__ == "__main__":
    main()
