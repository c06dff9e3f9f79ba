"""Bringing in a landscape: a regional body says what 340 cities run, in one file."""

import csv
import io
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.report import Line
from benchmarks.world import World
from registry.app import open_database, open_storage
from registry.catalogue.actions import publish_version, register_component
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.landscapes.actions import accept_import
from registry.landscapes.following import LandscapeImporter
from registry.operations.starting import prepare
from registry.organisations.actions import register_organisation
from registry.settings import Settings

CITIES: Final = 340
COMPONENTS: Final = 294
"""With as many cities, just below the 100,000 rows that a file may have; smaller where the catalogue is."""

GOAL_SECONDS: Final = 60.0


def measure_landscapes(world: World) -> Iterator[Line]:
    """Rows that begin adoptions, and the same file again, which changes nothing."""
    components = max(min(world.components // 30, COMPONENTS), 1)
    rows = CITIES * components
    folder = Path(tempfile.mkdtemp())
    try:
        settings = Settings(data=folder, database_url=f"sqlite:///{folder}/registry.sqlite3", secret="")
        database = open_database(settings)
        prepare(database)
        names = _fill(database, components)
        importer = LandscapeImporter(database, open_storage(settings))
        content = _table(names)
        for told in ("landscape of 340 cities, begun", "the same file again"):
            seconds = _bring_in(database, importer, content)
            goal = GOAL_SECONDS * rows / 100_000
            yield Line(f"{told}, {rows} rows", "", f"{seconds:.1f} s", None, f"< {goal:.1f} s", seconds < goal)
        database.dispose()
    finally:
        shutil.rmtree(folder)


def _fill(database: Database, components: int) -> list[str]:
    with database.writing() as session:
        register_organisation(session, CONSOLE, slug="region", kind="authority", name={"zh": "示例"})
        register_organisation(session, CONSOLE, slug="publisher", kind="city", name={"zh": "示例"})
        for number in range(CITIES):
            register_organisation(session, CONSOLE, slug=f"city-{number}x", kind="city", name={"zh": f"示例{number}"})
    names = [f"publisher/thing-{number}x" for number in range(components)]
    with database.writing() as session:
        for name in names:
            texts = {"zh": "示例"}
            details = {"title": texts, "summary": texts, "kind": "service", "license": "MulanPSL-2.0"}
            publisher, short = name.split("/")
            register_component(session, CONSOLE, publisher=publisher, name=short, details=details)
            publish_version(session, CONSOLE, component=name, number="1.0")
    return names


def _table(names: list[str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("component", "version", "stage", "since", "on_behalf_of", "departments"))
    for number in range(CITIES):
        for name in names:
            writer.writerow((name, "1.0", "live", date(2025, 5, 1).isoformat(), f"city-{number}x", "示例部门"))
    return text.getvalue().encode()


def _bring_in(database: Database, importer: LandscapeImporter, content: bytes) -> float:
    received = importer.storage.receive([content], limit=len(content))
    with database.writing() as session:
        accept_import(
            session, CONSOLE, importer.storage, organisation="region", filename="landscape.csv", received=received
        )
    start = time.perf_counter()
    importer.current()
    return time.perf_counter() - start
