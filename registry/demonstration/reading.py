"""The files of the demonstration."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


def read(name: str) -> dict[str, Any]:
    """One of the files of `registry/data/demonstration`, by its name without ending."""
    text = files("registry").joinpath(f"data/demonstration/{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe").load(text)
    return found


def joined(text: Mapping[str, str] | None) -> str:
    """A text in both languages as one, for fields that hold a single text."""
    return " / ".join(text[language] for language in ("zh", "en")) if text else ""
