"""Whether a landscape is vouched for."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from registry.adoption.models import Adoption, LandscapeCertification


def count_in_force(session: Session, organisation_id: int) -> int:
    """How many adoptions a body and its units have that have not ended, those begun on its behalf among them."""
    own = or_(
        Adoption.adopter_id == organisation_id,
        Adoption.beneficiary_id == organisation_id,
        Adoption.city_id == organisation_id,
    )
    return session.scalar(select(func.count()).where(own, Adoption.stage != "retired")) or 0


def list_certifications(session: Session, organisation_id: int) -> list[LandscapeCertification]:
    """All certifications of a body, the latest first: one a year."""
    query = select(LandscapeCertification).where(LandscapeCertification.organisation_id == organisation_id)
    return list(session.scalars(query.order_by(LandscapeCertification.certified_on.desc())))


def find_valid(session: Session, organisation_id: int, today: date) -> LandscapeCertification | None:
    """The certification that holds on a day."""
    return session.scalar(
        select(LandscapeCertification)
        .where(
            LandscapeCertification.organisation_id == organisation_id,
            LandscapeCertification.certified_on <= today,
            LandscapeCertification.valid_until >= today,
        )
        .order_by(LandscapeCertification.certified_on.desc())
        .limit(1)
    )


def list_ending(session: Session, until: date, limit: int) -> list[LandscapeCertification]:
    """Certifications that end by then, whose bodies have not been told and have not certified anew."""
    later = aliased(LandscapeCertification)
    renewed = select(later.id).where(
        later.organisation_id == LandscapeCertification.organisation_id,
        later.certified_on > LandscapeCertification.certified_on,
    )
    return list(
        session.scalars(
            select(LandscapeCertification)
            .where(
                LandscapeCertification.valid_until <= until,
                LandscapeCertification.reminded_on.is_(None),
                ~renewed.exists(),
            )
            .order_by(LandscapeCertification.id)
            .limit(limit)
            .options(joinedload(LandscapeCertification.organisation, innerjoin=True))
            .with_for_update(of=LandscapeCertification)
        )
    )
