"""A real server in processes of its own, to be killed, starved and shouted at."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from registry.accounts.actions import issue_token
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.organisations.actions import register_organisation
from tests.build import ALL_WRITES

CHECKOUT: Final = Path(__file__).resolve().parents[2]
START_SECONDS: Final = 30.0

_TLS: Final = ssl.create_default_context()
"""Never used, but httpx makes one for each client unless it is given one, and that takes 50 ms."""


@dataclass
class Served:
    """A server that answers on a port of this machine."""

    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, token: str | None = None) -> httpx.Client:
        """A caller with one connection of its own, who waits five seconds for an answer and no longer."""
        headers = {"Accept-Language": "en", **({"Authorization": f"Bearer {token}"} if token else {})}
        base = f"{self.address}/api/v1"
        return httpx.Client(base_url=base, headers=headers, timeout=5.0, trust_env=False, verify=_TLS)

    def is_running(self) -> bool:
        raise NotImplementedError

    def wait_until_it_answers(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.is_running():
            try:
                if httpx.get(f"{self.address}/healthz", timeout=1.0, verify=_TLS).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.log.read_text(errors='replace')[-3000:]}")


@dataclass
class Server(Served):
    """`python -m registry serve`, the leader of its own group of processes."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """kill -9 of the server and its workers, as when the machine's memory is full."""
        if self.is_running():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def is_running(self) -> bool:
        return self.process.poll() is None


@contextmanager
def serving(data: Path, database_url: str, *, workers: int = 1, **settings: str) -> Iterator[Server]:
    """The real server on a migrated database; it is killed at the end, if it was not killed before."""
    environment = environment_of(data, database_url, **settings)
    port = free_port()
    log = data / f"server-{port}.log"
    command = [sys.executable, "-m", "registry", "serve", "--port", str(port), "--workers", str(workers)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    server = Server(port, log, process)
    try:
        server.wait_until_it_answers()
        yield server
    finally:
        server.kill()


def environment_of(data: Path, database_url: str, **settings: str) -> dict[str, str]:
    """The environment of a server on this folder and database; budgets are out of the way unless set."""
    metrics = data / "metrics"
    metrics.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "REGISTRY_DATA": str(data),
        "REGISTRY_DATABASE_URL": database_url,
        "REGISTRY_SECRET": "only for tests",
        "REGISTRY_READS_PER_MINUTE": "1000000",
        "REGISTRY_WRITES_PER_MINUTE": "1000000",
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
        **settings,
    }


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def city_token(database: Database, slug: str) -> str:
    """The token of a new city that may publish and adopt."""
    with database.writing() as session:
        register_organisation(
            session, CONSOLE, slug=slug, kind="city", name={"zh": f"示例·{slug}", "en": f"Demo {slug}"}
        )
        _, secret = issue_token(session, CONSOLE, organisation=slug, scopes=ALL_WRITES)
    return secret
