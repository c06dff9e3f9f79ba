"""Keeping what an adoption is worth: its segments are counted anew with every change of its facts."""

from sqlalchemy.orm import Session

from registry.adoption.models import Adoption


def credit_anew(session: Session, adoption: Adoption) -> None:
    """Count the credit segments of an adoption anew from its dated facts, in the transaction of the change."""
