"""The fields of the index, how text becomes their terms, and one component as a document."""

from collections.abc import Iterable
from functools import cache

from tantivy import (
    Document,
    Index,
    Schema,
    SchemaBuilder,
)

from registry.search.index.chinese import RUN, indexed_pieces, runs
from registry.search.index.documents import SearchDocument
from registry.search.index.lexicon import NO_LEXICON, Lexicon
from registry.search.index.normalisation import readings, without_invisible
from registry.search.index.ordering import adopters_key, checked_id, name_keys, recent_key
from registry.search.index.pinyin import spellings
from registry.search.index.terms import plain_analyzer, stemmable, stemming_analyzer

# Raise this whenever fields, tokens or dictionaries change: an index of another format is rebuilt.
FORMAT = 3

STEMMED = "stemmed_words"
PLAIN = "plain_words"

# Facets and filters: the word on the wire is the field, which holds the values as they came.
FACETS = (
    "domain",
    "action",
    "connectivity",
    "ability",
    "life_cycle",
    "city_stage",
    "concept",
    "kind",
    "scenario",
    "tag",
    "suite",
    "license",
    "publisher",
    "province",
    "city_class",
    "size_band",
    "status",
    "confirmation",
    "quality",
    "cost_model",
    "sharing_scope",
    "foundational_ready",
    "hosting",
    "deployment",
    "platform",
    "xinchuang",
    "standard",
    "conformance",
    "security_level",
    "data_grade",
    "technology",
    "ai_use",
    "maintenance_type",
    "contributor",
)

# The fields that score, each with a weight that an administrator may change: "text" holds everything once, the others
# what stands out. They are added up at query time, so that a change of weights needs no indexing.
SCORED = ("text", "title", "name", "label", "summary")


@cache
def schema() -> Schema:
    """The fields. ``marker`` tells components ("live") from the record of the log's position
    ("position").
    """
    builder = SchemaBuilder()
    builder.add_text_field("marker", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("position", fast=True)
    builder.add_unsigned_field("dictionary", fast=True)
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_text_field("full_name", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in SCORED:
        builder.add_text_field(name, tokenizer_name=STEMMED, index_option="freq")
    builder.add_text_field("names", tokenizer_name=STEMMED, index_option="basic")
    builder.add_text_field("pinyin", tokenizer_name=PLAIN, index_option="freq")
    builder.add_text_field("word", tokenizer_name=PLAIN, index_option="basic")
    builder.add_text_field("exact", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("labels", stored=True)
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("recent", "adopters", "name_0", "name_1", "name_2"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def register_analyzers(index: Index) -> None:
    """Make the analyzers known to an index; needed once after opening it, for reading and for
    writing.
    """
    index.register_tokenizer(STEMMED, stemming_analyzer())
    index.register_tokenizer(PLAIN, plain_analyzer())


def _terms(texts: Iterable[str], lexicon: Lexicon) -> str:
    """Normalised texts as the words and pairs that are indexed; the analyzer of the field does
    the rest.
    """
    latin = [stemmable(text) for text in texts if text.isascii()]
    mixed = " ".join([text for text in texts if not text.isascii()])
    if mixed:
        latin += [stemmable(RUN.sub(" ", mixed)), indexed_pieces(mixed), *lexicon.names_in_all(runs(mixed))]
    return " ".join(latin)


def tantivy_document(document: SearchDocument, lexicon: Lexicon = NO_LEXICON) -> Document:
    """One component as a document of the index; ValueError when its id cannot be held by a sort
    key.
    """
    identity = checked_id(document.id)
    result = Document(marker=["live"], full_name=[document.full_name])
    result.add_unsigned("id", identity)
    result.add_unsigned("recent", recent_key(document.listed_at, identity))
    result.add_unsigned("adopters", adopters_key(document.adopters, identity))
    for place, key in enumerate(name_keys(document.full_name)):
        result.add_unsigned(f"name_{place}", key)
    _add_facets(result, document)
    _add_texts(result, document, lexicon)
    return result


def _add_texts(result: Document, document: SearchDocument, lexicon: Lexicon) -> None:
    titles = readings([*document.titles.values()])
    labels = readings([*document.tags, *document.scenarios])
    name = document.full_name.rpartition("/")[2]
    parts = {
        "title": _terms(titles, lexicon),
        # "smart-parking" is also looked for as one word.
        "name": f"{document.full_name} {name.replace('-', '')}",
        "label": _terms([*labels, *readings([*document.standards])], lexicon),
        "summary": _terms(readings([*document.summaries.values()]), lexicon),
    }
    body = readings([*document.descriptions.values(), *document.features, *document.publisher_names])
    for field, terms in parts.items():
        result.add_text(field, terms)
    result.add_text("text", " ".join([*parts.values(), _terms(body, lexicon)]))
    characters = " ".join(["".join(runs(label)) for label in (*titles, *labels)])
    result.add_text("names", " ".join([parts["title"], parts["name"], parts["label"], " ".join(characters)]))
    result.add_text("pinyin", " ".join([*_spellings(titles), *_spellings(labels)]))
    result.add_text("word", RUN.sub(" ", " ".join([*titles, *labels, name])))
    for label in {*titles, name, document.full_name}:
        result.add_text("exact", label.strip())
    shown = dict.fromkeys([*document.titles.values(), *document.tags, *document.scenarios, name])
    result.add_bytes("labels", "\n".join([without_invisible(label) for label in shown]).encode())


def _spellings(texts: Iterable[str]) -> list[str]:
    return list({spelling for text in texts for spelling in spellings(text)})


def _add_facets(result: Document, document: SearchDocument) -> None:
    """Each value once: a component that names a tag twice counts once in the facet."""
    for name, values in document.facets.items():
        for value in dict.fromkeys(values):
            result.add_text(name, value)


def labels_of(stored: Document) -> list[str]:
    """The names by which people know a component (titles, tags, scenarios, its own name), as they
    wrote them.
    """
    kept = stored.get_first("labels")
    return bytes(kept).decode().split("\n") if kept else []


def position_document(position: int, dictionary: int = 0) -> Document:
    """The record of how far the event log has been followed, and by which dictionary; replaced in every commit."""
    result = Document(marker=["position"])
    result.add_unsigned("position", position)
    result.add_unsigned("dictionary", dictionary)
    return result
