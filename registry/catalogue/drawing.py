"""A graph of requirements as a tree to read and as places on a drawing. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

COLUMN: Final = 260
ROW: Final = 48
BOX: Final = (200, 32)
MARGIN: Final = 8
DRAWN: Final = 40
"""Components on a drawing; beyond that it is a thicket, and the list tells more."""

Link = tuple[str, str]
"""(nearer, farther): from a component to one that it leads to."""


class Branch(NamedTuple):
    """A component and what it leads to; `again` where that is shown at another place already."""

    component: str
    again: bool
    below: "list[Branch]"


class Place(NamedTuple):
    """A component's box: its upper left corner."""

    component: str
    x: int
    y: int


class Stroke(NamedTuple):
    """A line between two boxes."""

    x1: int
    y1: int
    x2: int
    y2: int


class Drawing(NamedTuple):
    width: int
    height: int
    places: list[Place]
    strokes: list[Stroke]


def tree_of(root: str, links: Iterable[Link]) -> Branch:
    """Everything that the root leads to, each with what it leads to once: where it stands nearest to the root."""
    onward: dict[str, list[str]] = defaultdict(list)
    for nearer, farther in sorted(links):
        onward[nearer].append(farther)
    branches = {root: Branch(root, False, [])}
    front = [root]
    while front:
        following: list[str] = []
        for name in front:
            for child in onward[name]:
                again = child in branches
                branch = Branch(child, again and bool(onward[child]), [])
                branches[name].below.append(branch)
                if not again:
                    branches[child] = branch
                    following.append(child)
        front = following
    return branches[root]


def draw(root: str, links: Sequence[Link]) -> Drawing | None:
    """A column for each step of the longest way from the root, so that every line leads to the right; None for what is
    alone or too much. What requires one another never goes round, so there is a longest way."""
    if not 1 < len({root, *(farther for _, farther in links)}) <= DRAWN:
        return None
    columns: dict[int, list[str]] = defaultdict(list)
    for name, column in sorted(_columns(root, links).items()):
        columns[column].append(name)
    tallest = max(map(len, columns.values()))
    places = {
        name: Place(name, MARGIN + depth * COLUMN, MARGIN + row * ROW + (tallest - len(names)) * ROW // 2)
        for depth, names in sorted(columns.items())
        for row, name in enumerate(names)
    }
    width, height = BOX
    strokes = [
        Stroke(
            places[nearer].x + width, places[nearer].y + height // 2, places[farther].x, places[farther].y + height // 2
        )
        for nearer, farther in sorted(links)
    ]
    return Drawing(
        2 * MARGIN + max(columns) * COLUMN + width,
        2 * MARGIN + (tallest - 1) * ROW + height,
        [*places.values()],
        strokes,
    )


def _columns(root: str, links: Sequence[Link]) -> dict[str, int]:
    """How long the longest way from the root to each component is."""
    columns, front = {root: 0}, {root}
    for column in range(1, len(links) + 1):
        # Who is reached once more, by a longer way, moves on to the right.
        front = {farther for nearer, farther in links if nearer in front}
        columns.update(dict.fromkeys(front, column))
    return columns
