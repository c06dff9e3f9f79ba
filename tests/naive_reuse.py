"""Reuse counted the slow way, in plain loops over the dated rows: what was true on a day, by what was recorded then."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionStep, Independence
from registry.catalogue.models import Component
from registry.kit.clock import day_of
from registry.organisations.models import CityClassAssignment, Division, Organisation


class Running(NamedTuple):
    """An adoption that ran on the day, with all that it counts by."""

    stage: str
    version: str
    city: int
    component: int
    domain: str
    province: str
    city_class: str
    publisher_class: str
    kind: str


class World:
    """Everything there is, read once; then nothing but loops."""

    def __init__(self, session: Session) -> None:
        self.adoptions = session.scalars(select(Adoption).order_by(Adoption.id)).all()
        self.steps = session.scalars(select(AdoptionStep).order_by(AdoptionStep.id)).all()
        self.sides = session.scalars(select(Independence).order_by(Independence.id)).all()
        self.classes = session.scalars(select(CityClassAssignment).order_by(CityClassAssignment.valid_from)).all()
        self.components = {row.id: row for row in session.scalars(select(Component))}
        self.organisations = {row.id: row for row in session.scalars(select(Organisation))}
        self.parents = {row.code: row.parent_code for row in session.scalars(select(Division))}

    def running(self, day: date, known: date) -> list[Running]:
        """Every adoption that ran in another city than the publisher's own, at the end of a day."""
        return [each for adoption in self.adoptions if (each := self._running(adoption, day, known)) is not None]

    def stages(self, day: date, known: date) -> Counter[str]:
        """How many adoptions were in which stage."""
        steps = [self._step(adoption, day, known) for adoption in self.adoptions]
        return Counter(step.stage for step in steps if step is not None)

    def _running(self, adoption: Adoption, day: date, known: date) -> Running | None:
        step = self._step(adoption, day, known)
        if step is None or step.stage not in {"pilot", "live"}:
            return None
        city, publisher = self._cities(adoption, day, known)
        if city == publisher:
            return None
        component = self.components[adoption.component_id]
        return Running(
            step.stage,
            "known" if step.version_id else "unknown",
            city,
            component.id,
            (component.details.get("domains") or ["unspecified"])[0],
            self._province(self.organisations[city].division_code),
            self._class(city, day, known),
            self._class(publisher, day, known) if publisher else "unclassified",
            component.details["kind"],
        )

    def _step(self, adoption: Adoption, day: date, known: date) -> AdoptionStep | None:
        mine = [step for step in self.steps if step.adoption_id == adoption.id and _was(step, known)]
        found: AdoptionStep | None = _last(mine, [step.on <= day for step in mine])
        return found

    def _cities(self, adoption: Adoption, day: date, known: date) -> tuple[int, int | None]:
        every = [sides for sides in self.sides if sides.adoption_id == adoption.id]
        mine = [sides for sides in every if _was(sides, known)] or every[:1]
        chosen = _last(mine, [sides.from_on <= day for sides in mine]) or mine[0]
        if chosen is every[-1]:
            return adoption.city_id, self.organisations[self.components[adoption.component_id].publisher_id].city_id
        city = self.organisations[chosen.city_id].city_id
        assert city is not None
        return city, self.organisations[chosen.publisher_id].city_id

    def _province(self, code: str | None) -> str:
        while code is not None and self.parents[code] is not None:
            code = self.parents[code]
        return code or "unknown"

    def _class(self, city: int, day: date, known: date) -> str:
        mine = [each for each in self.classes if each.organisation_id == city and _was(each, known)]
        found = _last(mine, [each.valid_from <= day for each in mine])
        return found.city_class if found else "unclassified"


def by(running: Iterable[Running], *names: str) -> Counter[str]:
    """How many there are of each key."""
    return Counter("/".join(getattr(each, name) for name in names) for each in running)


def _was(row: Any, known: date) -> bool:
    return day_of(row.recorded_at) <= known


def _last(rows: Sequence[Any], chosen: Sequence[bool]) -> Any:
    return next((row for row, is_chosen in zip(reversed(rows), reversed(chosen), strict=True) if is_chosen), None)
