"""Where those who run a version can go, and which documents wait to be compared for it."""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.artifacts.models import Artifact
from registry.catalogue.models import Component, ComponentVersion
from registry.comparison.queries.interfaces import Pair, readable_interfaces, verdicts_of
from registry.comparison.upgrades import Candidate, Upgrades, find_upgrades, pairs_of
from registry.events.models import Event
from registry.events.queries import consumer_position

CONSUMER: Final = "interfaces"
FOLLOWED: Final = ("artifact.added", "artifact.removed")
"""After these, versions that follow each other may have other documents than before."""


def candidates_of(session: Session, component_ids: Collection[int]) -> dict[int, list[Candidate]]:
    """All versions of these components, the smallest first, with their interface documents: two reads in all."""
    version = ComponentVersion
    of_these = select(version.id).where(version.component_id.in_(component_ids))
    documents = {
        row[0]: row[1] for row in session.execute(readable_interfaces().where(Artifact.version_id.in_(of_these)))
    }
    rows = session.execute(
        select(
            version.component_id, version.id, version.number, version.sort_key, version.is_prerelease, version.yanked_at
        )
        .where(version.component_id.in_(component_ids))
        .order_by(version.sort_key)
    )
    found: dict[int, list[Candidate]] = {}
    for component_id, identifier, number, key, is_prerelease, yanked_at in rows:
        candidate = Candidate(number, key, is_prerelease, yanked_at is not None, documents.get(identifier))
        found.setdefault(component_id, []).append(candidate)
    return found


def upgrades_of(session: Session, installed: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Upgrades]:
    """For each component and version that is run: where it can go. Few reads, whatever their number."""
    asked = set(installed)
    candidates = candidates_of(session, {component_id for component_id, _ in asked}) if asked else {}
    kept = verdicts_of(session, {pair for versions in candidates.values() for pair in pairs_of(versions)})
    return {
        (component_id, number): find_upgrades(number, candidates.get(component_id, ()), kept)
        for component_id, number in asked
    }


def pairs_to_compare(session: Session, full_names: Collection[str]) -> list[Pair]:
    """The steps between documents of these components that were not compared yet by the rules in force."""
    ids = session.scalars(select(Component.id).where(Component.full_name.in_(full_names))).all()
    pairs = {pair: None for versions in candidates_of(session, ids).values() for pair in pairs_of(versions)}
    kept = verdicts_of(session, pairs)
    return [pair for pair in pairs if pair not in kept]


class Behind(NamedTuple):
    """The components whose documents changed since, and how far the log was read for them."""

    components: list[str]
    position: int


def changed_since(session: Session, limit: int) -> Behind:
    """What the consumer has not followed; nothing and its own position where it is up to date."""
    present = consumer_position(session, CONSUMER)
    query = select(Event.position, Event.subject).where(Event.type.in_(FOLLOWED), Event.position > present)
    rows = session.execute(query.order_by(Event.position).limit(limit)).all()
    names = dict.fromkeys("/".join(row.subject.split("/")[:2]) for row in rows)
    return Behind(list(names), rows[-1].position if rows else present)
