"""The synonyms that come with the service."""

from importlib.resources import files

import orjson
from sqlalchemy.orm import Session

from registry.kit.clock import now_of
from registry.kit.documents import tag_of
from registry.search.documents import synonyms_document
from registry.search.models import SearchSettings, SynonymSet


def load_synonyms(session: Session) -> int:
    """Enter the settings and the shipped synonyms, once; how many sets. Then they are the administrators'."""
    if session.get(SearchSettings, 1) is not None:
        return 0
    now = now_of(session)
    session.add(SearchSettings(id=1, weights={}, updated_at=now))
    shipped: list[list[str]] = orjson.loads(files("registry").joinpath("data/synonyms.json").read_bytes())
    rows = [SynonymSet(words=words, is_shipped=True, created_at=now, updated_at=now) for words in shipped]
    session.add_all(rows)
    session.flush()
    for row in rows:
        row.etag = tag_of(synonyms_document(row))
    session.flush()
    return len(rows)
