"""A database of the first release is brought to the present form: its documents too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import MetaData, Uuid

from registry.catalogue.documents import render_version
from registry.catalogue.models import ComponentVersion
from registry.directory.feed import OrganisationFeed
from registry.kit.database import Database
from registry.kit.identity import new_id
from registry.migrations.upgrading import upgrade
from registry.operations.checking import differences
from registry.operations.rendering import render_outdated
from registry.operations.starting import prepare
from registry.search.engine import SearchEngine
from tests.build import START, description


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database as the first release left it, with a city, two components and a version."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/old.sqlite3")
        yield fill(database)
        database.dispose()
        return
    server, name = request.getfixturevalue("postgres"), f"old_{uuid4().hex}"
    server.create_database(name)
    database = Database(server.url(name))
    yield fill(database)
    database.dispose()
    server.drop_database(name)


def fill(database: Database) -> Database:
    upgrade(database, "0001")
    tables = MetaData()
    with database.engine.execution_options(registry_writes=True).begin() as connection:
        tables.reflect(connection)
        moment = START if not database.is_sqlite else START.replace(tzinfo=None)
        common = {"is_demo": False, "created_at": moment, "document": b"{}", "etag": '"old"'}

        def enter(table: str, **values: Any) -> None:
            columns = tables.tables[table].c
            given = {"public_id": new_id(), **common, **values}
            if database.is_sqlite and "public_id" in columns:
                columns["public_id"].type = Uuid()
            known = {name: value for name, value in given.items() if name in columns}
            connection.execute(tables.tables[table].insert().values(known))

        enter(
            "organisations", id=1, slug="yunling", slug_skeleton="yun11ng", kind="city", unit="city", city_id=1,
            name={"zh": "示例市"}, entity_types=[],
        )  # fmt: skip
        for number, name in enumerate(("maps", "parking"), start=1):
            enter(
                "components", id=number, publisher_id=1, name=name, name_skeleton=name, status="listed",
                full_name=f"yunling/{name}", details=description(features={"zh": ["找车位"]}), updated_at=moment,
                listed_at=moment, latest_version_id=1 if name == "parking" else None,
            )  # fmt: skip
            enter("component_counts", component_id=number, adopters=0, adoptions=0)
        facts = {"public_id": new_id(), "number": "1.0", "is_prerelease": False, "notes": {}, "platforms": []}
        version = ComponentVersion(**facts, published_at=START)
        document, etag = render_version(version, "yunling/parking", [{"component": "yunling/maps", "specifier": ""}])
        enter(
            "component_versions", **facts, id=1, component_id=2, sort_key=b"1", published_at=moment, document=document,
            etag=etag,
        )  # fmt: skip
        enter("requirements", id=1, version_id=1, component_id=1, specifier="")
    return database


def test_after_an_upgrade_every_document_is_as_if_written_today(old: Database, tmp_path: Path):
    prepare(old)

    engine = SearchEngine(old, tmp_path / "index")
    directory = SearchEngine(old, tmp_path / "directory", OrganisationFeed())
    # The rows were put in without events, so what follows the log cannot know of them: figures, and an index by itself.
    engine.rebuild()
    directory.rebuild()
    told = list(differences(old, engine, directory))
    assert [each for each in told if not each.startswith("statistics:")] == []
    ((quality, document),) = old.fetch("SELECT quality, document FROM components WHERE name = 'parking'")
    # 8 and 4 for the summaries, 4 for the domain, 4 for a feature, 10 for the requirement, 5 for licence and cost.
    assert quality == 35
    assert b'"quality":35' in bytes(document)
    assert b'"prepared_by":null' in bytes(document)


def test_what_was_changed_last_stays_the_last_change(old: Database):
    before = old.fetch("SELECT updated_at FROM components ORDER BY id")

    prepare(old)

    assert old.fetch("SELECT updated_at FROM components ORDER BY id") == before


def test_it_is_done_once_and_one_that_was_broken_off_is_finished(old: Database):
    prepare(old)
    assert render_outdated(old) == 0

    with old.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql("UPDATE components SET quality = 0, etag = 'old' WHERE name = 'maps'")
        connection.exec_driver_sql("DELETE FROM event_consumers WHERE name LIKE 'documents of format _'")

    assert render_outdated(old) == 1
