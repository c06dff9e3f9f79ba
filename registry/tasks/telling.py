"""How something that waits is told: what, since when, until when, how urgent. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from registry.kit.errors import Bilingual
from registry.tasks.vocabulary import URGENCIES

SOON_DAYS: Final = 7
"""What is due within a week is urgent."""

Names = Mapping[str, str]
"""A name by language, as people wrote it."""


class Task(NamedTuple):
    """Something that waits for an organisation. `about` names the matter, `address` is the page to do it on."""

    kind: str
    about: str
    title: Bilingual
    since: date
    due_on: date | None
    urgency: str
    address: str

    @property
    def place(self) -> tuple[int, str, str, str, str]:
        """Sorts the most urgent first, then by the day it is due, then what has waited longest; each in one place."""
        due_on = self.due_on or date.max
        return URGENCIES.index(self.urgency), due_on.isoformat(), self.since.isoformat(), self.kind, self.about

    def document(self) -> dict[str, Any]:
        return {**self._asdict(), "title": self.title._asdict()}


def urgency_of(due_on: date | None, today: date, otherwise: str = "normal") -> str:
    """High for what is overdue or due within a week; else what its kind says."""
    return "high" if due_on is not None and due_on <= today + timedelta(days=SOON_DAYS) else otherwise


def named(zh: str, en: str, *names: Names) -> Bilingual:
    """A sentence about things that people named, each in the language of the sentence as far as it has a name there."""
    return Bilingual(zh.format(*(_in(one, "zh") for one in names)), en.format(*(_in(one, "en") for one in names)))


def _in(names: Names, language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")
