"""A landscape as a drawing: domains against stages, a circle for what stands there. Pure; SVG without scripts."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from registry.adoption.vocabulary import STAGES

SHOWN: Final = tuple(stage for stage in STAGES if stage != "retired")
COLOURS: Final = {
    "planned": "#5b6b8c",
    "approved": "#7a5195",
    "pilot": "#8a5a00",
    "live": "#1f6f43",
    "suspended": "#a4332d",
}
"""Told apart by lightness too, and each dark enough to carry white figures."""

LEFT: Final = 210
TOP: Final = 70
COLUMN: Final = 130
ROW: Final = 56
RADIUS: Final = 24
OTHER: Final = "#1b1b1b"

Cell = tuple[str, str]
"""A domain and a stage."""


class Words(NamedTuple):
    """What the drawing says, in the reader's language."""

    title: str
    description: str
    domains: Mapping[str, str]
    stages: Mapping[str, str]
    here: str
    there: str | None = None


def count_cells(entries: Iterable[tuple[str, str]]) -> Counter[Cell]:
    """How many uses stand in each domain and stage."""
    return Counter((domain, stage) for domain, stage in entries if stage in SHOWN)


def plot(here: Mapping[Cell, int], there: Mapping[Cell, int] | None, words: Words) -> str:
    """The drawing. Circles grow by their area; a second landscape stands beside the first, in outline."""
    domains = sorted({domain for domain, _ in (*here, *(there or {}))}, key=lambda code: (code == "unspecified", code))
    width, height = (
        LEFT + COLUMN * len(SHOWN) + 20,
        TOP + ROW * max(len(domains), 1) + (50 if there is not None else 20),
    )
    most = max((*here.values(), *(there or {}).values()), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="plot-title plot-description" font-family="sans-serif" font-size="13">',
        f'<title id="plot-title">{escape(words.title)}</title>',
        f'<desc id="plot-description">{escape(words.description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="10" y="26" font-size="16" font-weight="bold" fill="#1b1b1b">{escape(words.title)}</text>',
        *_frame(domains, words, width),
    ]
    for row, domain in enumerate(domains):
        for column, stage in enumerate(SHOWN):
            x, y = LEFT + COLUMN * column + COLUMN // 2, TOP + ROW * row + ROW // 2
            parts += _place(here, there, (domain, stage), x, y, most, words)
    if there is not None:
        parts += _legend(words, height)
    return "\n".join((*parts, "</svg>\n"))


def _frame(domains: Sequence[str], words: Words, width: int) -> list[str]:
    bottom = TOP + ROW * max(len(domains), 1)
    lines = [
        f'<text x="{LEFT + COLUMN * place + COLUMN // 2}" y="{TOP - 12}" text-anchor="middle" fill="#1b1b1b">'
        f"{escape(words.stages[stage])}</text>"
        for place, stage in enumerate(SHOWN)
    ]
    for row, domain in enumerate(domains):
        y = TOP + ROW * row
        named = words.domains.get(domain, domain)
        shown = named if len(named) <= 26 else f"{named[:25]}…"
        lines += [
            f'<line x1="10" y1="{y}" x2="{width - 10}" y2="{y}" stroke="#d0d4da"/>',
            f'<text x="10" y="{y + ROW // 2 + 4}" fill="#1b1b1b">{escape(shown)}</text>',
        ]
    return [*lines, f'<line x1="10" y1="{bottom}" x2="{width - 10}" y2="{bottom}" stroke="#d0d4da"/>']


def _place(
    here: Mapping[Cell, int], there: Mapping[Cell, int] | None, cell: Cell, x: int, y: int, most: int, words: Words
) -> list[str]:
    mine, theirs = here.get(cell, 0), (there or {}).get(cell, 0)
    aside = 28 if there is not None else 0
    named = f"{words.domains.get(cell[0], cell[0])}, {words.stages[cell[1]]}"
    drawn: list[str] = []
    if mine:
        drawn += _circle(x - aside, y, mine, most, COLOURS[cell[1]], "#ffffff", f"{words.here}: {named}: {mine}")
    if theirs:
        drawn += _circle(x + aside, y, theirs, most, "none", OTHER, f"{words.there}: {named}: {theirs}")
    return drawn


def _circle(x: int, y: int, amount: int, most: int, fill: str, ink: str, said: str) -> list[str]:
    radius = max(10.0, RADIUS * math.sqrt(amount / most))
    stroke = f' stroke="{ink}" stroke-width="2"' if fill == "none" else ""
    return [
        f'<g><title>{escape(said)}</title><circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{fill}"{stroke}/>'
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" font-size="12" fill="{ink}">{amount}</text></g>'
    ]


def _legend(words: Words, height: int) -> list[str]:
    y = height - 22
    return [
        f'<circle cx="20" cy="{y}" r="8" fill="{COLOURS["live"]}"/>',
        f'<text x="36" y="{y + 4}" fill="#1b1b1b">{escape(words.here)}</text>',
        f'<circle cx="320" cy="{y}" r="8" fill="none" stroke="{OTHER}" stroke-width="2"/>',
        f'<text x="336" y="{y + 4}" fill="#1b1b1b">{escape(words.there or "")}</text>',
    ]
