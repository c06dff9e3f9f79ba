"""Whom an event concerns, by the words of the table: read from the rows as they are when the event is followed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption
from registry.advisories.queries import affected_of, find_advisory
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import may_see
from registry.collaboration.models import ReportRequest
from registry.demands.models import Demand, DemandOffer, DemandSecond
from registry.events.models import Event
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.notifications.queries.facts import Happened, component_of
from registry.organisations.models import Organisation
from registry.organisations.queries import clusters_of_city, ids_acted_for

NAMED: Final = "the "
"""Begins a word of the table that speaks of a member of the event's data."""

PORTION: Final = 500

CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""By no more than that do the clocks of several nodes."""

NEWS: Final = frozenset({"version.published", "component.deprecated", "component.retired"})
"""What somebody who may not see a restricted component any more is not told of it. That what runs was yanked, is
affected or was put in quarantine is told whoever runs it, as the list of updates does."""


def concerned_by(session: Session, event: Happened, who: str) -> frozenset[int]:
    """The ids of the organisations that a line of the table means; merged ones are stood in for by their successors."""
    found = _named(session, event.data, who) if who.startswith(NAMED) else _FINDERS[who](session, event)
    present = _as_they_stand(session, found)
    if event.type in NEWS:
        present = _those_who_see(session, present, component_of(session, event.data))
    return frozenset(organisation.id for organisation in present)


def _named(session: Session, data: Mapping[str, Any], who: str) -> set[int]:
    told = data.get(who.removeprefix(NAMED))
    slugs = [told] if isinstance(told, str) else list(told or ())
    return set(session.scalars(select(Organisation.id).where(Organisation.slug.in_(slugs)))) if slugs else set()


def _bodies_where(session: Session, event: Happened, *conditions: ColumnElement[bool]) -> set[int]:
    rows = session.execute(
        select(
            Adoption.public_id, Adoption.created_at, Adoption.adopter_id, Adoption.beneficiary_id, Component.full_name
        )
        .join(Component, Component.id == Adoption.component_id)
        .where(*conditions, Adoption.stage != "retired")
    ).all()
    recent = event.recorded_at - CLOCKS_DIFFER
    fresh = {f"{row.full_name}/adoptions/{row.public_id}": row for row in rows if row.created_at >= recent}
    later = {fresh[subject].public_id for subject in _begun_after(session, event, sorted(fresh))}
    return {body for row in rows if row.public_id not in later for body in (row.adopter_id, row.beneficiary_id)}


def _begun_after(session: Session, event: Happened, subjects: Sequence[str]) -> Iterator[str]:
    """Those of these adoptions that began after an event, which then is none of their concern."""
    for start in range(0, len(subjects), PORTION):
        yield from session.scalars(
            select(Event.subject).where(
                Event.subject.in_(subjects[start : start + PORTION]),
                Event.position > event.position,
                Event.type == "adoption.begun",
            )
        )


def _running(session: Session, event: Happened) -> set[int]:
    component = component_of(session, event.data)
    return set() if component is None else _bodies_where(session, event, Adoption.component_id == component.id)


def _adopters(session: Session, event: Happened) -> set[int]:
    return _running(session, event) - _publisher(session, event)


def _running_version(session: Session, event: Happened) -> set[int]:
    own = _own_component_id(session, event.data)
    versions = select(ComponentVersion.id).where(
        ComponentVersion.component_id == own, ComponentVersion.number == event.data.get("version")
    )
    return _bodies_where(session, event, Adoption.version_id.in_(versions))


def _own_component_id(session: Session, data: Mapping[str, Any]) -> int | None:
    """The component whose version it is: those of a merged one stay with it."""
    own = session.scalar(select(Component.id).where(Component.full_name == data.get("component")))
    if own is None and (found := component_of(session, data)) is not None:
        return found.id
    return own


def _affected(session: Session, event: Happened) -> set[int]:
    advisory = find_advisory(session, str(event.data.get("advisory")))
    if advisory is None:
        return set()
    affected = affected_of(advisory)
    rows = session.execute(
        select(ComponentVersion.id, ComponentVersion.sort_key).where(
            ComponentVersion.component_id == advisory.component_id
        )
    )
    versions = [identifier for identifier, key in rows if affected.holds(key)]
    return _bodies_where(session, event, Adoption.version_id.in_(versions)) if versions else set()


def _version_unknown(session: Session, event: Happened) -> set[int]:
    advisory = find_advisory(session, str(event.data.get("advisory")))
    if advisory is None:
        return set()
    return _bodies_where(
        session, event, and_(Adoption.component_id == advisory.component_id, Adoption.version_id.is_(None))
    )


def _adoption(session: Session, event: Happened) -> Adoption | None:
    named = event.data.get("adoption")
    return session.scalar(select(Adoption).where(Adoption.public_id == UUID(named))) if named else None


def _bodies(session: Session, event: Happened) -> set[int]:
    adoption = _adoption(session, event)
    return set() if adoption is None else {adoption.adopter_id, adoption.beneficiary_id}


def _beneficiary(session: Session, event: Happened) -> set[int]:
    adoption = _adoption(session, event)
    if adoption is None or adoption.adopter_id == adoption.beneficiary_id:
        return set()
    return {adoption.beneficiary_id}


def _publisher(session: Session, event: Happened) -> set[int]:
    component = component_of(session, event.data)
    return set() if component is None else {component.publisher_id}


def _publisher_that_sees(session: Session, event: Happened) -> set[int]:
    return {body.id for body in _as_they_stand(session, _publisher(session, event)) if body.kind in GOVERNMENT_KINDS}


def _publisher_that_does_not(session: Session, event: Happened) -> set[int]:
    return _publisher(session, event) if not _publisher_that_sees(session, event) else set()


def _report_owner(session: Session, event: Happened) -> set[int]:
    request = session.scalar(
        select(ReportRequest)
        .where(ReportRequest.public_id == UUID(str(event.data.get("request"))))
        .options(joinedload(ReportRequest.report, innerjoin=True))
    )
    return set() if request is None else {request.report.owner_id}


def _seconders(session: Session, event: Happened) -> set[int]:
    query = select(DemandSecond.organisation_id).join(Demand, Demand.id == DemandSecond.demand_id)
    named = Demand.public_id == UUID(str(event.data.get("demand")))
    return set(session.scalars(query.where(named, DemandSecond.withdrawn_at.is_(None))))


def _offerer(session: Session, event: Happened) -> set[int]:
    named = event.data.get("offer")
    query = select(DemandOffer.offered_by_id)
    return set(session.scalars(query.where(DemandOffer.public_id == UUID(str(named))))) if named else set()


_FINDERS: Final[Mapping[str, Callable[[Session, Happened], set[int]]]] = {
    "adopters": _adopters,
    "running": _running,
    "running_version": _running_version,
    "affected": _affected,
    "version_unknown": _version_unknown,
    "bodies": _bodies,
    "beneficiary": _beneficiary,
    "publisher": _publisher,
    "publisher_that_sees": _publisher_that_sees,
    "publisher_that_does_not": _publisher_that_does_not,
    "report_owner": _report_owner,
    "seconders": _seconders,
    "offerer": _offerer,
}


def _as_they_stand(session: Session, ids: Collection[int]) -> list[Organisation]:
    """The organisations, each merged one replaced by where it leads in the end. Merging never makes a ring."""
    found: dict[int, Organisation] = {}
    left = set(ids)
    while left:
        rows = session.scalars(select(Organisation).where(Organisation.id.in_(left))).all()
        found.update({row.id: row for row in rows if row.successor_id is None})
        left = {row.successor_id for row in rows if row.successor_id is not None}
    return list(found.values())


def _those_who_see(
    session: Session, organisations: list[Organisation], component: Component | None
) -> list[Organisation]:
    if component is None or not component.is_restricted:
        return organisations
    return [body for body in organisations if may_see(session, _reader_of(session, body), component)]


def _reader_of(session: Session, body: Organisation) -> Actor:
    """Somebody of an organisation without any right but to read."""
    return Actor(
        key="reader",
        organisation_id=body.id,
        organisation=body.slug,
        kind=body.kind,
        acts_for=ids_acted_for(session, body.id),
        clusters=clusters_of_city(session, body.city_id),
    )
