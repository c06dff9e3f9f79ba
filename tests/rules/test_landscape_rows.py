"""What a row of a landscape means, and what a file of rows may be."""

import io
import zipfile
from datetime import date

import pytest

from registry.kit.spreadsheets import guarded
from registry.landscapes.errors import TableUnreadable
from registry.landscapes.reading import encoding_of, format_of, read_table, unguarded
from registry.landscapes.rows import read_row
from registry.landscapes.vocabulary import COLUMNS, HEADINGS, TOLD_ONLY

TODAY = date(2026, 3, 2)


def wish(**cells: str):
    reading = read_row(2, {"component": "yunling/parking", **cells}, TODAY)
    assert reading.diagnostics == []
    return reading.wish


def codes(**cells: str) -> list[tuple[str, str]]:
    reading = read_row(2, {"component": "yunling/parking", **cells}, TODAY)
    assert reading.wish is None
    return [(found["column"], found["code"]) for found in reading.diagnostics]


@pytest.mark.parametrize("written", ["2025-06-01", "2025/6/1", "2025.06.01", "2025年6月1日"])
def test_days_are_read_as_people_write_them(written: str):
    assert wish(since=written).since == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("stage", "上线", "live"),
        ("stage", "Live", "live"),
        ("mode", "利旧", "integrate"),
        ("levels", "社区;市", ("city", "community")),
        ("departments", "公安局、交通局；公安局", ("公安局", "交通局")),
        ("version", "未知", None),
        ("version", "1.0", "1.0"),
    ],
)
def test_words_are_understood_in_chinese_and_english(column: str, written: str, meant: object):
    assert getattr(wish(**{column: written}), column) == meant


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("stage", "睡眠", "unknown_word"),
        ("levels", "市;省", "unknown_word"),
        ("since", "2025-02-30", "no_day"),
        ("since", "2026-03-03", "day_out_of_range"),
        ("since", "1989-12-31", "day_out_of_range"),
        ("scenario", "长" * 101, "too_long"),
        ("note", "a\u202eb", "invisible"),
        ("departments", ";".join(f"部门{number}" for number in range(51)), "too_many"),
    ],
)
def test_what_is_not_understood_is_named_by_column_and_code(column: str, written: str, code: str):
    assert codes(**{column: written}) == [(column, code)]


def test_every_mistake_of_a_row_is_told_at_once_in_both_languages():
    reading = read_row(7, {"stage": "x", "since": "y"}, TODAY)

    assert {found["column"] for found in reading.diagnostics} == {"component", "stage", "since"}
    assert all(found["line"] == 7 and {"zh", "en"} == set(found["message"]) for found in reading.diagnostics)


@pytest.mark.parametrize("cell", ["=1+1", "+2", "-3", "@a", "'=x", "''+x", "\ty", "plain", "'quoted'", "", "停车"])
def test_a_guarded_cell_comes_back_as_it_was_and_begins_no_formula(cell: str):
    written = guarded(cell)

    assert written[:1] not in set("=+-@\t\r")
    assert unguarded(written) == cell


def test_every_heading_that_is_written_is_read():
    for headings in ([*COLUMNS, *TOLD_ONLY], [HEADINGS[column][0] for column in (*COLUMNS, *TOLD_ONLY)]):
        rows = list(read_table(io.BytesIO(f"{','.join(headings)}\nyunling/parking\n".encode()), "csv", "utf-8"))
        assert rows[0].cells == {"component": "yunling/parking"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separators_of_spreadsheets_are_recognised(delimiter: str):
    content = delimiter.join(("component", "version")) + "\n" + delimiter.join(("a/b", "1.0"))

    [row] = read_table(io.BytesIO(content.encode()), "csv", "utf-8")

    assert row.cells == {"component": "a/b", "version": "1.0"}


def test_chinese_in_gb18030_is_never_taken_for_utf_8():
    for text, encoding in (("组件,版本", "gb18030"), ("组件,版本", "utf-8")):
        found = encoding_of(io.BytesIO(text.encode(encoding)))
        assert found == ("gb18030" if encoding == "gb18030" else "utf-8-sig")


def test_what_unpacks_beyond_measure_is_refused_before_it_is_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sheet.xml", "w") as member:
        for _ in range(300):
            member.write(b"0" * 1024 * 1024)

    with pytest.raises(TableUnreadable, match="beyond measure"):
        list(read_table(bomb, format_of(bomb), None))


def test_a_document_that_names_entities_is_refused():
    book = io.BytesIO()
    laugh = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Types>&b;</Types>'
    with zipfile.ZipFile(book, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "_rels/.rels"):
            archive.writestr(name, laugh)

    with pytest.raises(TableUnreadable, match="no workbook"):
        list(read_table(book, "xlsx", None))


def test_no_more_than_a_hundred_thousand_rows_are_taken():
    content = b"component\n" + b"a/b\n" * 100_001

    with pytest.raises(TableUnreadable, match="more than 100000 rows"):
        for _ in read_table(io.BytesIO(content), "csv", "utf-8"):
            pass
