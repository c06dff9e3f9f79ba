"""What a reviewer decides on a flag, and what follows from it."""

from itertools import permutations
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.actions import credit_pair_anew
from registry.adoption.models import CreditDiscount
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.safeguards import queries
from registry.safeguards.actions.telling import tell
from registry.safeguards.errors import FlagDecided, OwnFlag
from registry.safeguards.models import Flag, FlagDiscount

DISCOUNTED = "adoption_ring"
"""The game whose flags, when upheld, discount credit."""


def decide_flag(
    session: Session, actor: Actor, *, flag_id: UUID, decision: str, reason: str, factor: float | None = None
) -> Flag:
    """Dismiss a flag or uphold it, with a reason that those concerned read. Administrators whom it does not concern.

    A ring that is upheld discounts what its cities grant each other by `factor` (0.5 to 1; the suggested one unless
    said) from today on. Raises FlagDecided, OwnFlag, or PayloadInvalid for a factor where nothing is discounted.
    """
    actor.require_scope("platform:admin")
    flag = queries.get_flag(session, actor, flag_id, for_change=True)
    if {party.organisation_id for party in flag.parties} & actor.acts_for:
        raise OwnFlag()
    if flag.status != "open":
        raise FlagDecided(status=flag.status)
    discounts = decision == "uphold" and flag.game == DISCOUNTED
    if factor is not None and not discounts:
        raise PayloadInvalid.of(
            "/factor", "只有认定互采标记时才可给出折减系数。", "A factor goes only with a ring that is upheld."
        )
    flag.status = "upheld" if decision == "uphold" else "dismissed"
    flag.decided_at, flag.decided_by, flag.reason = now_of(session), actor.organisation or actor.key, reason
    if discounts:
        _discount(session, actor, flag, factor if factor is not None else flag.suggested_factor or 1.0)
    session.flush()
    tell(session, actor, flag, "flag.decided", status=flag.status)
    return flag


def _discount(session: Session, actor: Actor, flag: Flag, factor: float) -> None:
    """In every direction among the cities: what one grants another counts by the factor."""
    for giver, taker in permutations((party.organisation for party in flag.parties), 2):
        discount = CreditDiscount(
            city=giver,
            publisher_city=taker,
            factor=factor,
            reason=flag.reason or "",
            from_on=today_of(session),
            decided_by=actor.organisation or actor.key,
            decided_at=now_of(session),
        )
        flag.discounts.append(FlagDiscount(discount=discount))
        session.flush()
        credit_pair_anew(session, giver.id, taker.id)
