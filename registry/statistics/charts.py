"""Figures over time as drawings. Pure; SVG without scripts and without styles, every text escaped.

A drawing says in words what it shows; the table beside it holds the same numbers for whoever does not see it.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

WIDTH: Final = 560
HEIGHT: Final = 220
LEFT: Final = 64
RIGHT: Final = 16
TOP: Final = 34
BOTTOM: Final = 34
INK: Final = "#0b0c0c"
QUIET: Final = "#505a5f"
GRID: Final = "#d0d4da"
LINE: Final = "#0b3d62"
AREA: Final = "#dbe7f1"
STEPS: Final = (1, 2, 2.5, 5, 10)
MARKED_UP_TO: Final = 40
"""With more points than this, a mark at each would be a smear."""

LABELS: Final = 6
_UNITS: Final = {
    "zh": ((100_000_000, "亿"), (10_000, "万")),
    "en": ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k")),
}


class Point(NamedTuple):
    """What held at a time; None where it is not told."""

    label: str
    value: float | None


def line_chart(name: str, title: str, description: str, points: Sequence[Point], language: str) -> str:
    """A figure over time. `name` makes the ids of the drawing its own among several on a page."""
    highest = nice_top(max((point.value for point in points if point.value is not None), default=0))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby={quoteattr(f"{name}-title {name}-description")} '
        'font-family="sans-serif" font-size="12">',
        f"<title id={quoteattr(f'{name}-title')}>{escape(title)}</title>",
        f"<desc id={quoteattr(f'{name}-description')}>{escape(description)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="8" y="20" font-size="14" font-weight="bold" fill="{INK}">{escape(title)}</text>',
        *_scale(highest, language),
        *_times(points),
        *_runs(points, highest),
        *_marks(points, highest, language),
    ]
    return "\n".join((*parts, "</svg>"))


def nice_top(highest: float) -> float:
    """The end of a scale for values up to this one: a round number, at least 4 so that its quarters are whole."""
    if highest <= 4:
        return 4
    power = 10.0 ** math.floor(math.log10(highest))
    return next(step * power for step in STEPS if step * power >= highest)


def short(value: float, language: str) -> str:
    """A number for a scale: 12,000 is 1.2 万 in Chinese and 12 k in English."""
    for unit, sign in _UNITS.get(language, ()):
        if abs(value) >= unit:
            return f"{value / unit:,.4g} {sign}"
    return f"{value:,.4g}" if value != int(value) else f"{int(value):,}"


def _scale(highest: float, language: str) -> Iterator[str]:
    for quarter in range(5):
        value = highest * quarter / 4
        y = _y(value, highest)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>'
        shown = escape(short(value, language))
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{QUIET}">{shown}</text>'


def _times(points: Sequence[Point]) -> Iterator[str]:
    if not points:
        return
    every = max(1, math.ceil(len(points) / LABELS))
    for place in range(0, len(points), every):
        anchor = "start" if place == 0 else "end" if place == len(points) - 1 else "middle"
        x, label = _x(place, len(points)), escape(points[place].label)
        yield f'<text x="{x:.1f}" y="{HEIGHT - 12}" text-anchor="{anchor}" fill="{QUIET}">{label}</text>'


def _runs(points: Sequence[Point], highest: float) -> Iterator[str]:
    """The line, broken where nothing is told, over its ground."""
    for run in _unbroken(points):
        places = [f"{_x(place, len(points)):.1f},{_y(value, highest):.1f}" for place, value in run]
        first, last = _x(run[0][0], len(points)), _x(run[-1][0], len(points))
        ground = _y(0, highest)
        if len(run) > 1:
            outline = f"{first:.1f},{ground:.1f} {' '.join(places)} {last:.1f},{ground:.1f}"
            yield f'<polygon points="{outline}" fill="{AREA}"/>'
            yield f'<polyline points="{" ".join(places)}" fill="none" stroke="{LINE}" stroke-width="2"/>'


def _marks(points: Sequence[Point], highest: float, language: str) -> Iterator[str]:
    told = [(place, point) for place, point in enumerate(points) if point.value is not None]
    marked = told if len(told) <= MARKED_UP_TO else told[-1:]
    for place, point in marked:
        x, y = _x(place, len(points)), _y(point.value or 0, highest)
        said = escape(f"{point.label}: {point.value:,}")
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{LINE}"><title>{said}</title></circle>'
    if told:
        place, point = told[-1]
        x, y = _x(place, len(points)), max(_y(point.value or 0, highest) - 8, TOP - 2)
        shown = escape(short(point.value or 0, language))
        yield f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="end" font-weight="bold" fill="{INK}">{shown}</text>'


def _unbroken(points: Sequence[Point]) -> Iterator[list[tuple[int, float]]]:
    run: list[tuple[int, float]] = []
    for place, point in enumerate(points):
        if point.value is not None:
            run.append((place, point.value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _x(place: int, number: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place / (number - 1) if number > 1 else 1)


def _y(value: float, highest: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * max(value, 0) / highest
