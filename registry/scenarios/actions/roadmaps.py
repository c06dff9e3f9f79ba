"""Planning the road of a city: which components it means to run for which scenarios by when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from registry.catalogue.dependencies import TWICE, checked_specifier
from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.organisations.models import Organisation
from registry.scenarios import queries
from registry.scenarios.actions.listing import own_city
from registry.scenarios.actions.naming import named_component
from registry.scenarios.actions.telling import tell_roadmap
from registry.scenarios.models import ListedScenario, RoadmapItem
from registry.scenarios.reading import roadmap_shown

NOT_LISTED: Final = Bilingual("该场景不在本城市的清单中。", "It is not in the city's list.")
PAST: Final = Bilingual("新的计划日期不能早于今天。", "What is planned anew cannot lie in the past.")


class _Wanted(NamedTuple):
    listed: ListedScenario
    component: Component
    specifier: str
    planned_on: date

    @property
    def key(self) -> tuple[int, int]:
        return self.listed.id, self.component.id


def plan_roadmap(
    session: Session, actor: Actor, *, organisation: str, items: Sequence[Mapping[str, Any]], expected_tag: str
) -> list[RoadmapItem]:
    """Replace a city's roadmap. What is planned as before stays as it is; another day keeps the first one beside it.

    Raises Stale; PayloadInvalid for a scenario that is not listed, a component that is not there, a pair that stands
    twice, a specifier that no version can meet, and a new day in the past.
    """
    city = own_city(session, actor, organisation)
    # Held first: two that plan at once would both build on the same tag.
    session.refresh(city, with_for_update=True)
    check_tag(render(roadmap_shown(session, actor, city)).etag, expected_tag)
    rows = queries.list_plans(session, city)
    present = {(row.listed_id, row.component_id): row for row in rows}
    wanted = _wanted(session, actor, city, items, {row.component_id for row in rows})
    _check_days(wanted, present, today_of(session))
    first = queries.first_days(session, city)
    staying = {one.key for one in wanted if _stays(present.get(one.key), one)}
    for key, row in present.items():
        if key not in staying:
            row.valid_to = today_of(session)
    session.flush()
    session.add_all(_row(session, city, one, first) for one in wanted if one.key not in staying)
    session.flush()
    tell_roadmap(session, actor, city, len(wanted))
    return queries.list_plans(session, city)


def _wanted(
    session: Session, actor: Actor, city: Organisation, items: Sequence[Mapping[str, Any]], kept: set[int]
) -> list[_Wanted]:
    listed = {item.code: item for item in queries.list_listed(session, actor, city)}
    found: list[_Wanted] = []
    errors: list[FieldError] = []
    for place, entry in enumerate(items):
        pointer = f"/items/{place}"
        component = named_component(session, actor, entry["component"], f"{pointer}/component", kept)
        specifier, wrong = checked_specifier(entry.get("specifier") or "", f"{pointer}/specifier")
        errors += [wrong] if wrong else []
        item = listed.get(entry["scenario"])
        if item is None:
            errors.append(FieldError(f"{pointer}/scenario", NOT_LISTED))
            continue
        one = _Wanted(item, component, specifier, entry["planned_on"])
        if one.key in {other.key for other in found}:
            errors.append(FieldError(pointer, TWICE))
        found.append(one)
    if errors:
        raise PayloadInvalid(errors=errors)
    return found


def _check_days(wanted: Sequence[_Wanted], present: Mapping[tuple[int, int], RoadmapItem], today: date) -> None:
    past = [
        FieldError(f"/items/{place}/planned_on", PAST)
        for place, one in enumerate(wanted)
        if one.planned_on < today and not (one.key in present and present[one.key].planned_on == one.planned_on)
    ]
    if past:
        raise PayloadInvalid(errors=past)


def _stays(row: RoadmapItem | None, one: _Wanted) -> bool:
    return row is not None and (row.specifier, row.planned_on) == (one.specifier, one.planned_on)


def _row(session: Session, city: Organisation, one: _Wanted, first: Mapping[tuple[str, int], date]) -> RoadmapItem:
    return RoadmapItem(
        city_id=city.id,
        listed_id=one.listed.id,
        component_id=one.component.id,
        specifier=one.specifier,
        planned_on=one.planned_on,
        first_planned_on=first.get((one.listed.code, one.component.id), one.planned_on),
        valid_from=today_of(session),
    )
