"""The fields of the index, how text becomes their terms, and one component as a document."""

from collections.abc import Iterable
from functools import cache

from tantivy import (
    Document,
    Filter,
    Index,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from registry.search.index.chinese import RUN, indexed_pieces, runs
from registry.search.index.documents import SearchDocument
from registry.search.index.normalisation import readings, without_invisible
from registry.search.index.ordering import adopters_key, checked_id, name_keys, recent_key
from registry.search.index.pinyin import spellings

# Raise this whenever fields, tokens or dictionaries change: an index of another format is rebuilt.
FORMAT = 1

STEMMED = "stemmed_words"
PLAIN = "plain_words"
_LONGEST_TOKEN_BYTES = 80

# Facets and filters: the word on the wire and the field, which holds the values as they came.
FACETS = {
    "domain": "domain",
    "action": "action",
    "kind": "kind",
    "scenario": "scenario",
    "tag": "tag",
    "license": "license",
    "publisher": "publisher",
    "province": "province",
    "city_class": "city_class",
    "status": "status",
    "platform": "platform",
    "cost_model": "cost_model",
}

# A term of a title is written four times, of names, tags and scenarios three times, of a summary
# twice: BM25 then weighs the fields as one text (BM25F with whole weights: Robertson, Zaragoza
# and Taylor, CIKM 2004), and one list of documents a term answers the search instead of one a
# field.
_TITLE, _NAME, _SUMMARY, _BODY = 4, 3, 2, 1


@cache
def schema() -> Schema:
    """The fields. ``marker`` tells components ("live") from the record of the log's position
    ("position").
    """
    builder = SchemaBuilder()
    builder.add_text_field("marker", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("position", fast=True)
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_text_field("full_name", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=STEMMED, index_option="freq")
    builder.add_text_field("title", tokenizer_name=STEMMED, index_option="freq")
    builder.add_text_field("pinyin", tokenizer_name=PLAIN, index_option="freq")
    builder.add_text_field("word", tokenizer_name=PLAIN, index_option="basic")
    builder.add_text_field("exact", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("labels", stored=True)
    for name in FACETS.values():
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("recent", "adopters", "name_0", "name_1", "name_2"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


@cache
def plain_analyzer() -> TextAnalyzer:
    """Words in lower case without accents: what spelling and completion look up."""
    return _words().build()


@cache
def stemming_analyzer() -> TextAnalyzer:
    """The same words as :func:`plain_analyzer`, one for one, by their English stem; Chinese stays
    as it is.
    """
    return _words().filter(Filter.stemmer("english")).build()


def _words() -> TextAnalyzerBuilder:
    simple = TextAnalyzerBuilder(Tokenizer.simple())
    folded = simple.filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return folded.filter(Filter.remove_long(_LONGEST_TOKEN_BYTES))


def register_analyzers(index: Index) -> None:
    """Make the analyzers known to an index; needed once after opening it, for reading and for
    writing.
    """
    index.register_tokenizer(STEMMED, stemming_analyzer())
    index.register_tokenizer(PLAIN, plain_analyzer())


def _terms(texts: Iterable[str]) -> str:
    """Normalised texts as the words and pairs that are indexed; the analyzer of the field does
    the rest.
    """
    latin = [text for text in texts if text.isascii()]
    mixed = " ".join([text for text in texts if not text.isascii()])
    if mixed:
        latin += [RUN.sub(" ", mixed), indexed_pieces(mixed)]
    return " ".join(latin)


def tantivy_document(document: SearchDocument) -> Document:
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
    _add_texts(result, document)
    return result


def _add_texts(result: Document, document: SearchDocument) -> None:
    titles = readings([*document.titles.values()])
    labels = readings([*document.tags, *document.scenarios])
    name = document.full_name.rpartition("/")[2]
    title_terms = _terms(titles)
    # "smart-parking" is also looked for as one word.
    name_terms = f"{_terms(labels)} {document.full_name} {name.replace('-', '')}"
    result.add_text("text", _weighted(document, title_terms, name_terms))
    characters = " ".join(["".join(runs(label)) for label in (*titles, *labels)])
    result.add_text("title", f"{title_terms} {title_terms} {name_terms} {' '.join(characters)}")
    result.add_text("pinyin", " ".join([*_spellings(titles) * _TITLE, *_spellings(labels)]))
    result.add_text("word", RUN.sub(" ", " ".join([*titles, *labels, name])))
    for label in {*titles, name, document.full_name}:
        result.add_text("exact", label.strip())
    shown = dict.fromkeys([*document.titles.values(), *document.tags, *document.scenarios, name])
    result.add_bytes("labels", "\n".join([without_invisible(label) for label in shown]).encode())


def _weighted(document: SearchDocument, title_terms: str, name_terms: str) -> str:
    """Everything a component says of itself as one text, each part as often as it weighs."""
    summary_terms = _terms(readings([*document.summaries.values()]))
    body_terms = _terms(readings([*document.descriptions.values(), *document.features, *document.publisher_names]))
    parts = [title_terms] * _TITLE + [name_terms] * _NAME
    return " ".join([*parts, *[summary_terms] * _SUMMARY, *[body_terms] * _BODY])


def _spellings(texts: Iterable[str]) -> list[str]:
    return list({spelling for text in texts for spelling in spellings(text)})


def _add_facets(result: Document, document: SearchDocument) -> None:
    """Each value once: a component that names a tag twice counts once in the facet."""
    single = {
        "kind": document.kind,
        "license": document.license,
        "publisher": document.publisher,
        "province": document.province,
        "city_class": document.city_class,
        "status": document.status,
        "cost_model": document.cost_model,
    }
    several = {
        "domain": document.domains,
        "action": document.actions,
        "scenario": document.scenarios,
        "tag": document.tags,
        "platform": document.platforms,
    }
    for name, value in single.items():
        if value:
            result.add_text(FACETS[name], value)
    for name, values in several.items():
        for value in dict.fromkeys(values):
            result.add_text(FACETS[name], value)


def labels_of(stored: Document) -> list[str]:
    """The names by which people know a component (titles, tags, scenarios, its own name), as they
    wrote them.
    """
    kept = stored.get_first("labels")
    return bytes(kept).decode().split("\n") if kept else []


def position_document(position: int) -> Document:
    """The record of how far the event log has been followed; replaced in every commit."""
    result = Document(marker=["position"])
    result.add_unsigned("position", position)
    return result
