"""Completion, as bash itself completes; and the bar that shows on a terminal only."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from registry.__main__ import main
from registry.kit.completion import completion_script
from tests.build import description
from tests.cli.conftest import Shell

ROOT = Path(__file__).parents[2]


def completed(folder: Path, *words: str) -> list[str]:
    """What bash offers after these words, somewhere else than in the registry's folder."""
    typed = " ".join(f"'{word}'" for word in words)
    script = f"""
    eval "$({sys.executable} -m registry completion bash)"
    cd {folder}
    compopt() {{ :; }}
    COMP_WORDS=(registry {typed}); COMP_CWORD={len(words)}
    $(complete -p registry | sed 's/.*-F \\([^ ]*\\).*/\\1/') registry "${{COMP_WORDS[COMP_CWORD]}}"
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "--norc", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is needed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("org",), {"organisations"}),
        (("organisations", "a"), {"add", "approve"}),
        (("organisations", "add", "x", "--kind", ""), {"city", "operating_entity", "assessor", "authority"}),
        (("adopt", "--mode", "re"), {"replace"}),
        (("tokens", "issue", "yunling", "--scope", "cat"), {"catalogue:write"}),
        (("publish", "--dr"), {"--dry-run"}),
    ],
)
def test_bash_completes_commands_options_and_fixed_words(tmp_path: Path, words: tuple[str, ...], offered: set[str]):
    assert set(completed(tmp_path, *words)) == offered


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is needed")
def test_registry_stands_for_the_program_from_any_folder(tmp_path: Path):
    script = f'eval "$({sys.executable} -m registry completion bash)"; cd {tmp_path}; registry --version'

    done = subprocess.run(["bash", "--norc", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("registry, version")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_script_asks_the_program_by_words_that_any_shell_can_run(shell: str):
    script = completion_script(main, shell)

    assert script.count(f"{sys.executable} -m registry") == 2, "once in the function, once to complete"
    assert f"_REGISTRY_COMPLETE={shell}_complete" in script


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="a terminal is needed")
def test_long_work_shows_a_bar_on_a_terminal_and_nothing_elsewhere(two_cities: Shell):
    lines = [{"publisher": "yunling", "name": name, **description()} for name in ("lights", "parking")]
    file = two_cities.write("all.ndjson", "\n".join(map(json.dumps, lines)))
    command = [sys.executable, "-m", "registry", "import", file, "--json"]
    environment = {**os.environ, **two_cities.environment, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    ours, theirs = pty.openpty()

    shown = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    quiet = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)

    assert json.loads(shown.stdout)["entered"] == 2
    assert b"import" in os.read(ours, 65536)
    os.close(ours)
    assert json.loads(quiet.stdout)["entered"] == 0
    assert all(line.startswith(b"line ") for line in quiet.stderr.splitlines()), "the names are taken by now"
