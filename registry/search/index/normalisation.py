"""One spelling for texts that mean the same, used alike on what is indexed and on what is asked.

Two texts are compared after this; where they would differ between index and query, nothing is
found. So every change here changes what the index holds: raise ``FORMAT`` in ``schema.py`` with
it.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from opencc import OpenCC

# Control characters (Cc), format characters such as bidirectional marks and zero-width joiners
# (Cf), and lone surrogates (Cs) carry no word. Cc becomes a space, because a line break separates
# words.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
_ANY_OF_THEM = re.compile(f"{_CONTROLS.pattern[:-2]}{_INVISIBLE.pattern[1:-2]}]")
_ASCII_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
# A private-use character: no step of normalisation changes it or looks across it.
_BETWEEN = "\ue000"


@cache
def _converter(configuration: str) -> OpenCC:
    """A converter of OpenCC, loaded once a process and only when a text needs it."""
    return OpenCC(configuration)


def without_invisible(text: str) -> str:
    """``text`` with control characters as spaces and invisible characters and lone surrogates
    left out.
    """
    if text.isascii():
        return _ASCII_CONTROLS.sub(" ", text)
    if _ANY_OF_THEM.search(text) is None:
        return text
    return _INVISIBLE.sub("", _CONTROLS.sub(" ", text))


def normalise(text: str) -> str:
    """The spelling under which a text is indexed and asked for.

    NFKC (full-width and half-width forms become one), no invisible characters, case folded,
    traditional characters as simplified ones. OpenCC's ``t2s`` goes character by character and is
    idempotent; ``tw2sp`` would also turn the mainland words 程序 into 进程 and 智慧 into 智能, so
    it serves only as a second reading of texts written in traditional characters (see
    :func:`readings`).
    """
    if text.isascii():
        return _ASCII_CONTROLS.sub(" ", text).lower()
    return str(_converter("t2s").convert(_folded(text)))


def readings(texts: Collection[str]) -> list[str]:
    """Every text normalised, then the mainland wording of those where it differs.

    軟體 is 软体 character by character, and 软件 in mainland words: both are indexed, both are
    asked for. Only a text that holds traditional characters has a second reading.
    """
    found = [normalise(text) for text in texts if text and text.isascii()]
    # One pass over all other texts of a document costs a third of a pass for each.
    joined = _BETWEEN.join([text.replace(_BETWEEN, "") for text in texts if not text.isascii()])
    if not joined:
        return found
    folded = _folded(joined)
    simplified = str(_converter("t2s").convert(folded))
    plain_texts = simplified.split(_BETWEEN)
    found += plain_texts
    if simplified == folded:
        return found
    for original, plain in zip(folded.split(_BETWEEN), plain_texts, strict=True):
        if original != plain and (mainland := str(_converter("tw2sp").convert(original))) != plain:
            found.append(mainland)
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", without_invisible(text)).casefold()
