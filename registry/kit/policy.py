"""What an operator may decide about this installation; carried by the session, so that actions need no environment."""

from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Policy:
    """Switches and limits that actions obey."""

    listing_review: bool = False
    token_days_default: int = 90
    token_days_max: int = 365
    artifact_bytes_max: int = 2_250_000_000
    version_artifacts_max: int = 100
    organisation_bytes_max: int = 100_000_000_000
    delist_notice_days: int = 90
    evidence_bytes_max: int = 50_000_000
    common_problem_cities: int = 5


def policy_of(session: Session) -> Policy:
    policy: Policy = session.info["policy"]
    return policy
