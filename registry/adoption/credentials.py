"""Whether a text looks as if it held a credential: what is recorded of an adoption never does. Pure.

Meant are values, not words: "密码已当面移交" tells no password. Recognised are a word for a secret followed by a value,
keys in PEM, addresses with a password in them, and the shapes of well-known tokens.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

_WORDS: Final = (
    r"(?:passwords?|passwd|passphrase|pwd|secrets?|tokens?|(?:api|access|private|secret|ssh|auth)[ _-]?keys?|"
    r"credentials?|密码|口令|密钥|私钥|令牌|验证码)"
)
_SHAPES: Final = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        # A word for a secret and a sign that its value follows: 密码：…, token=…, "api_key": …
        _WORDS + r"[\"'”’]?\s*[=:：＝]\s*\S",
        # The same without a sign, where what follows can only be a value: digits are in it.
        _WORDS + r"[\s]*(?:是|为|is)?[\s]*(?=[!-~]*\d)[!-~]{4,}",
        r"(?<![A-Za-z])keys?[\"']?\s*[=:：＝]\s*\S{4,}",
        r"-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE|KEY)",
        r"[a-z][a-z0-9+.-]*://[^\s/@:]+:[^\s/@]+@",
        r"\bbearer\s+[!-~]{8,}",
        r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}",
        r"\b(?:AKIA|ASIA)[0-9A-Z]{12,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{8,}",
    )
)


def looks_secret(text: str) -> bool:
    """Whether somebody seems to have written a credential into this text."""
    return any(shape.search(text) for shape in _SHAPES)


def secret_places(value: Any, pointer: str = "") -> Iterator[str]:
    """JSON pointers to the texts in a value that look like credentials."""
    if isinstance(value, str):
        if looks_secret(value):
            yield pointer
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from secret_places(below, f"{pointer}/{key}")
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from secret_places(below, f"{pointer}/{place}")
