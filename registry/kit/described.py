"""Files in which people describe to a command what it should do: JSON or YAML."""

from pathlib import Path
from typing import Any

import click
import orjson
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def read_described(file: Path, *, needs: str) -> dict[str, Any]:
    """The object in a file. What cannot be read, and what holds no object, is wrong usage; `needs` says what is."""
    try:
        text = file.read_text(encoding="utf-8")
        content = orjson.loads(text) if file.suffix == ".json" else YAML(typ="safe", pure=True).load(text)
        # Days that YAML reads as such are texts on the wire.
        content = orjson.loads(orjson.dumps(content))
    except (YAMLError, ValueError, TypeError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    if not isinstance(content, dict):
        raise click.UsageError(f"{file}: {needs}")
    return content
