"""One folder, many readers, one writer; the position is part of the commit; damage has a name."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from registry.search.index import ComponentIndex, IndexUnusable, discard
from registry.search.index.query import SearchQuery
from registry.search.index.writing import LockBusy
from tests.rules.search_documents import component, filled

ROOT = Path(__file__).parents[2]


def total(index: ComponentIndex, words: str = "") -> int:
    return index.search(SearchQuery(words)).total


def in_another_process(path: Path, statements: str) -> str:
    """Run statements on the index of a folder in a process of its own; what it printed."""
    program = "\n".join(
        [
            "import sys; from pathlib import Path",
            "from registry.search.index import *; from registry.search.index.query import *",
            "from registry.search.index.writing import LockBusy",
            "from tests.rules.search_documents import component",
            "index = ComponentIndex.open(Path(sys.argv[1]))",
            statements,
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_an_empty_index_answers(tmp_path):
    index = ComponentIndex.open(tmp_path / "index", create=True)

    result = index.search(SearchQuery("停车", facets=["kind"]))

    assert (result.total, result.hits, result.facets) == (0, [], {"kind": []})
    assert index.position == 0
    assert index.suggest("停车").completions == []


def test_what_is_not_committed_is_not_seen_and_not_kept(tmp_path):
    index = filled(tmp_path / "index", component(1, "停车"))

    with index.writer() as writer:
        writer.put(component(2, "停车"))
        assert total(index) == 1
    index.refresh()

    assert (total(index), index.position) == (1, 1)


def test_the_position_is_visible_together_with_what_it_contains(tmp_path):
    index = ComponentIndex.open(tmp_path / "index", create=True)

    with index.writer() as writer:
        for position in range(1, 6):
            writer.put(component(position, "停车"))
            writer.commit(position * 10)
            index.refresh()
            assert (index.position, total(index)) == (position * 10, position)


def test_putting_again_replaces_and_deleting_removes(tmp_path):
    index = filled(tmp_path / "index", component(1, "停车"), component(2, "停车"))

    with index.writer() as writer:
        writer.put(component(1, "身份认证"))
        writer.delete(2)
        writer.delete(77)
        writer.commit(2)

    assert [total(index), total(index, "停车"), total(index, "身份认证")] == [1, 0, 1]


def test_a_rebuild_in_place_is_seen_all_at_once(tmp_path):
    index = filled(tmp_path / "index", *[component(number, "停车") for number in range(1, 6)])

    with index.writer() as writer:
        writer.clear()
        writer.add(component(9, "停车"))
        assert total(index) == 5
        writer.commit(50)

    assert (total(index), index.position) == (1, 50)


def test_a_commit_of_another_process_is_taken_up_by_the_next_search(tmp_path):
    index = filled(tmp_path / "index", component(1, "停车"))

    in_another_process(
        tmp_path / "index",
        "with index.writer() as writer: writer.put(component(2, '停车')); writer.commit(2)",
    )

    assert (total(index, "停车"), index.position) == (2, 2)


def test_a_second_writer_is_told_that_the_lock_is_busy(tmp_path):
    index = filled(tmp_path / "index", component(1, "停车"))
    attempt = "try: index.writer()\nexcept LockBusy: print('busy')"

    with index.writer():
        with pytest.raises(LockBusy):
            index.writer()
        assert in_another_process(tmp_path / "index", attempt) == "busy"

    assert in_another_process(tmp_path / "index", "index.writer().close(); print('free')") == "free"


def test_a_searcher_keeps_its_state_while_the_folder_is_rebuilt(tmp_path):
    path = tmp_path / "index"
    index = filled(path, component(1, "停车"))

    shutil.rmtree(path)
    assert total(index, "停车") == 1
    filled(path, component(2, "身份"), component(3, "身份"))

    assert [total(index, "停车"), total(index, "身份")] == [0, 2]


def test_without_an_index_opening_for_reading_says_so(tmp_path):
    with pytest.raises(IndexUnusable):
        ComponentIndex.open(tmp_path / "nothing")


def test_an_index_of_another_format_is_not_used(tmp_path):
    path = tmp_path / "index"
    filled(path, component(1, "停车"))
    (path / "registry-format.json").write_text(json.dumps({"format": 0}))

    with pytest.raises(IndexUnusable, match="format 0"):
        ComponentIndex.open(path, create=True)


@pytest.mark.parametrize("ending", ["meta.json", ".term", ".idx", ".fast", ".store", "registry-format.json"])
def test_a_cut_off_file_is_named_damage(tmp_path, ending):
    path = tmp_path / "index"
    filled(path, *[component(number, "停车") for number in range(1, 50)])
    for file in path.iterdir():
        if file.name.endswith(ending):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    with pytest.raises(IndexUnusable):
        ComponentIndex.open(path).search(SearchQuery("停车"))


def test_a_damaged_index_is_discarded_and_fed_again(tmp_path):
    path = tmp_path / "index"
    filled(path, component(1, "停车"))
    (path / "meta.json").write_text("{")

    discard(path)

    assert total(filled(path, component(1, "停车"))) == 1


def test_a_folder_of_something_else_is_not_discarded(tmp_path):
    (tmp_path / "letter.txt").write_text("keep me")

    with pytest.raises(IndexUnusable):
        discard(tmp_path)
    assert (tmp_path / "letter.txt").exists()


def test_a_closed_writer_writes_no_more(tmp_path):
    index = ComponentIndex.open(tmp_path / "index", create=True)
    writer = index.writer()
    writer.close()
    writer.close()

    with pytest.raises(RuntimeError, match="closed"):
        writer.put(component(1, "停车"))
