"""Questions about keys."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from registry.kit.clock import now_of
from registry.kit.errors import NotFound
from registry.organisations.models import Organisation
from registry.signing.models import SigningKey


def list_keys(session: Session, organisation_id: int) -> list[SigningKey]:
    """Every key an organisation ever had, the newest first."""
    of_it = select(SigningKey).where(SigningKey.organisation_id == organisation_id)
    return list(session.scalars(of_it.order_by(SigningKey.id.desc())))


def find_key(session: Session, fingerprint: str, *, for_use: bool = False) -> SigningKey | None:
    """A key by its fingerprint, whosever it is. `for_use` lets nobody change it until this transaction has ended."""
    query = select(SigningKey).where(SigningKey.fingerprint == fingerprint)
    if for_use:
        query = query.with_for_update(of=SigningKey, read=True).execution_options(populate_existing=True)
    return session.scalar(query)


def get_key(session: Session, organisation: Organisation, fingerprint: str, *, for_change: bool = False) -> SigningKey:
    """A key of an organisation. Raises NotFound."""
    query = select(SigningKey).where(
        SigningKey.organisation_id == organisation.id, SigningKey.fingerprint == fingerprint
    )
    if for_change:
        query = query.with_for_update(of=SigningKey).execution_options(populate_existing=True)
    key = session.scalar(query)
    if key is None:
        raise NotFound(what=f"{organisation.slug} {fingerprint}")
    return key


def count_active_keys(session: Session, organisation_id: int) -> int:
    """How many keys of an organisation may sign now."""
    active = select(func.count()).where(
        SigningKey.organisation_id == organisation_id,
        SigningKey.retired_at.is_(None),
        SigningKey.revoked_at.is_(None),
        or_(SigningKey.expires_at.is_(None), SigningKey.expires_at > now_of(session)),
    )
    return session.scalar(active) or 0
