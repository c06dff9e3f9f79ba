"""Components for the tests of search: small, invented, and of no real city."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from registry.search.index import ComponentIndex
from registry.search.index.documents import SearchDocument


def component(identity: int, zh: str = "", en: str = "", **changes: Any) -> SearchDocument:
    """A listed component with these titles; everything else can be said by name."""
    given: dict[str, Any] = {
        "full_name": f"yunling/component-{identity}",
        "titles": {tag: text for tag, text in (("zh", zh), ("en", en)) if text},
        "summaries": {},
        "descriptions": {},
        "publisher": "yunling",
        "kind": "service",
        "license": "MulanPSL-2.0",
        "status": "listed",
        "cost_model": "free",
        "listed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return SearchDocument(id=identity, **(given | changes))


def filled(path: Path, *documents: SearchDocument) -> ComponentIndex:
    """An index of these components at position 1."""
    index = ComponentIndex.open(path, create=True)
    with index.writer() as writer:
        for document in documents:
            writer.put(document)
        writer.commit(1)
    index.refresh()
    return index
