"""The README's first five minutes, run as they stand: every command, and what it prints."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.serving import free_port, started

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

    with started(["bash", "-c", first.command], environment, tmp_path / "log", port):
        printed = typed(commands, environment)
    log = (tmp_path / "log").read_text(encoding="utf-8")

    assert len(others) > 20
    for step, output in zip([first, *others], [log, *printed], strict=True):
        assert is_as_told(output.replace(there, here), step.printed), f"$ {step.command}\n{output}"


def test_what_is_not_as_told_is_noticed():
    told = '{\n    …\n    "status": "draft",\n    …\n}'

    assert is_as_told('{\n    "id": 1,\n    "status": "draft",\n    "tags": []\n}', told)
    assert not is_as_told('{\n    "id": 1,\n    "status": "listed",\n    "tags": []\n}', told)
    assert not is_as_told("a line that nobody expected", "")
