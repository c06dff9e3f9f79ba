"""The words of the domain as people read them: one place for every page, in both languages."""

from functools import cache
from importlib.resources import files
from typing import Any

import orjson


@cache
def labels() -> dict[str, dict[str, dict[str, str]]]:
    """Group (`kind`, `status`, `stage` …) → word of the wire → label by language."""
    found: dict[str, Any] = orjson.loads(files("registry").joinpath("data/labels.json").read_bytes())
    return found


def label(group: str, word: str, language: str) -> str:
    """What a word of the wire is called; the word itself where nobody has named it."""
    return labels().get(group, {}).get(word, {}).get(language, word)
