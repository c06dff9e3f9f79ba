"""Threads of a server that have nothing to do end; the process they were in goes on."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.cli.serving import served
from tests.databases import SqliteTemplate

AT_ONCE = 24
IDLE_SECONDS = 5
"""The least that the server lets one choose."""


@pytest.fixture
def environment(sqlite_template: SqliteTemplate, tmp_path: Path) -> dict[str, str]:
    url = sqlite_template.copy(tmp_path / "data")
    idle = {"GRANIAN_BLOCKING_THREADS_IDLE_TIMEOUT": str(IDLE_SECONDS)}
    return {"REGISTRY_DATA": str(tmp_path / "data"), "REGISTRY_DATABASE_URL": url, **idle}


def test_a_worker_outlives_its_threads(environment: dict[str, str], tmp_path: Path):
    with served(environment, tmp_path / "log") as url, ThreadPoolExecutor(AT_ONCE) as many:

        def ask(_nth: int) -> int:
            return httpx.get(f"{url}/api/v1/events?limit=1", timeout=10).status_code

        first = set(many.map(ask, range(AT_ONCE * 6)))
        time.sleep(IDLE_SECONDS + 3)
        second = set(many.map(ask, range(AT_ONCE)))

        assert (first, second) == ({200}, {200})
    assert "Unexpected exit" not in (tmp_path / "log").read_text()
