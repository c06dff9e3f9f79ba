"""Searching over HTTP with total and facets, against the bare engine and the least a request can take."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from urllib.parse import quote

from benchmarks import corpus
from benchmarks.client import latencies, request_bytes
from benchmarks.reading import FLASK
from benchmarks.report import Line, interleaved, percentile
from benchmarks.servers import WORKERS, Served
from benchmarks.world import World
from registry.search.index import ComponentIndex
from registry.search.index.counting import count_result
from registry.search.index.matching import Matcher
from registry.search.index.state import State
from registry.search.index.wording import read_words
from registry.search.tuning import read_tuning

PAGE = 20
EVERY = "all classes in turn"
_PER_SECOND = 150
"""Searches of one class for each second of a round: enough for a 99th percentile."""


def measure_search(world: World) -> Iterator[Line]:
    """p99 with total and facets, one client: at most 1.5 times the bare engine plus the Flask floor."""
    served, floor = world.server(), world.server(FLASK)
    state = _state_of(world)
    count = max(20, round(world.seconds * _PER_SECOND))
    classes = {**corpus.QUERIES, EVERY: list(chain.from_iterable(zip(*corpus.QUERIES.values(), strict=True)))}
    measures: dict[str, Callable[[], float]] = {"floor": partial(_slow_end, floor, [request_bytes("/")], count)}
    for name, queries in classes.items():
        requests = [request_bytes(_address(words)) for words in queries]
        for _ in range(4 * WORKERS):
            # Connections fall to workers by chance: so many reach each, and none answers its first search when timed.
            list(latencies(served, requests, len(requests)))
        measures[f"http {name}"] = partial(_slow_end, served, requests, count)
        measures[f"bare {name}"] = partial(_bare, state, queries, count)
    found = interleaved(world.rounds, **measures)
    for name in classes:
        bare, over_http = found[f"bare {name}"], found[f"http {name}"]
        limit = 1.5 * bare + found["floor"]
        floor_told = f"{bare:.2f} + {found['floor']:.2f} ms"
        # The promise is of all searches; what each class of words takes is told beside it.
        met = over_http <= limit if name == EVERY else None
        yield Line(f"search p99, {name}", floor_told, f"{over_http:.2f} ms", over_http / bare, f"≤ {limit:.2f} ms", met)


def _address(words: str) -> str:
    return f"/api/v1/components?q={quote(words)}&facets={','.join(corpus.FACETS)}&limit={PAGE}"


def _slow_end(served: Served, requests: Sequence[bytes], count: int) -> float:
    return percentile(list(latencies(served, requests, count)), 0.99)


def _bare(state: State, queries: Sequence[str], count: int) -> float:
    """The engine's own calls for the same words: count with facets, then the best of them; queries made beforehand."""
    lexicon, weights = state.tuning.lexicon, state.tuning.weights
    made = [Matcher(state.searcher, read_words(words, lexicon), weights) for words in queries]
    pairs = [(matcher.selecting(), matcher.ranking()) for matcher in made]
    taken: list[float] = []
    for nth in range(count):
        selecting, ranking = pairs[nth % len(pairs)]
        started = time.perf_counter()
        count_result(state, selecting, corpus.FACETS)
        state.best(ranking, PAGE + 1)
        taken.append((time.perf_counter() - started) * 1000)
    return percentile(taken, 0.99)


def _state_of(world: World) -> State:
    """What the server reads, by the same synonyms and weights."""
    index = ComponentIndex.open(world.folder / "index")
    with world.database() as database, database.reading() as session:
        index.tuning = read_tuning(session)
    return index._current()
