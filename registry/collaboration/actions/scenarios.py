"""Entering scenarios."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.collaboration.errors import ScenarioTaken
from registry.collaboration.models import Scenario
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid
from registry.taxonomies.queries import current_taxonomies


def enter_scenario(
    session: Session, actor: Actor, *, code: str, name: Mapping[str, str], domain: str, is_demo: bool = False
) -> Scenario:
    """Add a scenario to the common list. Administrators only. Raises ScenarioTaken, PayloadInvalid."""
    actor.require_scope("platform:admin")
    if domain not in current_taxonomies(session)["domains"].concepts:
        raise PayloadInvalid.of("/domain", f"没有领域“{domain}”。", f"There is no domain '{domain}'.")
    scenario = Scenario(code=code, name=dict(name), domain=domain, is_demo=is_demo)
    session.add(scenario)
    taken = ScenarioTaken(code=code)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    record(session, actor, type="scenario.entered", subject=code, organisation_id=None, data={"code": code})
    return scenario
