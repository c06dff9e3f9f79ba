"""The command line as an operator has it: one folder, one database, commands one after the other."""

import json
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from registry.__main__ import main
from registry.settings import Settings
from tests.applications import application


@dataclass
class Shell:
    """Runs commands of `python -m registry` in this process."""

    environment: dict[str, str]
    folder: Path
    leading: tuple[str, ...] = ()
    """Words before each command, such as `--url` and an address."""

    def run(self, *words: str, language: str = "C", typed: str | None = None) -> Result:
        environment = {**self.environment, "LC_ALL": language, "COLUMNS": "200"}
        with ExitStack() as stack:

            def opening(settings: Settings) -> Flask:
                return stack.enter_context(application(settings))

            return CliRunner().invoke(
                main, [*self.leading, *words], typed, env=environment, catch_exceptions=False, obj=opening
            )

    def done(self, *words: str) -> str:
        """The standard output of a command that must succeed."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def json(self, *words: str) -> Any:
        return json.loads(self.done(*words, "--json"))

    def write(self, name: str, content: Any) -> str:
        file = self.folder / name
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(file)


@pytest.fixture
def shell(database_url: str, tmp_path: Path) -> Shell:
    environment = {"REGISTRY_DATA": str(tmp_path / "data"), "REGISTRY_DATABASE_URL": database_url}
    opened = Shell(environment, tmp_path)
    opened.done("init")
    return opened


@pytest.fixture
def demonstration_shell(demonstration_url: str, tmp_path: Path) -> Shell:
    """A shell at a registry with the demonstration."""
    return Shell({"REGISTRY_DATA": str(tmp_path / "data"), "REGISTRY_DATABASE_URL": demonstration_url}, tmp_path)


@pytest.fixture
def two_cities(shell: Shell) -> Shell:
    """Yunling, which publishes, and Haina, which adopts."""
    for slug in ("yunling", "haina"):
        shell.done("organisations", "add", slug, "--kind", "city", "--name-en", f"Demo {slug}")
    return shell
