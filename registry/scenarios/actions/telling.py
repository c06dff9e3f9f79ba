"""Events of scenario lists. Texts, prices and what entities offer never go into the log."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import GOVERNMENT, PARTIES, PUBLIC
from registry.kit.actor import Actor
from registry.organisations.models import Organisation
from registry.scenarios.models import ListedScenario, ScenarioOpening, ScenarioResponse


def tell_item(session: Session, actor: Actor, type: str, item: ListedScenario, changed: Collection[str] = ()) -> None:
    """What became of an item of a list, for cities and administrators: which members of it changed, not how."""
    record(
        session,
        actor,
        type=type,
        subject=_subject(item),
        organisation_id=item.city_id,
        audience=GOVERNMENT,
        data={**_data(item), **({"changed": sorted(changed)} if changed else {})},
    )


def tell_opening(session: Session, actor: Actor, type: str, item: ListedScenario, opening: ScenarioOpening) -> None:
    """That a scenario was opened, or is open no more: for everybody."""
    record(
        session,
        actor,
        type=type,
        subject=_subject(item),
        organisation_id=item.city_id,
        audience=PUBLIC,
        data={**_data(item), "closes_on": opening.closes_on.isoformat()},
    )


def tell_response(
    session: Session, actor: Actor, type: str, item: ListedScenario, response: ScenarioResponse, whose: int
) -> None:
    """What became of a response, for its city and its entity alone."""
    record(
        session,
        actor,
        type=type,
        subject=f"{_subject(item)}/responses/{response.public_id}",
        organisation_id=whose,
        audience=PARTIES,
        readers={item.city_id, response.entity_id},
        data={
            **_data(item),
            "response": str(response.public_id),
            "entity": response.entity.slug,
            "status": response.status,
        },
    )


def tell_roadmap(session: Session, actor: Actor, city: Organisation, items: int) -> None:
    """That a city planned anew, for cities and administrators."""
    record(
        session,
        actor,
        type="roadmap.changed",
        subject=f"{city.slug}/roadmap",
        organisation_id=city.id,
        audience=GOVERNMENT,
        data={"organisation": city.slug, "items": items},
    )


def _subject(item: ListedScenario) -> str:
    return f"{item.city.slug}/scenarios/{item.code}"


def _data(item: ListedScenario) -> dict[str, str]:
    return {"organisation": item.city.slug, "scenario": item.code}
