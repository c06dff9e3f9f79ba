"""Totals and facets are exact, and filters narrow what they count."""

from collections import Counter

import pytest

from registry.search.index import ComponentIndex
from registry.search.index.query import SearchQuery
from registry.search.index.schema import FACETS
from tests.rules.search_documents import component

KINDS = ("service", "library", "dataset_spec")
DOCUMENTS = [
    component(
        number,
        "停车服务" if number % 2 else "身份认证",
        kind=KINDS[number % 3],
        tags=[f"tag-{number % 7}", f"tag-{number % 5}"],
        domain=["A4"] if number % 4 else ["A1", "B2"],
        province="990100" if number % 5 else None,
        city_class="leading" if number < 30 else "foundational",
    )
    for number in range(1, 121)
]


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> ComponentIndex:
    """Written in several commits, so that counts must be added over segments."""
    path = tmp_path_factory.mktemp("search") / "index"
    opened = ComponentIndex.open(path, create=True)
    with opened.writer() as writer:
        for number, document in enumerate(DOCUMENTS):
            writer.put(document)
            if number % 40 == 0:
                writer.commit(number)
        writer.commit(120)
    return opened


def counted(documents, of) -> list[tuple[str, int]]:
    counts = Counter(value for document in documents for value in set(of(document)))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def test_facets_count_the_whole_result_and_not_the_page(index):
    result = index.search(SearchQuery("停车", facets=["kind", "tag", "domain"], limit=5))

    matching = [document for document in DOCUMENTS if document.id % 2]
    assert (len(result.hits), result.total) == (5, len(matching))
    assert result.facets == {
        "kind": counted(matching, lambda document: document.facets["kind"]),
        "tag": counted(matching, lambda document: document.tags),
        "domain": counted(matching, lambda document: document.facets["domain"]),
    }


def test_values_of_one_filter_are_alternatives_and_filters_narrow_one_another(index):
    filters = {"kind": ["service", "library"], "domain": ["B2"], "tag": ["tag-1"]}

    result = index.search(SearchQuery(filters=filters, limit=100))

    assert {hit.id for hit in result.hits} == {
        document.id
        for document in DOCUMENTS
        if document.facets["kind"] != ["dataset_spec"]
        and "B2" in document.facets["domain"]
        and "tag-1" in document.tags
    }


def test_a_component_without_a_province_is_in_no_province(index):
    result = index.search(SearchQuery(facets=["province"], limit=0))

    assert result.hits == []
    assert result.facets["province"] == [("990100", 96)]


def test_every_filter_and_facet_is_known_to_the_engine(index):
    for name in FACETS:
        result = index.search(SearchQuery(filters={name: ["nowhere"]}, facets=[name]))
        assert (result.total, result.facets) == (0, {name: []})


def test_a_bound_of_ids_holds_for_hits_totals_and_facets(index):
    result = index.search(SearchQuery("停车", only_ids={1, 2, 3, 999}, facets=["kind"]))

    assert {hit.id for hit in result.hits} == {1, 3}
    assert result.facets["kind"] == [("library", 1), ("service", 1)]
    assert index.search(SearchQuery("停车", only_ids=[])).total == 0


def test_a_filter_does_not_change_the_scores(index):
    plain = index.search(SearchQuery("停车", limit=1)).hits[0]
    narrowed = index.search(SearchQuery("停车", only_ids=[plain.id])).hits[0]

    assert narrowed.sort_values == pytest.approx(plain.sort_values)


def test_a_value_rare_in_every_segment_is_counted_in_full(tmp_path):
    index = ComponentIndex.open(tmp_path / "index", create=True)
    with index.writer() as writer:
        for segment in range(3):
            for number in range(1, 301):
                identity = segment * 300 + number
                writer.put(component(identity, tags=[f"own-{identity}", "shared-late"][: 1 + (number > 298)]))
            writer.commit(segment + 1)

    result = index.search(SearchQuery(facets=["tag"], limit=0))

    assert result.facets["tag"][0] == ("shared-late", 6)
    assert len(result.facets["tag"]) == 100
