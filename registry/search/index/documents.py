"""What the index is told about one component, independent of where it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class SearchDocument:
    """One listed component as search sees it. Texts are as people wrote them; analysis happens
    here.

    ``id`` lies in 1 … 2³²−1; ``full_name`` is ``publisher/name``; text maps are keyed by BCP 47
    tag; ``publisher_names`` are the publisher's names in any language; ``standards`` are codes, in the
    spellings that people use; ``facets`` holds the values it
    is filtered and counted by, under the names of :data:`registry.search.index.schema.FACETS`.
    """

    id: int
    full_name: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    descriptions: Mapping[str, str]
    features: Sequence[str] = field(default=())
    tags: Sequence[str] = field(default=())
    scenarios: Sequence[str] = field(default=())
    publisher_names: Sequence[str] = field(default=())
    standards: Sequence[str] = field(default=())
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    adopters: int = 0
    listed_at: datetime | None = None
