"""Texts people read: BCP 47 maps, chosen by the reader's language."""

import unicodedata
from collections.abc import Mapping
from typing import Final

TextMap = Mapping[str, str]

_ORDER: Final = ("zh", "en")


def choose(text: TextMap | None, language: str) -> str:
    """The text to show: the language asked for, else Chinese, else English, else any; `""` when there is none."""
    if not text:
        return ""
    for wanted in (language, *_ORDER):
        for tag, value in text.items():
            if tag == wanted or tag.split("-", 1)[0] == wanted:
                return value
    return next(iter(text.values()))


def normalise(text: str) -> str:
    """NFC, so that the same text is the same bytes however it was typed."""
    return unicodedata.normalize("NFC", text)
