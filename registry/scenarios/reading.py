"""What a caller is shown of lists, coverage and roadmaps: the whole of them, or what everybody may know."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.adoption.queries import require_landscapes
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.documents import render
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.scenarios import covering, queries
from registry.scenarios.documents import coverage_document, item_document, opening_document, public_document
from registry.scenarios.models import ListedScenario, ScenarioOpening
from registry.scenarios.opening_documents import announced_document, roadmap_document
from registry.taxonomies.queries import follow


def item_shown(session: Session, actor: Actor, item: ListedScenario) -> dict[str, Any]:
    """An item of a list as this caller is shown it, with how its solution stands today."""
    return items_shown(session, actor, [item])[0]


def items_shown(session: Session, actor: Actor, items: Sequence[ListedScenario]) -> list[dict[str, Any]]:
    """The same for several items of one city: as many questions as for one."""
    openings = queries.openings_of(session, items)
    if not items or not actor.sees_landscapes:
        return [public_document(item, *_announced(session, item, openings)) for item in items]
    stands = queries.stands_of(session, items, today_of(session))
    named = {part.component.id for parts in stands.values() for part in parts}
    named |= {row.source_id for item in items for row in item.data_items if row.source_id}
    hidden = _hidden(session, actor, items[0].city_id, named)
    return [item_document(item, *_announced(session, item, openings), stands[item.id], hidden) for item in items]


def _announced(
    session: Session, item: ListedScenario, openings: Mapping[int, ScenarioOpening]
) -> tuple[str | None, dict[str, Any] | None]:
    """The domain of an item in the edition in force, and what is announced of it."""
    opening = openings.get(item.id)
    shown = opening_document(opening, is_open=takes_responses(opening, today_of(session))) if opening else None
    return domain_today(session, item), shown


def item_tag(session: Session, actor: Actor, item: ListedScenario) -> str:
    """The tag of what this caller is shown: what a change of his builds on."""
    return render(item_shown(session, actor, item)).etag


def coverage_shown(session: Session, actor: Actor, city: Organisation, as_of: date | None) -> dict[str, Any]:
    """A city's coverage at the end of a day, today unless said. For cities and administrators.

    Raises LandscapeHidden, and PayloadInvalid for a day to come.
    """
    require_landscapes(actor)
    today = today_of(session)
    if as_of is not None and as_of > today:
        raise PayloadInvalid.of("/as_of", "日期不能晚于今天。", "The day must not lie in the future.")
    day = as_of or today
    coverage = queries.coverage_of(session, city.id, day)
    named = {part.component.id for record in coverage.records for part in record.parts}
    return coverage_document(
        coverage,
        organisation=city.slug,
        as_of=day.isoformat(),
        period_from=covering.period_of(day).isoformat(),
        hidden=_hidden(session, actor, city.id, named),
    )


def roadmap_shown(session: Session, actor: Actor, city: Organisation) -> dict[str, Any]:
    """A city's roadmap and where it stands today. For cities and administrators. Raises LandscapeHidden."""
    require_landscapes(actor)
    rows = queries.list_roadmap(session, city, today_of(session))
    hidden = _hidden(session, actor, city.id, {row.component.id for row in rows})
    return roadmap_document(city.slug, rows, hidden)


def announced_shown(session: Session, opening: ScenarioOpening) -> dict[str, Any]:
    """An opening as everybody reads it."""
    is_open = takes_responses(opening, today_of(session))
    return announced_document(opening, is_open=is_open, domain=domain_today(session, opening.listed))


def domain_today(session: Session, item: ListedScenario) -> str | None:
    """The domain a scenario belongs to in the edition in force."""
    said = item.domain
    return said and next(iter(follow(session, "domains", said)), said)


def takes_responses(opening: ScenarioOpening | None, today: date) -> bool:
    """Whether entities may respond today: the day on which it closes is the last one."""
    return opening is not None and opening.ended_at is None and today <= opening.closes_on


def _hidden(session: Session, actor: Actor, city_id: int, component_ids: Collection[int]) -> frozenset[int]:
    """What must not be named to this caller. A city reads what its own list names, whatever has become of it."""
    if city_id in actor.acts_for:
        return frozenset()
    return queries.names_hidden(session, actor, component_ids)
