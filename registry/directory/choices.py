"""What a reader has chosen on the page of organisations, and the addresses that choose more, less or otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from registry.directory.queries import FACETS, Sort, Wanted
from registry.search.choices import LONGEST_VALUE, MOST_CHOSEN
from registry.search.index.query import LONGEST_QUERY_CHARACTERS

SORTS: Final[tuple[Sort, ...]] = ("relevance", "name", "recent")


@dataclass(frozen=True)
class Choices:
    """The query of the page: words, what they offer and use, chosen values by facet, sort, and where to go on."""

    words: str = ""
    offers: str = ""
    uses: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: Sort | None = None
    cursor: str | None = None

    @classmethod
    def read(cls, query: Mapping[str, Sequence[str]]) -> "Choices":
        """From the values of a query string. What is unknown or beyond all measure is left out: a page is lenient."""

        def first(name: str) -> str:
            return next(iter(query.get(name, ())), "").strip()[: LONGEST_QUERY_CHARACTERS + 1]

        return cls(
            words=first("q"),
            offers=first("offers"),
            uses=first("uses"),
            chosen={name: values for name in FACETS if (values := _sensible(query.get(name, ())))},
            sort=next((known for known in SORTS if known == first("sort")), None),
            cursor=next(iter(query.get("cursor", ())), None),
        )

    @property
    def wanted(self) -> Wanted:
        return Wanted(words=self.words, filters=self.chosen, offers=self.offers or None, uses=self.uses or None)

    @property
    def filters(self) -> dict[str, object]:
        """What a cursor is bound to."""
        return {"page": "organisations", **dict(self.texts()), "sort": self.sort, **self.chosen}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.texts() or self.chosen)

    def texts(self) -> list[tuple[str, str]]:
        """What was typed."""
        typed = (("q", self.words), ("offers", self.offers), ("uses", self.uses))
        return [(name, text) for name, text in typed if text]

    def each_chosen(self) -> Iterator[tuple[str, str]]:
        for name, values in self.chosen.items():
            for value in values:
                yield name, value

    def from_the_start(self) -> "Choices":
        return replace(self, cursor=None)

    def without(self, name: str, value: str | None = None) -> "Choices":
        """The same choices less one value, or less a whole facet."""
        rest = {facet: list(values) for facet, values in self.chosen.items()}
        kept = [each for each in rest.pop(name, ()) if value is not None and each != value]
        if kept:
            rest[name] = kept
        return replace(self, chosen=rest, cursor=None)

    def with_words(self, words: str) -> "Choices":
        return replace(self, words=words, cursor=None)

    def address(self, **more: str) -> str:
        """The page's address with these choices."""
        sort = [("sort", str(self.sort))] if self.sort else []
        query = urlencode([*self.texts(), *self.each_chosen(), *sort, *more.items()])
        return f"/organisations?{query}" if query else "/organisations"


def _sensible(values: Sequence[str]) -> list[str]:
    known = dict.fromkeys(value for value in values if 0 < len(value) <= LONGEST_VALUE)
    return list(known)[:MOST_CHOSEN]
