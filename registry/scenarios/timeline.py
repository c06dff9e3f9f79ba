"""A roadmap as a drawing: months against planned adoptions, where each is planned and where it got. Pure SVG."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

LEFT: Final = 220
TOP: Final = 46
ROW: Final = 34
MONTH: Final = 64
MOST_MONTHS: Final = 36
COLOURS: Final = {"planned": "#5b6b8c", "late": "#a4332d", "begun": "#8a5a00", "live": "#1f6f43"}


class Bar(NamedTuple):
    """One planned adoption: its name and status, the day first planned, that planned now, and that reached, if any."""

    name: str
    status: str
    first: date
    planned: date
    reached: date | None


class Words(NamedTuple):
    """What the drawing says, in the reader's language."""

    title: str
    description: str
    statuses: Mapping[str, str]


def draw(bars: Sequence[Bar], today: date, words: Words) -> str:
    """The drawing: a line from the day first planned to where it stands, a ring where planned, a disc where reached."""
    days = [today, *(day for bar in bars for day in (bar.first, bar.planned, bar.reached) if day)]
    months = months_between(min(days), max(days))
    width, height = LEFT + MONTH * len(months) + 20, TOP + ROW * max(len(bars), 1) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="road-title road-description" font-family="sans-serif" font-size="13">',
        f'<title id="road-title">{escape(words.title)}</title>',
        f'<desc id="road-description">{escape(words.description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_axis(months, height),
        *_today(_across(today, months), height),
    ]
    for place, bar in enumerate(bars):
        parts += _bar(bar, months, TOP + ROW * place + ROW // 2, today, words)
    return "".join([*parts, "</svg>"])


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from one day's to another's; the later ones where there are too many to draw."""
    found = [first.replace(day=1)]
    while found[-1] < last.replace(day=1):
        found.append(_following(found[-1]))
    return found[-MOST_MONTHS:]


def _following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _across(day: date, months: Sequence[date]) -> float:
    """Where a day stands from left to right; what lies before the first month stands at its beginning."""
    if day < months[0]:
        return LEFT
    month = day.replace(day=1)
    share = (day - month).days / (_following(month) - month).days
    return LEFT + MONTH * (months.index(month) + share)


def _axis(months: Sequence[date], height: int) -> list[str]:
    found = []
    for place, month in enumerate(months):
        x = LEFT + MONTH * place
        found.append(f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{height - 8}" stroke="#d5dae3"/>')
        found.append(f'<text x="{x + 3}" y="{TOP - 16}" fill="#1b1b1b">{month:%Y-%m}</text>')
    return found


def _today(x: float, height: int) -> list[str]:
    return [
        f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 8}" stroke="#1b1b1b" stroke-dasharray="4 3"/>'
    ]


def _bar(bar: Bar, months: Sequence[date], y: int, today: date, words: Words) -> list[str]:
    colour = COLOURS[bar.status]
    begin, end = (_across(day, months) for day in (bar.first, bar.reached or max(bar.planned, today)))
    low, high = sorted((begin, end))
    planned = _across(bar.planned, months)
    said = f"{bar.name} · {words.statuses[bar.status]}"
    shown = bar.name if len(bar.name) <= 26 else f"{bar.name[:25]}…"
    found = [
        f"<g><title>{escape(said)}</title>",
        f'<text x="8" y="{y + 4}" fill="#1b1b1b">{escape(shown)}</text>',
        f'<line x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}" stroke="{colour}" stroke-width="4"/>',
        f'<circle cx="{planned:.1f}" cy="{y}" r="7" fill="#ffffff" stroke="{colour}" stroke-width="2.5"/>',
    ]
    if bar.reached:
        found.append(f'<circle cx="{end:.1f}" cy="{y}" r="5" fill="{colour}"/>')
    return [*found, "</g>"]
