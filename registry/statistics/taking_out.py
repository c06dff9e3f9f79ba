"""A document of figures as a file of its own. Pure: a document goes in, bytes come out."""

from collections.abc import Mapping
from typing import Any

from registry.kit.spreadsheets import csv_of, xlsx_of
from registry.statistics.defining import definitions_of
from registry.statistics.tables import sheets_of


def write_file(document: Mapping[str, Any], figure: str, format: str, language: str, *, exactly: bool) -> bytes:
    """`csv`: its main table alone. `xlsx`: all its tables, what it is about, and what its codes mean."""
    # A series is the course of figures of the overview.
    defined = definitions_of("overview" if figure == "series" else figure)
    sheets = sheets_of(document, defined, language, exactly=exactly, title=figure)
    return csv_of(sheets[0]) if format == "csv" else xlsx_of(sheets)
