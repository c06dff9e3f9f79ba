"""How well search answers the labelled set: over the demonstration, and over real publiccode.yml files beside it."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

import orjson

from benchmarks.labelled import Judged, Labelled, Relevance, mean_relevance, read_labelled
from benchmarks.report import Line
from registry.app import open_database, open_storage
from registry.catalogue.actions import import_publiccode
from registry.demonstration.loading import load_demonstration
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.operations.starting import prepare
from registry.organisations.actions import register_organisation
from registry.search import queries
from registry.search.engine import SearchEngine
from registry.settings import Settings

GOAL_MRR: Final = 0.92
GOAL_RECALL: Final = 0.97
PAGE: Final = 20
_BESIDE_THE_CHECKOUT: Final = Path(__file__).parents[2] / "shared" / "data"
_OWNER: Final = "bench-files"


def relevance_lines() -> Iterator[Line]:
    """MRR and recall in the first ten hits, by kind of query; the goals are for the demonstration, and for everything
    together where the real files are there. `unseen` are queries that nothing was adjusted by: it has no goal.
    """
    with tempfile.TemporaryDirectory(prefix="registry-relevance-") as folder, _demonstration(Path(folder)) as database:
        engine = SearchEngine(database, Path(folder) / "index")
        shown = judge(database, engine, read_labelled("demonstration"))
        yield from _by_kind("demonstration", shown)
        yield _with_goal("relevance, demonstration", shown)
        yield _told("relevance, unseen", mean_relevance(judge(database, engine, read_labelled("unseen"))))
        files = reference_files()
        if not files:
            yield Line("real files", "not there", "not measured", None, "")
            return
        names = _import(database, files)
        real = judge(database, engine, list(_named(read_labelled("real"), names)))
        yield from _by_kind("real files", real)
        yield _told("relevance, real files", mean_relevance(real))
        # Everything in one catalogue: what is real stands in the way of what is shown, and the other way round.
        yield _with_goal("relevance, all", [*real, *judge(database, engine, read_labelled("demonstration"))])


@contextmanager
def _demonstration(folder: Path) -> Iterator[Database]:
    settings = Settings(data=folder, database_url=f"sqlite:///{folder / 'registry.sqlite3'}", secret="")
    database = open_database(settings)
    try:
        prepare(database)
        load_demonstration(database, open_storage(settings))
        yield database
    finally:
        database.dispose()


def judge(database: Database, engine: SearchEngine, labelled: Iterable[Labelled]) -> list[Judged]:
    """Ask each labelled query."""
    judged = []
    with database.reading() as session:
        for each in labelled:
            page = queries.search_components(session, engine, CONSOLE, words=each.words, limit=PAGE)
            judged.append(Judged(each, tuple(_full_name(document) for document, _ in page.items)))
    return judged


def _full_name(document: bytes) -> str:
    component = orjson.loads(document)
    return f"{component['publisher']}/{component['name']}"


def reference_files() -> list[Path]:
    """The real publiccode.yml files, which are not ours to keep: `REGISTRY_REFERENCE_DATA` says where they are."""
    folder = Path(os.environ.get("REGISTRY_REFERENCE_DATA") or _BESIDE_THE_CHECKOUT) / "publiccode"
    return sorted(folder.glob("*.yml"))


def _import(database: Database, files: Sequence[Path]) -> dict[str, str]:
    """Import the files for a publisher of their own; the component's full name by the file's."""
    names: dict[str, str] = {}
    with database.writing() as session:
        register_organisation(session, CONSOLE, slug=_OWNER, kind="authority", name={"zh": "示例·文件", "en": "Files"})
        for file in files:
            imported = import_publiccode(session, CONSOLE, publisher=_OWNER, raw=file.read_bytes())
            if imported.component is not None:
                names[file.stem] = imported.component.full_name
    return names


def _named(labelled: Iterable[Labelled], names: dict[str, str]) -> Iterator[Labelled]:
    for each in labelled:
        yield replace(each, relevant=frozenset(names.get(file, file) for file in each.relevant))


def _by_kind(part: str, judged: Sequence[Judged]) -> Iterator[Line]:
    ordered = sorted(judged, key=lambda each: each.labelled.kind)
    for kind, group in groupby(ordered, key=lambda each: each.labelled.kind):
        yield _told(f"  {part}, {kind}", mean_relevance(list(group)))


def _with_goal(what: str, judged: Sequence[Judged]) -> Line:
    whole = mean_relevance(judged)
    met = whole.mrr >= GOAL_MRR and whole.recall >= GOAL_RECALL
    return replace(_told(what, whole), goal=f"{GOAL_MRR:g} / {GOAL_RECALL:g}", met=met)


def _told(what: str, relevance: Relevance) -> Line:
    figure = f"{relevance.mrr:.3f} / {relevance.recall:.3f}"
    return Line(what, f"{relevance.queries} queries", f"MRR/R@10 {figure}", None, "")
