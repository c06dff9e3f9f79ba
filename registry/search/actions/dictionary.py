"""Names that are never cut apart."""

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.search.actions.editions import new_edition
from registry.search.errors import WordTaken
from registry.search.index.lexicon import is_name
from registry.search.index.normalisation import normalise
from registry.search.models import DictionaryWord
from registry.search.queries.words import find_word


def add_word(session: Session, actor: Actor, *, word: str) -> DictionaryWord:
    """Enter a name of two Chinese characters or more. The index is fed anew by it in the background.

    Administrators only. Raises PayloadInvalid for what is no such name, WordTaken for one that is there.
    """
    actor.require_scope("platform:admin")
    plain = normalise(word).strip()
    if not is_name(plain):
        zh, en = "词典收录两个及以上汉字的名称。", "The dictionary holds names of two Chinese characters or more."
        raise PayloadInvalid.of("/word", zh, en)
    if find_word(session, plain) is not None:
        raise WordTaken(word=plain)
    row = DictionaryWord(word=plain, created_at=now_of(session))
    session.add(row)
    new_edition(session, actor, "search.dictionary_changed", plain, {"added": True})
    return row


def remove_word(session: Session, actor: Actor, *, word: str) -> None:
    """Take a name out of the dictionary. Administrators only. Raises NotFound."""
    actor.require_scope("platform:admin")
    row = find_word(session, normalise(word).strip())
    if row is None:
        raise NotFound(what=word)
    session.delete(row)
    new_edition(session, actor, "search.dictionary_changed", row.word, {"added": False})
