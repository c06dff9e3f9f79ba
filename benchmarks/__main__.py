"""`python -m benchmarks [NAMES…]`: measure, and print floor, figure, ratio and goal of each."""

import argparse
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Final

from benchmarks.artifacts import measure_artifacts
from benchmarks.crediting import measure_crediting
from benchmarks.landscapes import measure_landscapes
from benchmarks.postgresql import measure_postgresql
from benchmarks.reading import measure_pages, measure_reading
from benchmarks.relevance import relevance_lines
from benchmarks.report import Line, show, show_heading
from benchmarks.resolution import measure_resolution
from benchmarks.screening import measure_screening
from benchmarks.searching import measure_search
from benchmarks.statistics import measure_statistics
from benchmarks.world import World
from benchmarks.writing import measure_import, measure_index, measure_publishing, measure_visibility


def measure_memory(world: World) -> Iterator[Line]:
    """The greatest unique set size of a worker after all that it has served."""
    figure = world.server().memory_mb()
    yield Line("USS of a worker after the runs", "", f"{figure:.0f} MB", None, "< 400 MB", figure < 400)


def measure_relevance(world: World) -> Iterator[Line]:
    """How well the labelled queries are answered; it has a catalogue of its own, filled for it."""
    yield from relevance_lines()


MEASURES: dict[str, Callable[[World], Iterator[Line]]] = {
    "import": measure_import,
    "relevance": measure_relevance,
    "index": measure_index,
    "read": measure_reading,
    "postgresql": measure_postgresql,
    "pages": measure_pages,
    "screening": measure_screening,
    "search": measure_search,
    "resolution": measure_resolution,
    "credit": measure_crediting,
    "statistics": measure_statistics,
    "landscape": measure_landscapes,
    "visible": measure_visibility,
    "memory": measure_memory,
    "artifacts": measure_artifacts,
    "publish": measure_publishing,
}
"""In this order: those before `read` run without a server, `memory` comes after those that use one."""


WITHOUT_COMPONENTS: Final = frozenset({"relevance", "resolution", "credit", "statistics", "landscape"})
"""What needs none of the synthetic components."""


def main() -> None:
    chosen = _arguments()
    names = chosen.names or list(MEASURES)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {cpu_count()} cores, load {getloadavg()[0]:.1f}, {_parts()}")
    print(f"{chosen.components:,} components; medians of {chosen.rounds} interleaved rounds of {chosen.seconds:g} s\n")
    with tempfile.TemporaryDirectory(prefix="registry-bench-") as folder, ExitStack() as stack:
        world = World(chosen.data or Path(folder), chosen.components, chosen.rounds, chosen.seconds, stack)
        if set(names) - WITHOUT_COMPONENTS:
            world.fill()
        show_heading()
        for name, measure in MEASURES.items():
            if name in names:
                if name == "publish":
                    world.stop_servers()
                for line in measure(world):
                    show(line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], help=f"of {', '.join(MEASURES)}; all unless said")
    parser.add_argument("--components", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of one round of load")
    parser.add_argument("--data", type=Path, help="a folder to fill and keep; one filled before is used as it is")
    return parser.parse_args()


def _parts() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("granian", "flask", "sqlalchemy", "tantivy"))
    return f"Python {platform.python_version()}, {libraries}"


if __name__ == "__main__":
    main()
