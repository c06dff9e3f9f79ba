"""Making a database ready: tables and the shipped divisions."""

import csv
from datetime import date
from importlib.resources import files
from typing import Final

from registry.kit.database import Database
from registry.migrations.upgrading import upgrade
from registry.organisations.actions import load_divisions

DIVISIONS_EDITION: Final = "GB/T 2260 · NBS 2023-06-30"
DIVISIONS_VALID_FROM: Final = date(2023, 6, 30)


def prepare(database: Database) -> int:
    """Create or migrate the tables and enter the divisions that are missing; how many were entered."""
    upgrade(database)
    text = files("registry").joinpath("data/divisions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    with database.writing() as session:
        return load_divisions(session, rows, edition=DIVISIONS_EDITION, valid_from=DIVISIONS_VALID_FROM)
