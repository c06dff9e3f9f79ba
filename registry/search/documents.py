"""What is adjusted about search, as it is sent."""

from dataclasses import asdict
from typing import Any

import orjson

from registry.kit.clock import format_instant
from registry.search.index.tuning import Weights
from registry.search.models import DictionaryWord, SearchMiss, SearchSettings, SynonymSet


def synonyms_document(row: SynonymSet) -> bytes:
    return orjson.dumps(
        {
            "id": str(row.public_id),
            "words": row.words,
            "note": row.note,
            "is_shipped": row.is_shipped,
            "created_at": format_instant(row.created_at),
            "updated_at": format_instant(row.updated_at),
        }
    )


def word_document(row: DictionaryWord) -> bytes:
    return orjson.dumps({"word": row.word, "created_at": format_instant(row.created_at)})


def ranking_document(settings: SearchSettings) -> bytes:
    """The weights in force, beside the neutral ones."""
    weights: dict[str, Any] = asdict(Weights.of(settings.weights))
    neutral = asdict(Weights())
    return orjson.dumps({"weights": weights, "neutral": neutral, "is_neutral": weights == neutral})


def miss_document(row: SearchMiss) -> bytes:
    return orjson.dumps(
        {
            "words": row.words,
            "searches": row.searches,
            "first_at": format_instant(row.first_at),
            "last_at": format_instant(row.last_at),
            "status": row.status,
            "component": row.answer,
        }
    )
