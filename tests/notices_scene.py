"""A notice and a confirmed subscription of an organisation, put where they would come to stand by themselves."""

from uuid import UUID

from registry.kit.clock import now_of
from registry.notifications.models import Message, Notice, Subscription
from registry.organisations.queries import get_organisation
from tests.build import Registry

NOTICE = UUID("0190a6f4-0000-7000-8000-00000000f001")


def tell(registry: Registry, slug: str) -> UUID:
    """Put a notice into an inbox; its id."""
    with registry.database.writing() as session:
        session.add(
            Notice(
                public_id=NOTICE,
                organisation_id=get_organisation(session, slug).id,
                position=0,
                kind="version_yanked",
                about="owner/parking/versions/1.0",
                urgency="high",
                text={"zh": "示例", "en": "Example"},
                todo={"zh": "示例", "en": "Example"},
                address="/components/owner/parking",
                created_at=now_of(session),
            )
        )
    return NOTICE


def subscribe(registry: Registry, slug: str, account: str) -> UUID:
    """A subscription that was confirmed, with one message that went out; its id."""
    with registry.database.writing() as session:
        now = now_of(session)
        row = Subscription(
            organisation_id=get_organisation(session, slug).id,
            channel="im",
            address=account,
            language="zh",
            kinds=["version_yanked"],
            urgency="low",
            digest="at_once",
            is_active=True,
            confirmed_at=now,
            created_at=now,
            created_by="console",
        )
        session.add(row)
        session.flush()
        sent = Message(subscription_id=row.id, first_notice_id=1, last_notice_id=1, notices=1, status="sent", at=now)
        session.add(sent)
        return row.public_id
