"""That the benchmarks run and print their table; how fast anything is, no test says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> str:
    command = [
        sys.executable,
        "-m",
        "benchmarks",
        *arguments,
        "--components",
        "300",
        "--rounds",
        "1",
        "--seconds",
        "0.2",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_benchmarks_run_at_a_small_size_and_print_each_figure_beside_its_floor_and_goal():
    told = run("import", "read", "search", "visible", "memory", "publish")

    heading = next(line for line in told.splitlines() if line.startswith("what"))
    assert heading.split() == ["what", "floor", "figure", "ratio", "goal"]
    for figure in (
        "bulk import",
        "one component, CPU / raw WSGI",
        "304, requests/s",
        "search p99, rare",
        "search p99, all classes in turn",
        "written to found by anybody",
        "USS of a worker",
        "publish_version / plain ORM insert",
    ):
        assert figure in told, told


def test_a_measurement_that_does_not_exist_is_refused_with_those_that_do():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "flight"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "search" in done.stderr
