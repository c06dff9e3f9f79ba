"""Reading what a file describes, as JSON or YAML."""

from pathlib import Path
from typing import Any

import click
import orjson
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def read_object(file: Path) -> dict[str, Any]:
    """The object in a file. Raises UsageError for anything else."""
    try:
        text = file.read_text(encoding="utf-8")
        content = orjson.loads(text) if file.suffix == ".json" else YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    if not isinstance(content, dict):
        raise click.UsageError(f"{file}: an object is needed.")
    return content
