"""A component name to suggest: from the title, Chinese in pinyin, else from the address."""

import re
import unicodedata
from typing import Final

NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
MIN_LENGTH: Final = 2
MAX_LENGTH: Final = 64
FALLBACK: Final = "component"
_LONGEST_SOURCE: Final = 200
_NOT_ALLOWED: Final = re.compile(r"[^a-z0-9]+")
_LEADING_NON_LETTERS: Final = re.compile(r"^[^a-z]+")


def suggest_name(*sources: str) -> str:
    """The first source that gives an acceptable name, `component` when none does.

    >>> suggest_name("{shinygouv}"), suggest_name("公共程式平臺"), suggest_name("4Science PaRER")
    ('shinygouv', 'gong-gong-cheng-shi-ping-tai', 'science-parer')
    """
    return next(filter(None, map(_slug, sources)), FALLBACK)


def name_in_url(url: str) -> str:
    """The last part of a repository address, without `.git`: what its owner calls it."""
    path = url.partition("#")[0].partition("?")[0].rstrip("/")
    return path.rpartition("/")[2].removesuffix(".git")


def _slug(source: str) -> str:
    # Its tables take a tenth of a second to load: only who imports files pays for them.
    from pypinyin import lazy_pinyin

    syllables = " ".join(lazy_pinyin(source[:_LONGEST_SOURCE]))
    letters = unicodedata.normalize("NFKD", syllables.replace("'", "").replace("’", ""))
    ascii_text = "".join(c for c in letters if not unicodedata.combining(c)).lower()
    slug = _LEADING_NON_LETTERS.sub("", _NOT_ALLOWED.sub("-", ascii_text)).strip("-")
    return _shortened(slug) if len(slug) >= MIN_LENGTH else ""


def _shortened(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    return slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
