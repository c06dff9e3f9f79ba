"""The files of the demonstration."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


def read(name: str) -> dict[str, Any]:
    """One of the files of `registry/data/demonstration`, by its name without ending; the caller's own to take apart."""
    return deepcopy(_parsed(name))


@cache
def _parsed(name: str) -> dict[str, Any]:
    # Parsing takes longer than loading what was parsed: once a process is enough.
    text = files("registry").joinpath(f"data/demonstration/{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe").load(text)
    return found


def joined(text: Mapping[str, str] | None) -> str:
    """A text in both languages as one, for fields that hold a single text."""
    return " / ".join(text[language] for language in ("zh", "en")) if text else ""
