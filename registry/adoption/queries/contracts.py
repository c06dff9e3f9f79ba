"""The contract an adoption runs under."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, Contract
from registry.kit.errors import NotFound


def find_contract(session: Session, adoption: Adoption) -> Contract | None:
    """The contract of an adoption that the caller may see: whoever sees landscapes sees contracts."""
    query = select(Contract).where(Contract.adoption_id == adoption.id).options(joinedload(Contract.supplier))
    return session.scalar(query)


def get_contract(session: Session, adoption: Adoption) -> Contract:
    found = find_contract(session, adoption)
    if found is None:
        raise NotFound(what=f"{adoption.public_id}/contract")
    return found
