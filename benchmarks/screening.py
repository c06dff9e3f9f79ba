"""Screening: how often it is right on labelled descriptions, and how long it takes among many components."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks import corpus
from benchmarks.report import Line, percentile
from benchmarks.world import World
from registry.app import open_database, open_storage
from registry.demonstration.loading import load_demonstration
from registry.kit.actor import ANONYMOUS
from registry.operations.starting import prepare
from registry.screening.finding import CANDIDATES_COMPARED, describe_project, screen
from registry.screening.wording import no_concepts
from registry.search.engine import SearchEngine
from registry.settings import Settings

EXISTS = frozenset({"near_duplicate", "overlapping"})
KINDS = ("paraphrase", "translation", "partial", "unrelated")
_LEAST_RUNS = 200


@dataclass
class Tally:
    """Right and wrong answers of "exists already": `missed` are components that should have been named."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of components said to exist already that do."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of components that exist already that are said to."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def read_labelled() -> list[dict[str, Any]]:
    """The labelled descriptions, in their order."""
    path = Path(__file__).with_name("data") / "screenings.yaml"
    return list(YAML(typ="safe", pure=True).load(path)["screenings"])


def asked_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A labelled description as the API would hand it on."""
    tag = "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in entry["title"]) else "en"
    features = {tag: entry["features"]} if entry["features"] else {}
    return {"title": {tag: entry["title"]}, "summary": {tag: entry["summary"]}, "features": features}


def assess(engine: SearchEngine, entries: list[dict[str, Any]]) -> Tally:
    """Screen each description on the demonstration, and count what "exists already" gets right."""
    tally = Tally()
    for entry in entries:
        found = screen(engine, ANONYMOUS, asked_of(entry)).candidates
        named = {each["component"] for each in found if each["level"] in EXISTS}
        expected = set(entry["expected"])
        tally.right += len(named & expected)
        tally.missed += len(expected - named)
        tally.wrong += len(named - expected - set(entry.get("acceptable", ())))
    return tally


def measure_screening(world: World) -> Iterator[Line]:
    """Precision and recall on the demonstration; then the time one screening takes among all components."""
    yield from _measure_relevance()
    yield from _measure_time(world)


def _measure_relevance() -> Iterator[Line]:
    entries = read_labelled()
    with tempfile.TemporaryDirectory(prefix="registry-screening-") as folder:
        data = Path(folder)
        url = f"sqlite:///{data / 'registry.sqlite3'}"
        settings = Settings(data=data, database_url=url, secret="")
        database = open_database(settings)
        prepare(database)
        load_demonstration(database, open_storage(settings))
        engine = SearchEngine(database, data / "index")
        parts = {
            "chosen on": entries[::2],
            "only measured": entries[1::2],
            **{kind: [entry for entry in entries if entry["kind"] == kind] for kind in KINDS},
            "all": entries,
        }
        for name, part in parts.items():
            tally = assess(engine, part)
            told = f"P {tally.precision:.3f}, R {tally.recall:.3f}"
            met = tally.precision >= 0.9 and tally.recall >= 0.9
            goal, verdict = ("P, R ≥ 0.90", met) if name in {"all", "only measured"} else ("", None)
            yield Line(f"screening, {name}", f"{len(part)} projects", told, None, goal, verdict)
        database.dispose()


def _measure_time(world: World) -> Iterator[Line]:
    runs = max(20, min(_LEAST_RUNS, round(world.seconds * 70)))
    with world.database() as database:
        engine = SearchEngine(database, world.folder / "index")
        projects = [_project(number) for number in range(runs)]
        index = engine.current()
        screen(engine, ANONYMOUS, projects[0])
        whole, bare = [], []
        for asked in projects:
            terms = describe_project(asked, no_concepts).all_terms()
            started = time.perf_counter()
            index.candidates(terms, CANDIDATES_COMPARED)
            bare.append((time.perf_counter() - started) * 1000)
            started = time.perf_counter()
            screen(engine, ANONYMOUS, asked)
            whole.append((time.perf_counter() - started) * 1000)
    for share, goal in ((0.5, ""), (0.99, "≤ 300 ms")):
        floor, figure = percentile(bare, share), percentile(whole, share)
        met = figure <= 300 if goal else None
        what = f"screening p{share * 100:g}, engine alone beside it"
        yield Line(what, f"{floor:.1f} ms", f"{figure:.1f} ms", figure / floor, goal, met)


def _project(number: int) -> dict[str, Any]:
    """A project like a component that the corpus does not hold, in Chinese and English by turns."""
    made = corpus.component(10_000_000 + number)
    tag = ("zh", "en")[number % 2]
    told = {key: {tag: made[key][tag]} for key in ("title", "summary")}
    return {**told, "features": {tag: made.get("features", {}).get(tag, [])}}
