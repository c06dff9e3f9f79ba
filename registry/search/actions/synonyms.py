"""Words that mean the same to whoever searches."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag, tag_of
from registry.kit.errors import PayloadInvalid
from registry.search.actions.editions import new_edition
from registry.search.documents import synonyms_document
from registry.search.index.lexicon import phrase_key
from registry.search.models import SynonymSet
from registry.search.queries.words import get_synonyms


def add_synonyms(session: Session, actor: Actor, *, words: Sequence[str], note: str | None = None) -> SynonymSet:
    """Enter a set of words that mean the same. Administrators only.

    Raises PayloadInvalid where fewer than two of them differ, or one holds neither letter nor digit.
    """
    actor.require_scope("platform:admin")
    now = now_of(session)
    row = SynonymSet(words=_distinct(words), note=note, created_at=now, updated_at=now)
    session.add(row)
    session.flush()
    _tag(row)
    new_edition(session, actor, "search.synonyms_changed", str(row.public_id), {"words": row.words})
    return row


def revise_synonyms(
    session: Session, actor: Actor, *, identifier: UUID, words: Sequence[str], note: str | None, expected_tag: str
) -> SynonymSet:
    """Change a set, also one that came with the service. Administrators only. Raises Stale."""
    actor.require_scope("platform:admin")
    row = get_synonyms(session, identifier, for_change=True)
    check_tag(row.etag, expected_tag)
    row.words, row.note, row.updated_at = _distinct(words), note, now_of(session)
    _tag(row)
    new_edition(session, actor, "search.synonyms_changed", str(row.public_id), {"words": row.words})
    return row


def remove_synonyms(session: Session, actor: Actor, *, identifier: UUID, expected_tag: str) -> None:
    """Take a set away: its words mean no longer the same. Administrators only. Raises Stale."""
    actor.require_scope("platform:admin")
    row = get_synonyms(session, identifier, for_change=True)
    check_tag(row.etag, expected_tag)
    session.delete(row)
    new_edition(session, actor, "search.synonyms_changed", str(row.public_id), {"words": []})


def _distinct(words: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for place, word in enumerate(words):
        key = phrase_key(word)
        if not key:
            zh, en = "每个词须含有文字或数字。", "Every word has a letter or a digit."
            raise PayloadInvalid.of(f"/words/{place}", zh, en)
        found.setdefault(key, " ".join(word.split()))
    if len(found) < 2:
        zh, en = "一组同义词至少要有两个不同的词。", "A set has at least two words that differ."
        raise PayloadInvalid.of("/words", zh, en)
    return list(found.values())


def _tag(row: SynonymSet) -> None:
    row.etag = tag_of(synonyms_document(row))
