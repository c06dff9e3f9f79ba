"""A PostgreSQL database as it was before a test, so that the next test need not wait for a new one.

A copy costs the server some 60 ms, and a new connection to it as much again until its catalogues are read and its
statements planned; restoring costs some 10. What a test cannot have left as it was (other tables, columns, triggers or
functions) is found, and the database is then given up.
"""

from dataclasses import dataclass, field
from typing import Final

import psycopg

from registry.taxonomies.queries import current
from tests.kept_connections import close_all, kept_processes

LONGEST_LIFE: Final = 200
"""Rows that were deleted stay in the files, and what looks through a table looks through them too."""

_SCHEMA: Final = """
SELECT count(*), max(xmin::text::bigint) FROM pg_class
UNION ALL SELECT count(*), max(xmin::text::bigint) FROM pg_attribute
UNION ALL SELECT count(*), max(xmin::text::bigint) FROM pg_constraint
UNION ALL SELECT count(*), max(xmin::text::bigint) FROM pg_trigger
UNION ALL SELECT count(*), max(xmin::text::bigint) FROM pg_proc
"""

_REMEMBER: Final = """
DROP SCHEMA IF EXISTS untouched CASCADE;
CREATE SCHEMA untouched;
CREATE TABLE untouched.tables (name text PRIMARY KEY, rows bigint NOT NULL, upto bigint NOT NULL);
CREATE TABLE untouched.numbers (name text PRIMARY KEY, last_value bigint NOT NULL, is_called boolean NOT NULL);
DO $$
DECLARE found record; counted bigint;
BEGIN
  FOR found IN SELECT c.oid::regclass::text AS name, c.relname FROM pg_class c
               WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
    EXECUTE 'SELECT count(*) FROM ' || found.name INTO counted;
    INSERT INTO untouched.tables VALUES (found.name, counted, txid_current());
    IF counted > 0 THEN
      EXECUTE format('CREATE TABLE untouched.%I AS TABLE %s', 'of_' || found.relname, found.name);
    END IF;
  END LOOP;
  FOR found IN SELECT c.oid::regclass::text AS name FROM pg_class c
               WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' LOOP
    EXECUTE format('INSERT INTO untouched.numbers SELECT %L, last_value, is_called FROM %s', found.name, found.name);
  END LOOP;
END $$;
CREATE FUNCTION untouched.restore() RETURNS void LANGUAGE plpgsql AS $$
DECLARE known record; counted bigint; newer bigint; number record;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR known IN SELECT name, rows, upto FROM untouched.tables LOOP
    IF pg_relation_size(known.name::regclass) = 0 THEN CONTINUE; END IF;
    IF known.rows = 0 THEN
      EXECUTE 'DELETE FROM ' || known.name;
    ELSE
      EXECUTE format('SELECT count(*), count(*) FILTER (WHERE xmin::text::bigint > %s) FROM %s',
                     known.upto, known.name) INTO counted, newer;
      IF counted <> known.rows OR newer > 0 THEN
        EXECUTE 'DELETE FROM ' || known.name;
        EXECUTE format('INSERT INTO %s SELECT * FROM untouched.%I', known.name,
                       'of_' || trim(both '"' from known.name));
        UPDATE untouched.tables SET upto = txid_current() WHERE name = known.name;
      END IF;
    END IF;
  END LOOP;
  FOR known IN SELECT * FROM untouched.numbers LOOP
    EXECUTE 'SELECT last_value, is_called FROM ' || known.name INTO number;
    IF number.last_value <> known.last_value OR number.is_called <> known.is_called THEN
      PERFORM setval(known.name, known.last_value, known.is_called);
    END IF;
  END LOOP;
END $$;
"""


def remember(url: str) -> None:
    """Enter into a template what its copies are restored by."""
    with psycopg.connect(plain(url)) as connection:
        connection.execute(_REMEMBER)


def plain(url: str) -> str:
    """An address as the driver itself takes it."""
    return url.replace("+psycopg", "", 1)


@dataclass
class Restorable:
    """A copy of such a template, and the connection that restores it."""

    name: str
    url: str
    connection: psycopg.Connection = field(init=False)
    tests: int = 0

    def __post_init__(self) -> None:
        self.connection = psycopg.connect(plain(self.url), autocommit=True)
        self.schema = self._schema()

    def restore(self) -> bool:
        """As it was: nobody at work in it, and the same rows; False where it must be given up."""
        self.tests += 1
        try:
            self._end_others()
            if self.tests >= LONGEST_LIFE or self._schema() != self.schema:
                return False
            self.connection.execute("SELECT untouched.restore()")
            # Kept by address and edition: another test's edition of the same name is another one.
            current._kept.clear()
        except psycopg.Error:
            return False
        return True

    def close(self) -> None:
        """End every connection to it that this process has kept."""
        close_all(self.name)
        self.connection.close()

    def _end_others(self) -> None:
        """What a test left at work would else write into the next one."""
        known = [self.connection.info.backend_pid, *kept_processes(self.name)]
        self.connection.execute(
            "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = %s AND NOT pid = ANY(%s)",
            (self.name, known),
        )

    def _schema(self) -> list[tuple[int, int]]:
        return self.connection.execute(_SCHEMA).fetchall()
