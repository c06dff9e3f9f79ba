"""Components for the tests of search: small, invented, and of no real city."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from registry.search.index import ComponentIndex
from registry.search.index.documents import SearchDocument
from registry.search.index.schema import FACETS


def component(identity: int, zh: str = "", en: str = "", **changes: Any) -> SearchDocument:
    """A listed component with these titles; everything else can be said by name, a facet by its value or values."""
    said = {name: changes.pop(name) for name in FACETS if name in changes}
    words = {"tag": changes.get("tags", ()), "scenario": changes.get("scenarios", ())}
    facets = {"publisher": "yunling", "kind": "service", "license": "MulanPSL-2.0", "status": "listed", **words, **said}
    given: dict[str, Any] = {
        "full_name": f"yunling/component-{identity}",
        "titles": {tag: text for tag, text in (("zh", zh), ("en", en)) if text},
        "summaries": {},
        "descriptions": {},
        "listed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "facets": {name: [one] if isinstance(one, str) else list(one or ()) for name, one in facets.items()},
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
