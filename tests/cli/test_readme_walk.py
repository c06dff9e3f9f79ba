"""The README's first five minutes, run as they stand: every command, and what it prints."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
SECTION = "## The first five minutes"
LEFT_OUT = "…"
MARK = "=====command"


class Step(NamedTuple):
    """A command as the reader types it, and what the README says it prints."""

    command: str
    printed: str


def steps_of(text: str) -> list[Step]:
    """The commands of the console blocks. A command goes on while bash, asked with `-n`, finds it unfinished."""
    steps: list[Step] = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, flags=re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            lines = part.splitlines()
            length = next(n for n in range(1, len(lines) + 1) if is_finished("\n".join(lines[:n])))
            steps.append(Step("\n".join(lines[:length]), "\n".join(lines[length:])))
    return steps


def is_finished(command: str) -> bool:
    return subprocess.run(["bash", "-n", "-c", command], capture_output=True, check=False).returncode == 0


def is_as_told(printed: str, told: str) -> bool:
    """Whether the output is what the README shows, `…` standing for anything."""
    pattern = ".*".join(re.escape(part.strip()) for part in told.split(LEFT_OUT))
    return re.fullmatch(pattern, printed.strip(), flags=re.S) is not None


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@contextmanager
def running(command: str, environment: dict[str, str], log: Path) -> Iterator[None]:
    """The first command in a terminal of its own, until the walk is over; ready when it says it is."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_ready(f"http://127.0.0.1:{environment['PORT']}/readyz", process, log)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310 — our own server
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))


def typed(commands: list[str], environment: dict[str, str]) -> list[str]:
    """What each command prints when all are typed into one shell."""
    script = "".join(f"{command}\necho '{MARK}'\n" for command in commands)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout.split(f"{MARK}\n")[: len(commands)]


@pytest.mark.skipif(not all(map(shutil.which, ("make", "bash", "curl"))), reason="make, bash and curl are needed")
def test_the_first_five_minutes_are_exactly_what_happens(tmp_path: Path):
    port = free_port()
    here, there = "127.0.0.1:8000", f"127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("REGISTRY_", "LC_", "MAKE"))},
        "PORT": str(port),
        "REGISTRY_DATA": str(tmp_path / "var"),
        "VENV": sys.prefix,
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
    }
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first, *others = steps_of(text[text.index(SECTION) :])
    commands = [step.command.replace(here, there).replace(".venv/bin/python", sys.executable) for step in others]

    with running(first.command, environment, tmp_path / "log"):
        printed = typed(commands, environment)
    started = (tmp_path / "log").read_text(encoding="utf-8")

    assert len(others) > 20
    for step, output in zip([first, *others], [started, *printed], strict=True):
        assert is_as_told(output.replace(there, here), step.printed), f"$ {step.command}\n{output}"


def test_what_is_not_as_told_is_noticed():
    told = '{\n    …\n    "status": "draft",\n    …\n}'

    assert is_as_told('{\n    "id": 1,\n    "status": "draft",\n    "tags": []\n}', told)
    assert not is_as_told('{\n    "id": 1,\n    "status": "listed",\n    "tags": []\n}', told)
    assert not is_as_told("a line that nobody expected", "")
