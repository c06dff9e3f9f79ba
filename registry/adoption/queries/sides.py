"""On whose side an organisation stands: the city it belongs to and who owns it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.confirming import Party
from registry.kit.actor import GOVERNMENT_KINDS
from registry.organisations.models import Organisation


def party_of(session: Session, organisation: Organisation) -> Party:
    """An organisation with its city and its owners, from its parent up.

    Authorities own nobody in this sense: that two cities stand under one ministry does not make them one side.
    """
    owners: set[int] = set()
    above = organisation.parent_id
    while above is not None and above not in owners:
        owner = session.get_one(Organisation, above)
        if owner.kind != "authority":
            owners.add(owner.id)
        above = owner.parent_id
    return Party(organisation.id, organisation.city_id, frozenset(owners))


def governing(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Those of these organisations that may see which city runs what."""
    chosen = select(Organisation.id).where(Organisation.id.in_(ids), Organisation.kind.in_(GOVERNMENT_KINDS))
    return frozenset(session.scalars(chosen))
