"""Calling for cases."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from registry.cases.models import Campaign
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation


def call_for_cases(
    session: Session,
    actor: Actor,
    *,
    title: Mapping[str, str],
    call: Mapping[str, str],
    level: str,
    opens_on: date,
    closes_on: date,
    is_demo: bool = False,
) -> Campaign:
    """Call for typical cases between two days, both in it. For administrators; authorities call below the nation.

    Raises TokenRequired, ScopeMissing, PayloadInvalid where it closes before it opens.
    """
    if actor.kind != "authority" or level == "national":
        actor.require_scope("platform:admin")
    elif not actor.is_administrator:
        actor.require_scope("collaboration:write")
    if closes_on < opens_on:
        raise PayloadInvalid.of("/closes_on", "截止日期早于开始日期。", "It closes before it opens.")
    campaign = Campaign(
        title=dict(title), call=dict(call), level=level, opens_on=opens_on, closes_on=closes_on, is_demo=is_demo,
        created_at=now_of(session),
    )  # fmt: skip
    campaign.organiser = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    campaign.is_demo = is_demo or (campaign.organiser is not None and campaign.organiser.is_demo)
    session.add(campaign)
    session.flush()
    record(
        session,
        actor,
        type="campaign.opened",
        subject=f"campaigns/{campaign.public_id}",
        organisation_id=campaign.organiser_id,
        data={
            "campaign": str(campaign.public_id),
            "organiser": campaign.organiser.slug if campaign.organiser else None,
            "level": level,
            "opens_on": opens_on.isoformat(),
            "closes_on": closes_on.isoformat(),
        },
    )
    return campaign
