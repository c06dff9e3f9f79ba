"""How Chinese names are typed in Latin letters: 智慧停车 as zhihuitingche, tingche, zhtc."""

from functools import lru_cache

from registry.search.index.chinese import cut, known_words, runs

_LONGEST_SPAN_WORDS = 4
_LONGEST_SPAN_CHARACTERS = 12


@lru_cache(maxsize=32_768)
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a Chinese word without tones, one a character; ü is v, as it is typed.

    What has no reading in Chinese, such as kana, has no syllable.
    """
    # Its tables take a tenth of a second to load: only who spells pays for them.
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word, errors="ignore"))


@lru_cache(maxsize=16_384)
def _spellings_of_run(run: str) -> dict[str, str]:
    """Every spelling of one to four neighbouring words of a run, of the words inside its words and
    of the whole run, with what it spells; the shortest where one spells several.
    """
    words = cut(run)
    spans = [words[start : start + size] for start in range(len(words)) for size in range(1, _LONGEST_SPAN_WORDS + 1)]
    inside = [[word] for word in known_words(run)]
    found: dict[str, str] = {}
    for span in [*inside, *spans, words]:
        spoken = [syllable for word in span for syllable in syllables(word)]
        if 2 <= len(spoken) <= _LONGEST_SPAN_CHARACTERS:
            written = "".join(span)
            found.setdefault("".join(spoken), written)
            found.setdefault("".join([syllable[0] for syllable in spoken]), written)
    return found


def spellings(text: str) -> set[str]:
    """Every Latin spelling under which somebody may look for a normalised Chinese name.

    Full pinyin and initials of each word of two characters or more, and of each group of up to four
    neighbouring words (at most 12 characters).
    """
    return {spelling for run in runs(text) for spelling in _spellings_of_run(run)}


def written_as(text: str) -> dict[str, str]:
    """The same spellings, each with the part of the name that it spells."""
    return {spelling: written for run in runs(text) for spelling, written in _spellings_of_run(run).items()}


def spoken(run: str) -> list[str]:
    """The syllables of a run, one for each of its characters."""
    return [syllable for word in cut(run) for syllable in syllables(word)]
