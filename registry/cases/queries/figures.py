"""The points of a city's cases, as of any day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.adoption.models import Adoption
from registry.cases.living import is_live_on
from registry.cases.models import Case, CaseAdoption
from registry.cases.points import CasePoints, SelectedCase, case_points_of
from registry.organisations.models import Organisation


def case_points(session: Session, city_id: int, as_of: date) -> CasePoints:
    """案例贡献 (L6P1-A1): Σ level points of the cases of a city and its units that had been selected on a day and
    tell of an adoption that was live then; with the cases, and why others do not count.
    """
    query = (
        select(Case)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(Organisation.city_id == city_id, Case.status == "selected", Case.decided_on <= as_of)
        .order_by(Case.id)
        .options(selectinload(Case.adoptions).joinedload(CaseAdoption.adoption).selectinload(Adoption.steps))
    )
    return case_points_of(
        [
            SelectedCase(
                str(case.public_id), case.level, any(is_live_on(row.adoption.steps, as_of) for row in case.adoptions)
            )
            for case in session.scalars(query)
        ]
    )
