"""A registry that has run for years is brought to the notices: nobody is told of what was long before."""

from pathlib import Path

from sqlalchemy import text

from registry.events.queries import consumer_position
from registry.kit.database import Database
from registry.migrations.upgrading import upgrade
from registry.notifications.actions import CONSUMER

EVENTS = """
INSERT INTO events (position, id, type, subject, audience, actor_key, organisation_id, recorded_at, envelope)
VALUES (:position, :id, 'version.published', 'a/b/versions/1.0', 'public', 'console', NULL, '2026-01-01 00:00:00', '{}')
"""


def test_the_notices_begin_at_the_head_of_the_log_as_it_was_when_they_came(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path}/old.sqlite3")
    upgrade(database, "0003")
    with database.writing() as session:
        for position in range(1, 8):
            session.execute(text(EVENTS), {"position": position, "id": f"{position:032x}"})

    upgrade(database)

    with database.reading() as session:
        assert consumer_position(session, CONSUMER) == 7
    database.dispose()
