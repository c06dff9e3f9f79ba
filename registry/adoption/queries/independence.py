"""Who stands on the two sides of an adoption, as far as independence asks."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.adoption.independence import Body
from registry.adoption.models import Adoption, Independence
from registry.catalogue.models import Component
from registry.organisations.models import Division, Organisation
from registry.organisations.queries import lineage_of, successor_of


class Sides(NamedTuple):
    """An adoption's two sides, and the city and publisher that it was last judged by, if it ever was."""

    adoption_id: int
    adopter_id: int
    beneficiary_id: int
    city_id: int
    publisher_id: int
    begun_at: datetime
    judged_city_id: int | None
    judged_publisher_id: int | None

    @property
    def was_judged(self) -> bool:
        return self.judged_city_id is not None

    @property
    def stands(self) -> bool:
        """Whether it was judged between the same two sides."""
        return (self.city_id, self.publisher_id) == (self.judged_city_id, self.judged_publisher_id)


def sides_of(session: Session, adoption_ids: Collection[int]) -> list[Sides]:
    """The sides of these adoptions."""
    latest = (
        select(func.max(Independence.id).label("id"))
        .where(Independence.adoption_id.in_(adoption_ids))
        .group_by(Independence.adoption_id)
        .subquery()
    )
    judged = select(Independence).join(latest, latest.c.id == Independence.id).subquery()
    rows = session.execute(
        select(
            Adoption.id,
            Adoption.adopter_id,
            Adoption.beneficiary_id,
            Adoption.city_id,
            Component.publisher_id,
            Adoption.created_at,
            judged.c.city_id,
            judged.c.publisher_id,
        )
        .join(Component, Component.id == Adoption.component_id)
        .outerjoin(judged, judged.c.adoption_id == Adoption.id)
        .where(Adoption.id.in_(adoption_ids))
    )
    return [Sides(*tuple[Any, ...](row)) for row in rows]


class Bodies:
    """Organisations as independence looks at them, each read once. One that has merged is its successor."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known: dict[int, Body] = {}
        self._divisions: dict[str, list[tuple[str, str]]] = {}

    def get(self, organisation_id: int) -> Body:
        """The body of an organisation."""
        if organisation_id not in self._known:
            self._known[organisation_id] = self._read(organisation_id)
        return self._known[organisation_id]

    def _read(self, organisation_id: int) -> Body:
        row = self._in_force(organisation_id)
        city = self._in_force(row.city_id) if row.city_id else None
        place = row.division_code or (city.division_code if city else None)
        return Body(row.id, city.id if city else None, tuple(self._above(row)), self._lineage(place))

    def _in_force(self, organisation_id: int) -> Organisation:
        return successor_of(self.session, self.session.get_one(Organisation, organisation_id))

    def _above(self, row: Organisation) -> list[int]:
        above: list[int] = []
        while row.parent_id is not None and row.parent_id not in above:
            row = self._in_force(row.parent_id)
            above.append(row.id)
        return above

    def _lineage(self, code: str | None) -> list[tuple[str, str]]:
        if code is None:
            return []
        if code not in self._divisions:
            rows: list[Any] = [self.session.get_one(Division, each) for each in lineage_of(self.session, code)]
            self._divisions[code] = [(row.code, row.kind) for row in rows]
        return self._divisions[code]
