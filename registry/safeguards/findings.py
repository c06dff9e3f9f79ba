"""What a detector hands over: something that looks like a game, and what makes it look so."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Nothing follows from it by itself: a person decides.

    `fingerprint` names what it is about and stays the same however often it is found; `parties` are the ids of those
    concerned, who see it. Where an operating entity is among them, `signals` and `records` name no adoption of a city.
    A signal is a code with the values that its sentence is filled with.
    """

    game: str
    fingerprint: str
    parties: frozenset[int]
    signals: list[dict[str, Any]]
    records: list[dict[str, str]] = field(default_factory=list)
    suggested_factor: float | None = None
    is_demo: bool = False


def records_of(kind: str, ids: list[Any]) -> list[dict[str, str]]:
    """References to records of one kind, the first fifty."""
    return [{"kind": kind, "id": str(identifier)} for identifier in ids[:50]]
