"""A PostgreSQL of the tests' own, one per run, shared by every worker; a pytest plugin.

How it lives and how it ends:

1. The first test that asks for it (fixture `postgres`) starts it, under a file lock, from whichever
   worker runs that test. A run that never asks pays nothing.
2. It stands in a new temporary folder, in memory where there is room: copying a template takes 14
   ms there, up to 400 on the disk of a small cloud machine. It listens on a free port of 127.0.0.1
   and on a socket in that folder, and trusts whoever connects: it holds nothing but test data.
   As root it runs as the user `postgres`, because PostgreSQL refuses to run as root.
3. Its parent is a small guard process (this file, run as a program), not a worker. The process that
   controls the run holds a lock on the folder's file `alive`; the guard waits for that lock. The
   kernel gives it up however the controller ends, by a normal finish, Ctrl-C or kill -9; the guard
   then stops the server it started and removes the folder. Nothing is looked up by name.

Where something is not installed, tests are left out by `leave_out`, and the run says at its end
what was left out and how to install it. REGISTRY_REQUIRE_ALL=1 makes that a failure.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, NoReturn

import psycopg
import pytest
from filelock import FileLock
from psycopg import sql

SETTINGS: Final = {
    # Test data may be lost with the machine: nothing waits for the disk.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "128MB",
    "max_connections": "200",
    # A template cannot be copied while anything is connected to it, not even the vacuum.
    "autovacuum": "off",
    "jit": "off",
}
CLUSTER: Final = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N")
START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 10.0
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - only a folder made by mkdtemp inside it is used
ROOM_BYTES: Final = 2 * 1024**3
"""How much must be free in memory before the databases are put there; a run needs a tenth of it."""

REMEDIES: Final = {
    "PostgreSQL": "apt-get install postgresql",
    "Chromium": "apt-get install chromium fonts-noto-cjk",
    "reference data": "set REGISTRY_REFERENCE_DATA to the folder that holds it",
}
REQUIRED: Final = frozenset({"PostgreSQL", "Chromium"})
"""What REGISTRY_REQUIRE_ALL insists on: what a package manager can install."""
LEFT_OUT: Final = "left out: "

Server = subprocess.Popen[bytes]


class PostgresFailed(Exception):
    """The server could not be started; carries what it last said."""


# --- what is installed ----------------------------------------------------------------------------


def find_postgres() -> Path | None:
    """The folder of a whole PostgreSQL installation: on PATH first, else Debian's newest.

    A lone `postgres` (a wrapper or a link on PATH) is followed to where it really stands, and
    counts only with `initdb` beside it.
    """
    on_path = [Path(folder, "postgres") for folder in os.get_exec_path()]
    candidates = [program.resolve().parent for program in on_path if os.access(program, os.X_OK)]
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    candidates += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    for folder in candidates:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    return None


def find_chromium() -> Path | None:
    """The installed Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    return None


# --- the server, as a test sees it ----------------------------------------------------------------


@dataclass(frozen=True)
class PostgresServer:
    """A running server; any worker may hold one."""

    port: int

    def url(self, dbname: str) -> str:
        """The SQLAlchemy address of one of its databases."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{dbname}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Create a database, empty or as a copy of another that nobody is connected to."""
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        with self._connect() as connection:
            if template is not None:
                statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
                if connection.info.server_version >= 150000:
                    # The default since 15 writes the copy to the log first: twice as slow here.
                    statement += sql.SQL(" STRATEGY file_copy")
            connection.execute(statement)

    def drop_database(self, name: str) -> None:
        """Drop a database if it is there, ending the connections to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with self._connect() as connection:
            connection.execute(statement.format(sql.Identifier(name)))

    def _connect(self) -> psycopg.Connection:
        """Databases are made and dropped outside transactions, from the one always there."""
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True)


def _roomy_memory() -> Path | None:
    """The folder in memory, or None for the usual temporary one; TMPDIR is obeyed where set."""
    if os.environ.get("TMPDIR") or not os.access(MEMORY, os.W_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= ROOM_BYTES else None


class PostgresFolder:
    """The folder of a run's server, made and closed by the process that controls the run."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="registry-postgres-", dir=_roomy_memory()))
        self._alive: IO[str] = (self.path / "alive").open("w", encoding="utf-8")
        # Unlike flock, a record lock is not inherited by forked children that outlive the run.
        fcntl.lockf(self._alive, fcntl.LOCK_EX)

    def close(self) -> None:
        """Stop the server if one was started, and remove the folder."""
        self._alive.close()
        until = time.monotonic() + STOP_SECONDS
        while (self.path / "guarded").exists() and time.monotonic() < until:
            time.sleep(0.01)
        shutil.rmtree(self.path, ignore_errors=True)


def start_postgres(folder: Path) -> PostgresServer:
    """The server of this folder: the first caller starts it, the others wait and share it.

    Raises PostgresFailed where it does not start.
    """
    note = folder / "port"
    with FileLock(folder / "starting"):
        if not note.exists():
            note.write_text(str(_start_guard(folder)), encoding="ascii")
    return PostgresServer(port=int(note.read_text(encoding="ascii")))


def _start_guard(folder: Path) -> int:
    """Start the guard in a session of its own, which Ctrl-C does not reach; returns the port."""
    with (folder / "guard.log").open("wb") as log:
        guard = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres", str(folder)],
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            text=True,
        )
    assert guard.stdout is not None
    with guard.stdout:
        answer = guard.stdout.readline().strip()
    if not answer.isdecimal():
        guard.wait()
        raise PostgresFailed((folder / "guard.log").read_text(errors="replace")[-2000:])
    # The guard outlives whoever started it, on purpose: Python need not warn that it still runs.
    guard.returncode = 0
    return int(answer)


# --- the guard: start, wait for the run to end, stop, clean up ------------------------------------


def guard(folder: Path) -> None:
    """Run a server in the folder until nobody holds its lock any more, then remove the folder."""
    (folder / "guarded").touch()
    try:
        server, port = _launch(folder)
        try:
            print(port, flush=True)
            with (folder / "alive").open("r+", encoding="utf-8") as alive:
                fcntl.lockf(alive, fcntl.LOCK_EX)
        finally:
            _stop(server)
    except PostgresFailed:
        # The folder stays for whoever asked: its log says why.
        (folder / "guarded").unlink()
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _launch(folder: Path) -> tuple[Server, int]:
    """Make a cluster and start it; a port that was taken meanwhile is tried again."""
    binaries = find_postgres()
    if binaries is None:
        raise PostgresFailed("PostgreSQL is not installed.")
    identity = _identity()
    if identity:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    made = subprocess.run(
        [binaries / "initdb", "--pgdata", data, *CLUSTER],
        cwd=folder,
        stdout=sys.stderr,
        check=False,
        **identity,
    )
    if made.returncode != 0:
        raise PostgresFailed("initdb failed; what it said stands above.")
    settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    for _attempt in range(3):
        port = _free_port()
        where = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
        server: Server = subprocess.Popen(
            [binaries / "postgres", *where, *settings],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **identity,
        )
        if _became_ready(server, data):
            return server, port
        _stop(server)
    raise PostgresFailed("PostgreSQL did not start; what it said stands above.")


def _identity() -> dict[str, Any]:
    """How to run as somebody else than root: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _became_ready(server: Server, data: Path) -> bool:
    """Wait until the server's own note says that it takes connections (line 8 of its pid file)."""
    note = data / "postmaster.pid"
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        lines = note.read_text(errors="replace").splitlines() if note.exists() else []
        if len(lines) >= 8 and lines[0] == str(server.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def _stop(server: Server) -> None:
    """Stop the server we started: kindly, then at once, then by force."""
    for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(word)
        try:
            server.wait(timeout=STOP_SECONDS / 3)
        except subprocess.TimeoutExpired:
            continue


# --- the plugin -----------------------------------------------------------------------------------

_FOLDER: Final = pytest.StashKey[PostgresFolder]()


def _folder(config: pytest.Config) -> Path:
    """The run's folder: a worker is told of it, the controller makes it when first asked."""
    told = getattr(config, "workerinput", {}).get("postgres_folder")
    if told is not None:
        return Path(told)
    if _FOLDER not in config.stash:
        config.stash[_FOLDER] = PostgresFolder()
    return config.stash[_FOLDER].path


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each worker of pytest-xdist where the run's server stands or will stand."""
    node.workerinput["postgres_folder"] = str(_folder(node.config))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the controlling process finishes, also after Ctrl-C."""
    if _FOLDER in config.stash:
        config.stash[_FOLDER].close()


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> PostgresServer:
    """The run's PostgreSQL; where none is installed the test is left out, and the run says so."""
    if find_postgres() is None:
        leave_out("PostgreSQL")
    return start_postgres(_folder(pytestconfig))


def leave_out(what: str) -> NoReturn:
    """Leave the running test out for want of `what`, a key of REMEDIES.

    Fails it instead where REGISTRY_REQUIRE_ALL=1 and `what` can be installed.
    """
    if what in REQUIRED and os.environ.get("REGISTRY_REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is not installed: {REMEDIES[what]}", pytrace=False)
    pytest.skip(LEFT_OUT + what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, in a section of its own, what was left out and how to have it."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", [])]
    reasons = [str(place[2]) for place in skipped if isinstance(place, tuple)]
    counted = Counter(reason.partition(LEFT_OUT)[2] for reason in reasons if LEFT_OUT in reason)
    if not counted:
        return
    terminalreporter.section("left out", yellow=True, bold=True)
    for what, tests in sorted(counted.items()):
        terminalreporter.line(f"{tests} tests need {what}, which is not here: {REMEDIES[what]}")


if __name__ == "__main__":
    guard(Path(sys.argv[1]))
