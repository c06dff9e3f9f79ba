"""Questions about the agreement: its versions, and the one in force."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.applications.errors import NoAgreement
from registry.applications.models import Agreement
from registry.kit.clock import today_of
from registry.kit.errors import NotFound


def find_in_force(session: Session) -> Agreement | None:
    """The latest version that is in force today."""
    return session.scalar(
        select(Agreement)
        .where(Agreement.effective_on <= today_of(session))
        .order_by(Agreement.effective_on.desc(), Agreement.number.desc())
        .limit(1)
    )


def agreement_in_force(session: Session) -> Agreement:
    """The same; raises NoAgreement before there is one."""
    found = find_in_force(session)
    if found is None:
        raise NoAgreement()
    return found


def get_agreement(session: Session, number: int) -> Agreement:
    """The version of this number."""
    found = session.scalar(select(Agreement).where(Agreement.number == number))
    if found is None:
        raise NotFound(what=f"agreements/{number}")
    return found


def list_agreements(session: Session) -> list[Agreement]:
    """Every version; there is one every few years."""
    return list(session.scalars(select(Agreement).order_by(Agreement.number.desc())))


def latest_number(session: Session) -> int:
    """The greatest number that was given; 0 before there is one."""
    return session.scalar(select(func.max(Agreement.number))) or 0
