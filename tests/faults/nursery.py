"""Server processes that start at once: forked from one that has imported everything and opened nothing yet.

What a fault does to the registry does not depend on the HTTP server in front of it, so these processes serve with the
development server; `serving` starts the real one. Run as a program: a line on standard input names a port, the answer
is the number of the process that serves on it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from werkzeug.serving import make_server

import registry.app
import registry.operations.following  # noqa: F401 — imported once, for every fork
from tests.faults.serving import CHECKOUT, Served, environment_of, free_port


@dataclass
class ForkedServer(Served):
    """One process that serves; it is no child of the tests, so its end is seen by asking for it."""

    pid: int

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
            while True:
                os.kill(self.pid, 0)
                time.sleep(0.002)

    def is_running(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


@dataclass
class Nursery:
    """Starts servers for one database."""

    asking: IO[str]
    answering: IO[str]
    log: Path

    def start(self) -> ForkedServer:
        port = free_port()
        print(port, file=self.asking, flush=True)
        server = ForkedServer(port, self.log, int(self.answering.readline()))
        server.wait_until_it_answers()
        return server


@contextmanager
def nursery(data: Path, database_url: str, **settings: str) -> Iterator[Nursery]:
    """A nursery that ends, with all its servers, with the block."""
    environment = environment_of(data, database_url, **settings)
    log = data / "servers.log"
    command = [sys.executable, "-m", "tests.faults.nursery"]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Nursery(process.stdin, process.stdout, log)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _serve(port: int) -> NoReturn:
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Only now: it reads the settings and starts the threads that follow the log.
    from wsgi import app

    make_server("127.0.0.1", port, app, threaded=True).serve_forever()
    os._exit(0)


def main() -> None:
    """Fork a server for each port that is asked for, until the asker is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _serve(int(line))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
