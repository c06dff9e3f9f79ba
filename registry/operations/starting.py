"""Making a database ready: tables, the shipped divisions and the shipped taxonomies."""

import csv
from datetime import date
from importlib.resources import files
from typing import Final

from registry.applications.actions import load_agreement
from registry.kit.database import Database
from registry.migrations.upgrading import upgrade
from registry.operations.crediting import credit_uncredited
from registry.operations.rendering import render_outdated
from registry.organisations.actions import load_divisions
from registry.search.actions import load_synonyms
from registry.standards.actions import load_standards
from registry.taxonomies.actions import load_taxonomies

DIVISIONS_EDITION: Final = "GB/T 2260 · NBS 2023-06-30"
DIVISIONS_VALID_FROM: Final = date(2023, 6, 30)


def prepare(database: Database) -> int:
    """Create or migrate the tables, enter the divisions that are missing and bring documents of an earlier release to
    the present form; how many divisions were entered.
    """
    upgrade(database)
    enter_vocabularies(database)
    text = files("registry").joinpath("data/divisions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    with database.writing() as session:
        entered = load_divisions(session, rows, edition=DIVISIONS_EDITION, valid_from=DIVISIONS_VALID_FROM)
    render_outdated(database)
    credit_uncredited(database)
    return entered


def enter_vocabularies(database: Database) -> None:
    """Enter what descriptions are checked against and searches use, as far as it is missing."""
    with database.writing() as session:
        load_taxonomies(session)
        load_standards(session)
        load_synonyms(session)
        load_agreement(session)
