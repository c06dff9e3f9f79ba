"""What is reused most: components, publishers, adopters, domains, kinds, classes and provinces."""

import heapq
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component
from registry.catalogue.visibility import hidden_ids
from registry.kit.actor import Actor
from registry.statistics.answering import Row, Value, answer, labels, tell_one, told_columns
from registry.statistics.asking import Question
from registry.statistics.figures.ranking import places
from registry.statistics.queries.places import names_of_cities, province_names
from registry.statistics.queries.running import running_by
from registry.statistics.suppression import Told, tell
from registry.statistics.wording import Texts, wording
from registry.taxonomies.queries import current_taxonomies

BY: Final = {
    "components": "component",
    "publishers": "publisher",
    "adopters": "adopter",
    "domains": "domain",
    "kinds": "kind",
    "classes": "city_class",
    "provinces": "province",
}
"""By what is ranked, and the dimension that it is counted in."""

OF_CITIES: Final = frozenset({"classes", "provinces"})


def read_ranking(session: Session, actor: Actor, question: Question, *, by: str, limit: int) -> dict[str, Any]:
    """The first `limit` by running reuse; equal ones share a place. Adopters are ranked for those who see landscapes.

    To others small counts of components and publishers are told as fewer than five, all in one place. Raises
    TokenRequired, LandscapeHidden.
    """
    if by == "adopters":
        require_landscapes(actor)
    amounts = running_by(session, question, BY[by])
    total = sum(amounts.values())
    if by == "components":
        hidden = {str(identifier) for identifier in session.scalars(hidden_ids(actor))}
        amounts = {key: amount for key, amount in amounts.items() if key not in hidden}
    exactly = actor.sees_landscapes
    told = _told(by, amounts, exactly=exactly)
    names = _names(session, by, _first(told, limit))
    rows = _rows({key: told[key] for key in sorted(names, key=lambda key: (*_order(told[key]), names[key][0]))}, names)
    values = {
        "ranked": Value(len(amounts), {"shown": len(rows)}),
        "running_reuse": Value(total),
    }
    return answer("rankings", question, [{"by": by, **row} for row in rows], values, exactly=exactly)


def _told(by: str, amounts: Mapping[str, int], *, exactly: bool) -> dict[str, Told]:
    """Classes and provinces are breakdowns of a known sum; of the others each stands for itself."""
    if by in OF_CITIES:
        return tell(amounts, exactly=exactly)
    if by in {"domains", "kinds"}:
        return tell(amounts, exactly=True)
    return {key: tell_one(amount, exactly=exactly) for key, amount in amounts.items()}


def _first(told: Mapping[str, Told], limit: int) -> list[str]:
    """The keys of the first places. What is suppressed is in no order of its size: that would tell it."""
    return heapq.nsmallest(limit, told, key=lambda key: (*_order(told[key]), key.zfill(20)))


def _order(told: Told) -> tuple[int, ...]:
    return (-(told.value or 0),)


def _rows(told: Mapping[str, Told], names: Mapping[str, tuple[str, Texts]]) -> list[Row]:
    ranks = places([told[key].value or 0 for key in told])
    return [
        {
            "place": place,
            "key": names[key][0],
            "label": names[key][1],
            **told_columns("running", told[key]),
        }
        for place, key in zip(ranks, told, strict=True)
    ]


def _names(session: Session, by: str, keys: list[str]) -> dict[str, tuple[str, Texts]]:
    """What the keys are called: the name by which the rest of the API knows them, and one to read."""
    if by in {"publishers", "adopters"}:
        return {str(city): found for city, found in names_of_cities(session, {int(key) for key in keys}).items()}
    if by == "components":
        rows = session.execute(
            select(Component.id, Component.full_name, Component.details).where(
                Component.id.in_([int(key) for key in keys])
            )
        )
        return {str(row.id): (row.full_name, row.details["title"]) for row in rows}
    known = _labels(session, by)
    return {key: (key, known.get(key, {"zh": key})) for key in keys}


def _labels(session: Session, by: str) -> Mapping[str, Texts]:
    if by == "domains":
        return labels(
            "domain", {code: each.name for code, each in current_taxonomies(session)["domains"].concepts.items()}
        )
    if by == "provinces":
        return labels("province", province_names(session))
    return wording().labels["kind" if by == "kinds" else "city_class"]
