"""The labelled set: what people type, and the components that answer it; and how an answer is judged."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

FILE: Final = Path(__file__).parent / "data" / "queries.yaml"
DEPTH: Final = 10
"""How many hits a reader looks through: those of the first screen."""


@dataclass(frozen=True)
class Labelled:
    """A query with every component that serves its need; `row` is the demonstration component whose walk it is."""

    words: str
    kind: str
    relevant: frozenset[str]
    row: int | None = None


def read_labelled(part: str) -> list[Labelled]:
    """The queries over a part of the catalogue: `demonstration` or `real`."""
    return list(_labelled(YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))[part]))


def _labelled(entries: Sequence[dict[str, object]]) -> Iterator[Labelled]:
    for entry in entries:
        relevant, row = entry["find"], entry.get("walk")
        assert isinstance(relevant, list)
        yield Labelled(
            words=str(entry["q"]),
            kind=str(entry["kind"]),
            relevant=frozenset(relevant),
            row=row if isinstance(row, int) else None,
        )


def reciprocal_rank(found: Sequence[str], relevant: Collection[str]) -> float:
    """One divided by the place of the first relevant hit; 0 where there is none.

    The mean over queries is the MRR (Voorhees, TREC-8 question answering track, 1999).
    """
    return next((1 / place for place, name in enumerate(found, 1) if name in relevant), 0.0)


def recall(found: Sequence[str], relevant: Collection[str], depth: int = DEPTH) -> float:
    """The share of the relevant components among the first `depth` hits; with more relevant ones, of `depth`."""
    return len(set(found[:depth]) & set(relevant)) / min(depth, len(relevant))


@dataclass(frozen=True)
class Judged:
    """What was found for a labelled query, and how good that is."""

    labelled: Labelled
    found: tuple[str, ...]

    @property
    def reciprocal_rank(self) -> float:
        return reciprocal_rank(self.found, self.labelled.relevant)

    @property
    def recall(self) -> float:
        return recall(self.found, self.labelled.relevant)


@dataclass(frozen=True)
class Relevance:
    """The means over some queries."""

    queries: int
    mrr: float
    recall: float


def mean_relevance(judged: Collection[Judged]) -> Relevance:
    """MRR and mean recall of queries, of which there is at least one."""
    count = len(judged)
    return Relevance(
        count,
        sum(each.reciprocal_rank for each in judged) / count,
        sum(each.recall for each in judged) / count,
    )
