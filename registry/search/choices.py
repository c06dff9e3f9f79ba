"""What a reader has chosen on the catalogue page, and the addresses that choose more, less or otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from registry.search.index.query import LONGEST_QUERY_CHARACTERS, SORTS, Sort
from registry.search.index.schema import FACETS

FIRST_FACETS: Final = (
    "domain",
    "kind",
    "city_class",
    "foundational_ready",
    "cost_model",
    "hosting",
    "standard",
    "conformance",
    "license",
    "publisher",
    "status",
)
"""What most readers narrow by, open at the side of the page."""

FURTHER_FACETS: Final = (
    "action",
    "connectivity",
    "life_cycle",
    "deployment",
    "platform",
    "xinchuang",
    "security_level",
    "data_grade",
    "technology",
    "ai_use",
    "maintenance_type",
    "suite",
    "quality",
    "confirmation",
)
"""What some readers narrow by, folded below the first."""

SHOWN_FACETS: Final = (*FIRST_FACETS, *FURTHER_FACETS)
"""The facets that have boxes; the others narrow too, where a link has chosen them."""

MOST_CHOSEN: Final = 20
LONGEST_VALUE: Final = 200


@dataclass(frozen=True)
class Choices:
    """The query of the page: words, chosen values by facet, sort, and where to go on."""

    words: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: Sort | None = None
    cursor: str | None = None

    @classmethod
    def read(cls, query: Mapping[str, Sequence[str]]) -> "Choices":
        """From the values of a query string. What is unknown or beyond all measure is left out: a page is lenient."""
        sort = next(iter(query.get("sort", ())), None)
        return cls(
            words=next(iter(query.get("q", ())), "").strip()[: LONGEST_QUERY_CHARACTERS + 1],
            chosen={name: values for name in FACETS if (values := _sensible(query.get(name, ())))},
            sort=next((known for known in SORTS if known == sort), None),
            cursor=next(iter(query.get("cursor", ())), None),
        )

    @property
    def filters(self) -> dict[str, object]:
        """What a cursor is bound to."""
        return {"page": "catalogue", "q": self.words, "sort": self.sort, **self.chosen}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    def pairs(self) -> list[tuple[str, str]]:
        """The query string as pairs, without the cursor."""
        words = [("q", self.words)] if self.words else []
        chosen = [(name, value) for name, value in self.each_chosen()]
        sort = [("sort", str(self.sort))] if self.sort else []
        return [*words, *chosen, *sort]

    def each_chosen(self) -> Iterator[tuple[str, str]]:
        for name, values in self.chosen.items():
            for value in values:
                yield name, value

    def unseen(self) -> list[tuple[str, str]]:
        """What is chosen in facets that have no boxes on the page: the form must carry it along."""
        return [(name, value) for name, value in self.each_chosen() if name not in SHOWN_FACETS]

    def from_the_start(self) -> "Choices":
        """The same choices, on the first page."""
        return replace(self, cursor=None)

    def without(self, name: str, value: str | None = None) -> "Choices":
        """The same choices less one value, or less a whole facet."""
        rest = {facet: list(values) for facet, values in self.chosen.items()}
        kept = [each for each in rest.pop(name, ()) if value is not None and each != value]
        if kept:
            rest[name] = kept
        return replace(self, chosen=rest, cursor=None)

    def without_all(self) -> "Choices":
        """The words alone."""
        return replace(self, chosen={}, cursor=None)

    def with_words(self, words: str) -> "Choices":
        return replace(self, words=words, cursor=None)

    def address(self, **more: str) -> str:
        """The page's address with these choices."""
        query = urlencode([*self.pairs(), *more.items()])
        return f"/?{query}" if query else "/"


def _sensible(values: Sequence[str]) -> list[str]:
    known = dict.fromkeys(value for value in values if 0 < len(value) <= LONGEST_VALUE)
    return list(known)[:MOST_CHOSEN]


@dataclass(frozen=True)
class Option:
    """One value of a facet: how many hits choosing it would give, and whether it is chosen."""

    value: str
    count: int
    is_chosen: bool


def options_of(counts: Sequence[tuple[str, int]], chosen: Sequence[str]) -> list[Option]:
    """A facet's values, the chosen ones first, also those that no hit has any more."""
    counted = dict(counts)
    first = [Option(value, counted.get(value, 0), True) for value in chosen]
    return [*first, *(Option(value, count, False) for value, count in counts if value not in chosen)]
