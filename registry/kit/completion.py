"""Completion for the shell: a script that makes `registry` stand for `python -m registry` and completes it."""

import shlex
import sys
from pathlib import Path
from typing import Final

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from registry.kit.terminal import json_option, say_json

VARIABLE: Final = "_REGISTRY_COMPLETE"
NAME: Final = "registry"
ROOT: Final = Path(__file__).parents[2]

KINDS: Final[dict[str, type[ShellComplete]]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
DEFINITIONS: Final = {
    "bash": 'registry() {{ {program} "$@"; }}',
    "zsh": 'registry() {{ {program} "$@"; }}',
    "fish": "function registry; {program} $argv; end",
}
CALLS: Final = {
    "bash": ("bash_complete $1)", "bash_complete {program})"),
    "zsh": ("zsh_complete registry)", "zsh_complete {program})"),
    "fish": ("(commandline -t) registry)", "(commandline -t) {program})"),
}
"""Where the library's scripts call the program by its name: a function cannot be called so, its words can."""

_ZSH_WANTS_A_FILE: Final = "    (( ! $+commands[registry] )) && return 1\n"


@click.command()
@click.argument("shell", type=click.Choice(tuple(KINDS)))
@json_option
@click.pass_context
def completion(context: click.Context, shell: str, as_json: bool) -> None:
    """Print a script for SHELL that completes `registry`, for example: eval "$(python -m registry completion bash)" """
    script = completion_script(context.find_root().command, shell)
    if as_json:
        say_json({"shell": shell, "script": script})
    else:
        click.echo(script)


def completion_script(command: click.Command, shell: str) -> str:
    """The function or alias, and what completes its words, for bash, zsh or fish."""
    kind = KINDS[shell]
    # From any folder, whatever stands in it: the registry is run from its own and is nowhere installed.
    program = shlex.join(("env", f"PYTHONPATH={ROOT}", sys.executable, "-m", NAME))
    written, meant = CALLS[shell]
    source = kind(command, {}, NAME, VARIABLE).source().replace(_ZSH_WANTS_A_FILE, "")
    completing = source.replace(written, meant.format(program=program))
    return f"{DEFINITIONS[shell].format(program=program)}\n{completing.strip()}"
