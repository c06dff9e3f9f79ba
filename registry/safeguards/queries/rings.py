"""Looking for rings among the cities whose adoptions count today."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption, CreditSegment
from registry.adoption.queries.credit_facts import facts_of
from registry.adoption.worth import Segment, worth_on
from registry.catalogue.models import Component
from registry.collaboration.models import Pairing
from registry.kit.clock import day_of, today_of
from registry.organisations.models import Organisation
from registry.organisations.queries import clusters_of_city
from registry.safeguards.findings import Finding, records_of
from registry.safeguards.rings import Grant, Ring, find_rings


def detect_rings(session: Session) -> Iterator[Finding]:
    """A finding for each ring (game 4.4)."""
    for ring in find_rings(_grants(session), depth_of=_Depths(session)):
        explained = _explained_by(session, ring.cities)
        demo = select(Organisation.id).where(Organisation.id.in_(ring.cities), Organisation.is_demo.is_(True)).limit(1)
        yield Finding(
            game="adoption_ring",
            fingerprint="adoption_ring:" + "-".join(map(str, sorted(ring.cities))),
            parties=ring.cities,
            signals=[*ring.signals, *explained, {"code": "score", "score": ring.score(is_explained=bool(explained))}],
            records=records_of("adoption", _public_ids(session, ring)),
            suggested_factor=round(ring.suggested_factor, 4),
            is_demo=session.scalar(demo) is not None,
        )


def _grants(session: Session) -> list[Grant]:
    """What each adoption grants today between two cities."""
    publisher = aliased(Organisation)
    today = today_of(session)
    segment = (CreditSegment.from_on, CreditSegment.until_on, CreditSegment.value, CreditSegment.slope)
    rows = session.execute(
        select(Adoption.id, Adoption.city_id, publisher.city_id, Adoption.operator_id, Adoption.created_at, *segment)
        .join(CreditSegment, CreditSegment.adoption_id == Adoption.id)
        .join(Component, Component.id == Adoption.component_id)
        .join(publisher, publisher.id == Component.publisher_id)
        .where(
            publisher.city_id.is_not(None),
            publisher.city_id != Adoption.city_id,
            CreditSegment.from_on <= today,
            or_(CreditSegment.until_on.is_(None), CreditSegment.until_on > today),
        )
    )
    found = []
    for row in rows:
        adoption, giver, taker, operator, begun_at, *line = tuple[Any, ...](row)
        found.append(Grant(adoption, giver, taker, Segment(*line).on(today), operator, day_of(begun_at)))
    return found


class _Depths:
    """How deep adoptions go today; asked for those among the cities of a ring alone."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __call__(self, adoptions: Collection[int]) -> float:
        """The deepest of these."""
        today = today_of(self.session)
        found = (worth_on(facts, today) for facts in facts_of(self.session, adoptions).values())
        return max((factor.value for worth in found for factor in worth.factors if factor.name == "depth"), default=1.0)


def _public_ids(session: Session, ring: Ring) -> list[str]:
    ids = [grant.adoption for grant in ring.grants]
    return [str(found) for found in session.scalars(select(Adoption.public_id).where(Adoption.id.in_(ids)))]


def _explained_by(session: Session, cities: frozenset[int]) -> list[dict[str, Any]]:
    """A pairing in force between two of them, or a cluster that all of them are members of."""
    today = today_of(session)
    pairing = session.scalar(
        select(Pairing.id)
        .where(
            Pairing.status == "active",
            Pairing.helper_id.in_(cities),
            Pairing.helped_id.in_(cities),
            Pairing.starts_on <= today,
            or_(Pairing.ends_on.is_(None), Pairing.ends_on > today),
        )
        .limit(1)
    )
    if pairing is not None:
        return [{"code": "explained_by_pairing"}]
    shared = frozenset.intersection(*(clusters_of_city(session, city) for city in cities))
    return [{"code": "explained_by_cluster"}] if shared else []
