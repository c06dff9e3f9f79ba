"""Figures over time as drawings without scripts."""

from xml.etree import ElementTree

import pytest

from registry.statistics.charts import Point, line_chart, nice_top, short

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*values: float | None, title: str = "Reuse") -> ElementTree.Element:
    points = [Point(f"2026-{month:02}", value) for month, value in enumerate(values, start=1)]
    return ElementTree.fromstring(line_chart("reuse", title, "From January on.", points, "en"))  # noqa: S314 — our own text


def test_a_drawing_has_a_name_and_a_description_of_its_own():
    svg = drawn(1, 2)

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "reuse-title reuse-description"
    assert [svg.findtext(f"{SVG}{part}") for part in ("title", "desc")] == ["Reuse", "From January on."]


def test_every_point_is_marked_and_said():
    assert [mark.findtext(f"{SVG}title") for mark in drawn(1, 5, 3).iter(f"{SVG}circle")] == [
        "2026-01: 1",
        "2026-02: 5",
        "2026-03: 3",
    ]


def test_what_is_not_told_breaks_the_line():
    assert len(list(drawn(1, 2, None, 3, 4).iter(f"{SVG}polyline"))) == 2


def test_nothing_to_draw_is_a_frame():
    assert list(drawn().iter(f"{SVG}polyline")) == []
    assert list(drawn(None, None).iter(f"{SVG}circle")) == []


def test_a_title_cannot_bring_in_a_script():
    assert drawn(1, title="<script>alert(1)</script>").findtext(f"{SVG}title") == "<script>alert(1)</script>"


def test_nothing_in_a_drawing_needs_a_style_or_a_script():
    text = ElementTree.tostring(drawn(*range(100)), encoding="unicode")

    assert "style=" not in text
    assert "<script" not in text


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 4), (3, 4), (4, 4), (7, 10), (12, 20), (21, 25), (49, 50), (1001, 2000)]
)
def test_a_scale_ends_at_a_round_number(highest: float, top: float):
    assert nice_top(highest) == top


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [(0, "zh", "0"), (12_000, "zh", "1.2 万"), (12_000, "en", "12 k"), (2.5, "en", "2.5"), (300_000_000, "zh", "3 亿")],
)
def test_scales_count_as_readers_do(value: float, language: str, said: str):
    assert short(value, language) == said
