"""Servers as they are shipped, and what their worker processes use."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from registry.operations.commands import serving_command

ROOT: Final = Path(__file__).parents[1]
WORKERS: Final = 2
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PATIENCE_SECONDS: Final = 120


@dataclass(frozen=True)
class Served:
    """A running server: its port and the process that holds its workers."""

    port: int
    process: int

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return [int(pid) for pid in Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()]

    def cpu_seconds(self) -> float:
        """User and system time that the workers have used so far, all threads, those that follow the log too."""
        return sum(_cpu_seconds(pid) for pid in self.workers())

    def memory_mb(self) -> float:
        """The greatest unique set size of a worker: what would come free if it ended. Shared maps do not count."""
        return max(_unique_bytes(pid) for pid in self.workers()) / 1e6


def _cpu_seconds(pid: int) -> float:
    # The name of a program may hold blanks and parentheses; the figures stand after the last one.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _unique_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


@contextmanager
def serve(application: str, environment: Mapping[str, str], log: Path) -> Iterator[Served]:
    """Serve `module:name` with the server and the settings that ship, until the block ends."""
    port = _free_port()
    command = [*serving_command("127.0.0.1", port, WORKERS)[:-1], application]
    with log.open("a") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            served = Served(port, process.pid)
            _wait_until_ready(process, served)
            yield served
        finally:
            process.terminate()
            process.wait(30)


def run(environment: Mapping[str, str], *arguments: str) -> float:
    """Run a command of the registry to its end; the seconds it took. Raises where it fails."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "registry", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    return time.perf_counter() - started


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], served: Served) -> None:
    """Until every worker listens and has become quiet: nothing is left to be followed in the log."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if _answers(served.port) and len(served.workers()) == WORKERS and _is_quiet(served):
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not become ready.")


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(10)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: floor\r\nConnection: close\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False


def _is_quiet(served: Served) -> bool:
    before = served.cpu_seconds()
    time.sleep(1.0)
    return served.cpu_seconds() - before < 0.2
