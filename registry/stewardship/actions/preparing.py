"""Letting an entity prepare components in a city's name, and ending that."""

from sqlalchemy.orm import Session

from registry.catalogue.models import Preparer
from registry.catalogue.stewards import is_preparer
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.stewardship import queries
from registry.stewardship.errors import AlreadyPreparer


def admit_preparer(session: Session, actor: Actor, *, owner: str, entity: str) -> Preparer:
    """Let an operating entity prepare drafts in the owner's name from today; the owner signs off what it prepares.

    Raises AlreadyPreparer, or PayloadInvalid for what is no operating entity.
    """
    city = get_in_force(session, owner)
    actor.require("organisation:manage", city.id)
    preparer = get_in_force(session, entity, named_at="/entity")
    if preparer.kind != "operating_entity" or city.kind not in GOVERNMENT_KINDS:
        raise PayloadInvalid.of(
            "/entity",
            "只有城市和主管部门可以委托经营主体编制组件。",
            "Cities and authorities let operating entities prepare components, nobody else.",
        )
    # Held, so that two requests at once make one row.
    session.get_one(Organisation, city.id, with_for_update=True)
    if is_preparer(session, city.id, preparer.id):
        raise AlreadyPreparer(entity=entity, owner=owner)
    row = Preparer(owner_id=city.id, preparer_id=preparer.id, valid_from=today_of(session))
    row.preparer = preparer
    session.add(row)
    session.flush()
    _record(session, actor, city, preparer, "preparer.admitted")
    return row


def dismiss_preparer(session: Session, actor: Actor, *, owner: str, entity: str) -> None:
    """End it: from now on the entity sees and changes none of the owner's drafts. What it prepared stays there."""
    city = get_in_force(session, owner)
    actor.require("organisation:manage", city.id)
    row = queries.find_preparer(session, city.id, entity)
    if row is None:
        raise NotFound(what=f"{owner}: {entity}")
    row.valid_to = today_of(session)
    session.flush()
    _record(session, actor, city, row.preparer, "preparer.dismissed")


def _record(session: Session, actor: Actor, owner: Organisation, preparer: Organisation, type: str) -> None:
    record(
        session,
        actor,
        type=type,
        subject=f"{owner.slug}/preparers/{preparer.slug}",
        organisation_id=owner.id,
        audience=PARTIES,
        readers=[preparer.id],
        data={"owner": owner.slug, "entity": preparer.slug},
    )
