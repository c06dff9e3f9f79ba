"""What others paid for a component."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionCost, Contract

CURRENCY = "CNY"


def amounts_paid(session: Session, component_id: int, *, besides_city: int) -> list[int]:
    """What each adoption by other cities cost, in fen: what it did cost where that is recorded and was not rejected,
    else the price of its contract.
    """
    cost = (
        select(AdoptionCost.actual_fen)
        .where(
            AdoptionCost.adoption_id == Adoption.id,
            AdoptionCost.superseded_at.is_(None),
            AdoptionCost.status != "rejected",
            AdoptionCost.currency == CURRENCY,
        )
        .scalar_subquery()
    )
    price = (
        select(Contract.price_fen)
        .where(Contract.adoption_id == Adoption.id, Contract.currency == CURRENCY)
        .scalar_subquery()
    )
    amount = func.coalesce(cost, price)
    query = select(amount).where(
        Adoption.component_id == component_id, Adoption.city_id != besides_city, amount.is_not(None)
    )
    return list(session.scalars(query))
