"""Texts of strangers, made fit to store and show: cleaned, bounded, under proper language tags."""

import re
import unicodedata
from typing import Final

MAX_TITLE: Final = 200
MAX_SUMMARY: Final = 1_000
MAX_DESCRIPTION: Final = 20_000
MAX_FEATURE: Final = 500
MAX_LABEL: Final = 200
MAX_URL: Final = 2_000
MAX_ITEMS: Final = 100

# Characters that turn the direction of the text around them can make it read as something else.
_BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
UNDETERMINED: Final = "und"


def clean(text: object, limit: int) -> str:
    """One line: NFC, no control characters, single spaces, at most `limit` characters."""
    return _cut(" ".join(_printable(text).split()), limit)


def clean_lines(text: object, limit: int) -> str:
    """As `clean`, keeping the line breaks and indents that Markdown needs."""
    lines = (line.rstrip() for line in _printable(text).splitlines())
    return _cut(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n"), limit)


def clean_list(value: object, limit: int) -> list[str]:
    """The texts of a list, or of a lone text, cleaned; empty and repeated ones are dropped."""
    items = value if isinstance(value, list) else [value]
    texts = (clean(item, limit) for item in items if isinstance(item, str))
    return list(dict.fromkeys(filter(None, texts)))[:MAX_ITEMS]


def language_tag(raw: str) -> str:
    """The tag in the spelling of BCP 47 (`zh-hant` → `zh-Hant`, `en_GB` → `en-GB`).

    The first part stays what it was, so that `zh-Hant` is still found by who asks for `zh`.
    What is no tag at all becomes `und`, the tag for a language nobody knows.
    """
    tag = raw.strip().replace("_", "-")
    if len(tag) > 35 or not _TAG.fullmatch(tag):
        return UNDETERMINED
    language, *others = tag.split("-")
    return "-".join([language.lower(), *map(_subtag, others)])


def guess_language(text: str) -> str:
    """`zh` for a text with Chinese characters, else `en`: for names that come without a tag."""
    return "zh" if _HAN.search(text) else "en"


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def _printable(text: object) -> str:
    if not isinstance(text, str):
        return ""
    return unicodedata.normalize("NFC", "".join(filter(_is_printable, text)))


def _is_printable(character: str) -> bool:
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDI_CONTROLS


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
