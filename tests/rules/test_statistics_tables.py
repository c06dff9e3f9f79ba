"""Documents of figures as tables: one maker for every document."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from registry.kit.spreadsheets import Sheet, csv_of, xlsx_of
from registry.statistics.tables import heading_of, sheets_of

DEFINITION: dict[str, Any] = {
    "code": "running_reuse",
    "name": {"zh": "运行中", "en": "Running"},
    "definition": {"zh": "定义甲", "en": "Definition A"},
    "formula": {"zh": "甲 ÷ 乙", "en": "a / b"},
    "unit": {"zh": "项", "en": "adoptions"},
}
OVERVIEW: dict[str, Any] = {
    "as_of": "2026-09-30",
    "known_at": "2026-10-08",
    "note": {"zh": "口径", "en": "A note"},
    "figures": [
        {
            **DEFINITION,
            "value": 12,
            "inputs": {},
            "by": {
                "city_class": [
                    {"key": "leading", "label": {"zh": "先行引领", "en": "Leading"}, "value": 9, "fewer_than": None},
                    {
                        "key": "foundational",
                        "label": {"zh": "补短", "en": "Foundational"},
                        "value": None,
                        "fewer_than": 5,
                    },
                ]
            },
        }
    ],
    "demonstration": {"components": 2, "adoptions": 3},
}


def tables(document: dict[str, Any], language: str = "en", *, exactly: bool = False) -> list[Sheet]:
    return sheets_of(document, [DEFINITION], language, exactly=exactly, title="savings")


def test_figures_stand_above_their_breakdowns_and_what_is_suppressed_stays_empty():
    figures = tables(OVERVIEW)[0]

    assert [column.heading for column in figures.columns][:2] == ["Code", "Name"]
    assert [list(row) for row in figures.rows] == [
        ["running_reuse", "Running", "", "", None, 12, None, "adoptions"],
        ["running_reuse", "Running", "city_class", "leading", "Leading", 9, None, "adoptions"],
        ["running_reuse", "Running", "city_class", "foundational", "Foundational", None, 5, "adoptions"],
    ]


def test_rows_of_any_document_become_columns_with_what_lies_in_objects_beside():
    document = {
        "as_of": "2026-09-30",
        "rows": [
            {"component": "yunling/parking", "title": {"zh": "停车"}, "cost": {"low": "12.50", "high": "20.00"}},
            {"component": "haina/map", "since": "2026-01-02", "cities": ["a", "b"], "is_demo": True, "version": "1.10"},
        ],
    }

    savings = tables(document)[0]

    assert [column.heading for column in savings.columns][:3] == ["Component", "Title", "cost.low"]
    assert list(savings.rows[0]) == [
        "yunling/parking",
        "停车",
        Decimal("12.50"),
        Decimal("20.00"),
        None,
        None,
        None,
        None,
    ]
    assert list(savings.rows[1])[4:] == [date(2026, 1, 2), "a; b", "yes", "1.10"]
    assert savings.columns[2].format == "#,##0.00"


def test_a_sheet_says_of_which_day_by_what_was_known_and_what_was_suppressed():
    said = {str(row[0]): str(row[1]) for row in tables(OVERVIEW)[-2].rows}
    exact = {str(row[0]): str(row[1]) for row in tables(OVERVIEW, exactly=True)[-2].rows}

    assert (said["As of"], said["As known at"]) == ("2026-09-30", "2026-10-08")
    assert "fewer than 5" in said["Suppression"]
    assert "cities and administrators only" in exact["Suppression"]
    assert "no real city" in said["Demonstration data"]


def test_definitions_come_along_in_both_languages():
    for language in ("zh", "en"):
        row = tables(OVERVIEW, language)[-1].rows[0]

        assert list(row)[:5] == ["running_reuse", "运行中", "Running", "定义甲", "Definition A"]


def test_nothing_in_a_csv_becomes_a_formula_and_numbers_stay_numbers():
    sheet = tables({"as_of": "2026-09-30", "rows": [{"title": '=HYPERLINK("http://x")', "value": -3}]})[0]

    raw = csv_of(sheet)

    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))[1] == ['\'=HYPERLINK("http://x")', "-3"]


def test_a_workbook_keeps_numbers_formats_its_heading_and_no_formula():
    document = {
        "as_of": "2026-09-30",
        "rows": [{"title": "=1+1", "amount": "1234.50", "value": 7, "since": "2026-01-02"}],
    }

    book = load_workbook(io.BytesIO(xlsx_of(tables(document))))
    page = book.worksheets[0]

    assert [sheet.title for sheet in book.worksheets] == ["Savings", "About", "Definitions"]
    assert [cell.value for cell in page[2]][:3] == ["=1+1", 1234.5, 7]
    assert page["A2"].data_type == "s"
    assert page["B2"].number_format == "#,##0.00"
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold


def test_an_empty_document_is_a_table_without_rows():
    sheet = tables({"as_of": "2026-09-30", "rows": []})[0]

    assert list(sheet.rows) == []
    assert xlsx_of(tables({"as_of": "2026-09-30", "rows": []}))


def test_a_column_nobody_named_keeps_its_own_name():
    assert heading_of("publisher_province", "zh") == "发布方省份"
    assert heading_of("something_else", "zh") == "something_else"
