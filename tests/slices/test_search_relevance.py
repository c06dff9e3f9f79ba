"""The labelled set over the demonstration: what people type finds what serves them."""

from collections.abc import Iterator

import pytest

from benchmarks.labelled import Labelled, mean_relevance, read_labelled, recall, reciprocal_rank
from benchmarks.relevance import GOAL_MRR, GOAL_RECALL, judge
from registry.kit.database import Database
from registry.search.engine import SearchEngine
from tests.databases import SqliteTemplate

LABELLED = read_labelled("demonstration")
WALK = [each for each in LABELLED if each.row is not None]


@pytest.fixture(scope="module")
def searched(
    sqlite_demonstration: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, SearchEngine]]:
    folder = tmp_path_factory.mktemp("relevance")
    database = Database(sqlite_demonstration.copy(folder))
    yield database, SearchEngine(database, folder / "index")
    database.dispose()


def test_the_goals_are_met(searched: tuple[Database, SearchEngine]):
    whole = mean_relevance(judge(*searched, LABELLED))

    assert whole.queries >= 145
    assert whole.mrr >= GOAL_MRR
    assert whole.recall >= GOAL_RECALL


def test_every_numbered_component_is_on_the_first_screen_of_its_own_query(
    searched: tuple[Database, SearchEngine],
):
    missed = [each.labelled.words for each in judge(*searched, WALK) if each.recall < 1]

    assert missed == []


def test_the_walk_goes_through_all_fifty_eight_rows():
    assert sorted(each.row for each in WALK if each.row) == list(range(1, 59))


def test_every_kind_of_query_is_there():
    assert {each.kind for each in LABELLED} == {
        *("chinese", "english", "pinyin", "initials", "synonym", "scenario", "traditional", "sentence"),
        *("typo_zh", "typo_en", "typo_pinyin"),
    }


@pytest.mark.parametrize(
    ("found", "rank", "recalled"),
    [("abc", 1.0, 1.0), ("xab", 0.5, 1.0), ("xya", 1 / 3, 0.5), ("xyz", 0.0, 0.0), ("", 0.0, 0.0)],
)
def test_the_measures_are_those_of_the_book(found: str, rank: float, recalled: float):
    assert reciprocal_rank(list(found), {"a", "b"}) == rank
    assert recall(list(found), {"a", "b"}) == recalled


def test_recall_looks_at_the_first_ten():
    names = [str(number) for number in range(20)]

    assert recall(names, {"3", "15"}) == 0.5
    assert recall(names, set(names)) == 1.0


def test_a_query_is_read_with_its_row():
    assert LABELLED[0] == Labelled("一个账号登录所有系统", "sentence", frozenset({"yunling/unified-identity"}), row=1)
