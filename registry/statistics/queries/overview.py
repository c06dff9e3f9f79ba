"""The overview: what is kept, put together."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.queries import require_landscapes
from registry.events.queries import consumer_position
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.organisations.models import Division
from registry.statistics.asking import Question, read_question
from registry.statistics.naming import UNKNOWN_PROVINCE
from registry.statistics.overview import Kept, Names, describe_overview
from registry.statistics.queries.distinct import cities_counted, components_reused
from registry.statistics.queries.kept import CONSUMER, amounts, calls_between, corrections
from registry.taxonomies.queries import current_taxonomies

SUPPLY: Final = ("status", "kind", "domain", "action", "platform", "license", "demonstration")
UPTAKE: Final = ("stage", "version", "demonstration", "open")
REUSE: Final = (
    *("stage", "version", "kind", "domain", "mode", "action", "platform", "license", "lens"),
    *("city_class", "province", "flow"),
)
"""The dimensions that the overview tells; from which province to which is told by the flows alone."""


def read_overview(session: Session, actor: Actor, question: Question | None = None) -> dict[str, Any]:
    """The overview as this caller may know it: see `registry.statistics.overview.describe_overview`.

    Raises TokenRequired and LandscapeHidden for filters by province or class, which could point at a city.
    """
    asked = question or read_question({}, today_of(session))
    require_wide(actor, asked)
    kept = _kept(session, asked)
    return describe_overview(
        kept,
        question=asked,
        position=consumer_position(session, CONSUMER),
        corrections=corrections(session, asked),
        names=Names(
            province_names(session, {key for name, key in kept.reuse if name == "province"}),
            concept_names(session, "domains"),
            concept_names(session, "actions"),
        ),
        exactly=actor.sees_landscapes,
    )


def require_wide(actor: Actor, question: Question) -> None:
    """Refuse filters that could point at a city to whoever may not see which city runs what."""
    if question.province is not None or question.city_class is not None:
        require_landscapes(actor)


def _kept(session: Session, question: Question) -> Kept:
    anywhere, on_shelf = components_reused(session, question)
    return Kept(
        components=amounts(session, "components", question, SUPPLY),
        versions=amounts(session, "versions", question, ("state",)),
        adoptions=amounts(session, "adoptions", question, UPTAKE),
        reuse=amounts(session, "reuse", question, REUSE),
        calls=calls_between(session, question, _a_year_before(question.as_of), question.as_of),
        reusing_cities=len(cities_counted(session, "city", question)),
        publishing_cities=len(cities_counted(session, "supplier", question)),
        components_reused=anywhere,
        components_on_shelf_reused=on_shelf,
    )


def _a_year_before(day: date) -> date:
    """A day in the first of the twelve months that end with the day's."""
    month = day.month % 12 + 1
    return date(day.year if month == 1 else day.year - 1, month, 1)


def concept_names(session: Session, taxonomy: str) -> dict[str, dict[str, str]]:
    """The concepts of a taxonomy with their names, in their order."""
    return {code: concept.name for code, concept in current_taxonomies(session)[taxonomy].concepts.items()}


def province_names(session: Session, codes: Collection[str]) -> dict[str, str]:
    """The names of provinces, by code."""
    rows = session.execute(
        select(Division.code, Division.name).where(Division.code.in_(set(codes) - {UNKNOWN_PROVINCE}))
    )
    return {code: name for code, name in rows}
