"""The steps of the database and the models say the same, on both engines; the log refuses every change."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry.migrations.tables import metadata
from registry.migrations.upgrading import is_current, upgrade
from tests.build import Registry


def test_a_migrated_database_has_just_the_tables_of_the_models(registry: Registry):
    with registry.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(registry: Registry):
    upgrade(registry.database)

    assert is_current(registry.database)


@pytest.mark.parametrize("change", ["UPDATE events SET subject = 'other'", "DELETE FROM events"])
def test_what_stands_in_the_log_cannot_be_changed(registry: Registry, change: str):
    registry.organisation("yunling")

    with pytest.raises(DBAPIError, match="only ever added"), registry.database.writing() as session:
        session.execute(text(change))

    assert len(registry.anyone.get("/api/v1/events").json["items"]) == 1
