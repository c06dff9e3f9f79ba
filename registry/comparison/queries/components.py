"""Components side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.advisories.queries import advisories_in_force, affecting
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import counts_of, find_latest, get_component
from registry.catalogue.reuse import shown_count
from registry.comparison.components import LEAST, MOST, Facts, SideBySide, compare_components
from registry.comparison.errors import ComparisonSize
from registry.comparison.queries.releases import released
from registry.comparison.sizes import size_of
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI
from registry.standards.queries import list_claims_of_component


def compare(session: Session, actor: Actor, full_names: Sequence[str]) -> SideBySide:
    """Two to four components that the caller may see, side by side. Raises ComparisonSize, NotFound, Moved."""
    names = list(dict.fromkeys(full_names))
    if not LEAST <= len(names) <= MOST:
        raise ComparisonSize(least=LEAST, most=MOST, given=len(names))
    components = [get_component(session, actor, name) for name in names]
    in_force = advisories_in_force(session, [component.id for component in components])
    return compare_components([_facts(session, actor, component, in_force) for component in components])


def _facts(session: Session, actor: Actor, component: Component, in_force: Mapping[int, Any]) -> Facts:
    latest = find_latest(session, component.id)
    release = released(session, latest) if latest else None
    open_advisories = affecting(in_force.get(component.id, []), latest.sort_key) if latest else []
    shown = shown_count(counts_of(session, component.id).adopters, exactly=actor.sees_landscapes)
    return Facts(
        full_name=component.full_name,
        publisher=component.publisher.name,
        status=component.status,
        is_demo=component.is_demo,
        quality=component.quality,
        details=component.details,
        conforms=_conforms(session, component, latest),
        adopters={"adopters": shown["adopters"], "fewer_than": shown["fewer_than"]},
        latest=latest.number if latest else None,
        published_on=latest.published_at.astimezone(SHANGHAI).date().isoformat() if latest else None,
        requires=release.requires if release else (),
        platform_requirements=release.platform_requirements if release else (),
        size=size_of(release.artifacts) if release and release.artifacts else None,
        advisories=[{"id": found.identifier, "severity": found.severity} for found in open_advisories],
    )


def _conforms(session: Session, component: Component, latest: ComponentVersion | None) -> list[str]:
    """The standards that the latest version was verified to conform to."""
    claims = list_claims_of_component(session, component.id)
    number = latest.number if latest else None
    return sorted(
        claim.standard.code for claim in claims if claim.version.number == number and claim.status == "verified"
    )
