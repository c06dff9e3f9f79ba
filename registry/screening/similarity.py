"""How alike two descriptions are, and which passages make them so. A rule without database or clock.

In a language that both are written in:

    resemblance = terms in both / terms in either                                      (Jaccard)
    similarity  = ( weight shared / √(weight of one × weight of the other) ) ^ γ       (Ochiai)

Terms are pairs of neighbouring characters in Chinese, which need no dictionary, and stems of words in English. Words
that nearly every project uses (平台, 系统, data, service …) weigh 0.3, all others 1. `resemblance` looks at title,
summary and features alone. `similarity` counts beside the terms the sets of synonyms that a text holds a word of
(泊车 and 停车 are one), and looks at the component's scenario words too; where a project has a description, it is
taken with it or without it, whichever says more. γ is 0.5 for Chinese and 0.8 for other languages: English words meet
by chance more often than pairs of characters, and so both come onto one scale.

A component that does not speak a language of the project is compared by the sets of synonyms alone, where at least
three are in both, with γ = 1.2. The language that says most decides.

Levels: `near_duplicate` from a resemblance of 0.6 (the rule against copies); `overlapping` from a similarity of 0.33:
what the project wants exists, in whole or in a large part; `related` from 0.25: worth a look. The thresholds were
chosen on one half of `benchmarks/data/screenings.yaml` and measured on both.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from registry.screening.wording import Described, Part, Terms, weight_of, words_of

NEAR_DUPLICATE: Final = 0.6
OVERLAPPING: Final = 0.33
RELATED: Final = 0.25

MOST_PASSAGES: Final = 8
LEAST_PASSAGE: Final = 0.2

_EXPONENTS: Final = {"zh": 0.5}
_EXPONENT: Final = 0.8
_EXPONENT_ACROSS: Final = 1.2
LEAST_CONCEPTS: Final = 3
_CORE: Final = ("title", "summary", "feature")
_COMPONENT: Final = (*_CORE, "scenario")
_WHOLE: Final = (*_CORE, "description")


@dataclass(frozen=True)
class Likeness:
    """How alike two descriptions are: 0 nothing in common, 1 the same words."""

    similarity: float
    resemblance: float

    @property
    def level(self) -> str | None:
        """`near_duplicate`, `overlapping`, `related`, or None where nothing needs to be said."""
        if self.resemblance >= NEAR_DUPLICATE:
            return "near_duplicate"
        if self.similarity >= OVERLAPPING:
            return "overlapping"
        return "related" if self.similarity >= RELATED else None


@dataclass(frozen=True)
class Passage:
    """A passage of the project beside the one of the component that says the same, and the words they share."""

    project: Part
    component: Part
    similarity: float
    words: list[str]


def compare(project: Described, component: Described) -> Likeness:
    """How alike a project and a component are, by the language that says most."""
    similarity = resemblance = 0.0
    for language in project.parts:
        if language in component.parts:
            similarity = max(similarity, _spoken_alike(project, component, language))
            core = (described.terms(language, _CORE) for described in (project, component))
            resemblance = max(resemblance, _resemblance(*core))
        else:
            similarity = max(similarity, _meant_alike(project, component, language))
    return Likeness(round(min(similarity, 1.0), 3), round(resemblance, 3))


def _spoken_alike(project: Described, component: Described, language: str) -> float:
    """In a language that both are written in."""
    other = component.meaning(language, _COMPONENT)
    share = max(_overlap(project.meaning(language, kinds), other) for kinds in (_CORE, _WHOLE))
    return float(share ** _EXPONENTS.get(language, _EXPONENT))


def _meant_alike(project: Described, component: Described, language: str) -> float:
    """Across languages: by the concepts of both, where enough of them meet."""
    asked, told = project.concepts(language), component.all_concepts()
    if len(asked & told) < LEAST_CONCEPTS:
        return 0.0
    return float(_overlap(asked, told) ** _EXPONENT_ACROSS)


def list_passages(project: Described, component: Described) -> list[Passage]:
    """What the project says that the component says too, the most telling first; each passage of the project once."""
    found = []
    for language, parts in project.parts.items():
        exponent = _EXPONENTS.get(language, _EXPONENT)
        others = component.parts.get(language, ())
        for part in parts:
            best = max(((_overlap(part.meaning, other.meaning), other) for other in others), key=_first, default=None)
            if best is None or (share := best[0] ** exponent) < LEAST_PASSAGE:
                continue
            if words := words_of(part.text, part.terms & best[1].terms):
                shared = weight_of(part.meaning & best[1].meaning)
                found.append((shared, Passage(part, best[1], round(min(share, 1.0), 3), words)))
    found.sort(key=lambda row: -row[0])
    return [passage for _, passage in found[:MOST_PASSAGES]]


def _first(row: tuple[float, Part]) -> float:
    return row[0]


def _overlap(one: Terms, other: Terms) -> float:
    if not one or not other:
        return 0.0
    return weight_of(one & other) / sqrt(weight_of(one) * weight_of(other))


def _resemblance(one: Terms, other: Terms) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0
