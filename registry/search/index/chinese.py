"""Cut Chinese text into the pieces that are indexed and searched: words of a dictionary, and
pairs of characters.

A dictionary alone misses new names (一网通办 is cut 一网通 + 办); pairs alone find 市长 in
城市长期. Both together find everything, and a word found as a word counts twice, because its pair
is indexed as well.
"""

import re
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

# Ideographs with their extensions, kana and hangul: scripts that are written without spaces, or
# whose words are found well enough by pairs of characters.
IDEOGRAPHIC = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(f"[{IDEOGRAPHIC}]+")

# Single characters that only join or ask; a query that holds other words does without them.
JOINING = frozenset(
    "的了和与及之在是或等为对把被让给吗呢吧啊我你他她它这那哪谁想要有用从到往向就都还也能会可请问不没后并而且但"
)
_USER_WORD_FREQUENCY = 100_000


@cache
def _cutter() -> Any:
    """The cutter with the dictionary of this project added, loaded once a process (about 60 MB)."""
    import rjieba

    cutter = rjieba.Jieba()
    words = files("registry.search.index").joinpath("data/words.txt").read_text(encoding="utf-8")
    for line in words.splitlines():
        if line and not line.startswith("#"):
            cutter.add_word(line, _USER_WORD_FREQUENCY, None)
    return cutter


@cache
def function_words() -> frozenset[str]:
    """Words that ask or join, Chinese and English: see ``data/function_words.txt``."""
    return _words_of("function_words.txt")


@cache
def generic_words() -> frozenset[str]:
    """Words that nearly every description may hold: see ``data/generic_words.txt``."""
    return _words_of("generic_words.txt")


def _words_of(name: str) -> frozenset[str]:
    text = files("registry.search.index").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def runs(text: str) -> list[str]:
    """The unbroken stretches of ideographs in a normalised text."""
    return RUN.findall(text)


def pairs(run: str) -> list[str]:
    """Each character of a run with its neighbour: 停车场 → 停车, 车场."""
    return list(map(str.__add__, run, run[1:]))


def cut(run: str) -> list[str]:
    """The words of a run, each character in exactly one of them."""
    return list(_cutter().cut(run))


def known_words(run: str) -> list[str]:
    """The words of two characters or more that the dictionary sees in a run, also inside others."""
    return [word for word in _cutter().cut_for_search(run) if len(word) > 1]


def indexed_pieces(text: str) -> str:
    """The Chinese of a normalised text as it is indexed, parted by spaces: words and pairs."""
    found = runs(text)
    if not found:
        return ""
    return " ".join([*known_words(" ".join(found)), *(" ".join(pairs(run)) for run in found)])


def boundaries(run: str) -> set[int]:
    """The places between the words of a run, its ends among them."""
    return {0, *accumulate(len(word) for word in cut(run))}


def query_words(run: str) -> list[str]:
    """The words somebody who typed this run must mean, shortest sensible pieces first cut by the
    dictionary.

    Single characters are not looked for alone when they stand beside others: neighbours that the
    dictionary left single are one word (查 + 重 → 查重), a lone one belongs to the word before it
    (停车 + 位 → 停车位) or, at the start, to the word after. Words that ask or join (的, 怎么) are
    dropped, and part what stands on both sides.
    """
    if len(run) == 1:
        return [run]
    words: list[str] = []
    stretch: list[str] = []
    for piece in cut(run):
        if piece in JOINING or piece in function_words():
            words += _joined(stretch)
            stretch = []
        else:
            stretch.append(piece)
    words += _joined(stretch)
    return [word for word in words if len(word) > 1] or words or [run]


def _joined(pieces: list[str]) -> list[str]:
    """The words of neighbouring pieces, with every single character given a place."""
    words: list[str] = []
    loose = ""
    for piece in pieces:
        if len(piece) == 1:
            loose += piece
        elif len(loose) == 1 and not words:
            words.append(loose + piece)
            loose = ""
        else:
            loose = _settle(words, loose)
            words.append(piece)
    _settle(words, loose)
    return words


def _settle(words: list[str], loose: str) -> str:
    """Give characters the dictionary left single a place in ``words``; returns the emptied
    collection.
    """
    if len(loose) == 1 and words:
        words[-1] += loose
    elif loose:
        words.append(loose)
    return ""
