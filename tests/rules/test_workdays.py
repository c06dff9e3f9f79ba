"""Counting in working days, and reading a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.kit.errors import PayloadInvalid
from registry.workdays.counting import add_working_days, is_working
from registry.workdays.reading import read_calendar

MONDAY = date(2026, 3, 2)
HOLIDAYS = {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True}
"""A made-up week off, with the Saturday after it worked in exchange."""


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, date(2026, 3, 3)),
        (MONDAY, 4, date(2026, 3, 6)),
        (MONDAY, 5, date(2026, 3, 9)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 8), 5, date(2026, 3, 13)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 2, date(2026, 10, 9)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_working_days_are_counted_past_weekends_and_holidays(start: date, n: int, end: date):
    assert add_working_days(start, n, HOLIDAYS) == end


@given(
    some.dates(date(2020, 1, 1), date(2035, 1, 1)),
    some.integers(1, 60),
    some.dictionaries(some.dates(date(2020, 1, 1), date(2035, 12, 31)), some.booleans(), max_size=60),
)
def test_between_a_day_and_the_one_counted_to_lie_just_so_many_working_days(start: date, n: int, special: dict):
    end = add_working_days(start, n, special)

    passed = [start + timedelta(days=past) for past in range(1, (end - start).days + 1)]
    assert sum(is_working(day, special) for day in passed) == n
    assert is_working(end, special)


def test_a_calendar_is_read_in_either_encoding():
    text = "day,is_working,name_zh,name_en\n2026-10-01,休,国庆节,National Day\n\n2026-10-10,班,调休,\n"

    found = read_calendar(text.encode("gb18030"))

    assert found == read_calendar(text.encode("utf-8-sig"))
    assert [(str(line.day), line.is_working, line.name) for line in found] == [
        ("2026-10-01", False, {"zh": "国庆节", "en": "National Day"}),
        ("2026-10-10", True, {"zh": "调休"}),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "/lines/1"),
        ("date,worked\n2026-10-01,0", "/lines/1"),
        ("day,is_working,name_zh,fee\n", "/lines/1"),
        ("day,is_working,name_zh\n2026-13-01,0,国庆节", "/lines/2"),
        ("day,is_working,name_zh\n2026-W40-1,0,国庆节", "/lines/2"),
        ("day,is_working,name_zh\n2026-10-01,maybe,国庆节", "/lines/2"),
        ("day,is_working,name_zh\n2026-10-01,0,", "/lines/2"),
        ("day,is_working,name_zh\n2026-10-01,0", "/lines/2"),
        ("day,is_working,name_zh\n2026-10-01,0,国\a庆", "/lines/2"),
        ("day,is_working,name_zh\n2026-10-01,0,国庆节\n2026-10-01,1,调休", "/lines/3"),
        ("day,is_working\n" + "2026-10-01,0\n" * 1001, "/lines/1001"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, place: str):
    with pytest.raises(PayloadInvalid) as declined:
        read_calendar(text.encode())

    assert declined.value.errors[0].pointer == place


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(PayloadInvalid):
        read_calendar(b"\xff\xfe\x00day")
