"""What the cities of the demonstration lack, registered, moved and closed, each on its day."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.demonstration.happenings import Happening, on_day
from registry.demonstration.reading import read
from registry.gaps.actions import change_gap, close_gap, register_gap
from registry.gaps.documents import gap_document
from registry.gaps.models import Gap
from registry.gaps.queries import get_gap
from registry.kit.actor import CONSOLE
from registry.kit.documents import render
from registry.organisations.models import Organisation


def lacking() -> Iterator[Happening]:
    """The gaps of `gaps.yaml`."""
    for told in read("gaps")["gaps"]:
        said = {key: told[key] for key in ("problem", "title", "domain", "severity", "basis")}
        scenario = {"scenario": told["scenario"]} if "scenario" in told else {}
        yield on_day(told["on"], register_gap, slug=told["city"], due_on=told["until"], **scenario, **said)
        if moved := told.get("moved"):
            yield Happening(moved["on"], _moved(told, moved))
        if closed := told.get("closed"):
            yield Happening(closed["on"], _closed(told, closed))


def _moved(told: Mapping[str, Any], moved: Mapping[str, Any]) -> Callable[[Session], object]:
    def act(session: Session) -> object:
        gap = _find(session, told)
        present = gap_document(gap)
        said = {name: present[name] for name in ("title", "description", "severity")}
        return change_gap(
            session,
            CONSOLE,
            slug=told["city"],
            gap_id=gap.public_id,
            expected_tag=render(present).etag,
            due_on=moved["until"],
            reason=moved["reason"],
            **said,
        )

    return act


def _closed(told: Mapping[str, Any], closed: Mapping[str, Any]) -> Callable[[Session], object]:
    evidence = [{"title": closed["reason"], "url": closed["link"]}] if "link" in closed else []

    def act(session: Session) -> object:
        gap = _find(session, told)
        return close_gap(
            session, CONSOLE, slug=told["city"], gap_id=gap.public_id, evidence=evidence, reason=closed["reason"]
        )

    return act


def _find(session: Session, told: Mapping[str, Any]) -> Gap:
    """A gap by its city and title, with all that its document names."""
    named = select(Gap.public_id).join(Organisation, Organisation.id == Gap.organisation_id)
    query = named.where(Organisation.slug == told["city"], Gap.title == told["title"])
    return get_gap(session, CONSOLE, told["city"], session.scalars(query).one())
