"""Removing what stands behind made-up adoptions, and what made-up organisations asked, were told and flagged."""

from typing import Any

from sqlalchemy import or_, select

from registry.adoption.models import (
    AdoptionClaim,
    AdoptionCost,
    AdoptionPolicy,
    AdoptionRating,
    AdoptionReach,
    Attestation,
    AttestationKey,
    AttestationNonce,
    ComponentRating,
    Confirmation,
    Contract,
    CreditDiscount,
    CreditSegment,
    Evidence,
    Independence,
    LandscapeCertification,
    OperatingReport,
    UpdateResponse,
    UsageDay,
    UsageMonth,
    UsageReport,
)
from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.collaboration.models import PeerQuestion, ReportRequest, SecurityReport
from registry.demonstration.gone import Gone
from registry.landscapes.models import LandscapeImport, LandscapeRow
from registry.notifications.models import Message, Notice, Subscription
from registry.safeguards.models import Appeal, Flag, FlagDiscount, FlagParty
from registry.webhooks.models import Delivery, Webhook, WebhookReplay

OF_ADOPTIONS = (
    Evidence,
    Confirmation,
    AttestationNonce,
    AttestationKey,
    Attestation,
    UsageDay,
    UsageMonth,
    UsageReport,
    Contract,
    AdoptionCost,
    OperatingReport,
    AdoptionRating,
    AdoptionReach,
    Independence,
    CreditSegment,
    UpdateResponse,
)
"""What hangs on an adoption and goes with it, in an order that keys allow."""


def remove_use(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    """Everything that hangs on these adoptions, and applications and claims for these components or by these bodies."""
    _remove_applications(gone, adoptions, organisations, components)
    for table in OF_ADOPTIONS:
        gone(table, table.adoption_id.in_(adoptions))
    # An assessor or publisher that was made up has confirmed nothing real.
    gone(Confirmation, Confirmation.organisation_id.in_(organisations))
    gone(OperatingReport, OperatingReport.organisation_id.in_(organisations))
    gone(
        AdoptionClaim,
        or_(
            AdoptionClaim.claimant_id.in_(organisations),
            AdoptionClaim.adopter_id.in_(organisations),
            AdoptionClaim.component_id.in_(components),
            AdoptionClaim.adoption_id.in_(adoptions),
        ),
    )
    gone(ComponentRating, ComponentRating.component_id.in_(components))


def remove_standing(gone: Gone, organisations: Any, components: Any) -> None:
    """What these bodies have decided, asked, been told; where they looked to inflate something."""
    _remove_flags(gone, organisations)
    for table in (AdoptionPolicy, LandscapeCertification):
        gone(table, table.organisation_id.in_(organisations))
    _remove_lending(gone, organisations, components)
    imports = select(LandscapeImport.id).where(LandscapeImport.organisation_id.in_(organisations)).scalar_subquery()
    gone(LandscapeRow, LandscapeRow.import_id.in_(imports))
    gone(LandscapeImport, LandscapeImport.organisation_id.in_(organisations))
    told = select(Subscription.id).where(Subscription.organisation_id.in_(organisations)).scalar_subquery()
    gone(Message, Message.subscription_id.in_(told))
    gone(Subscription, Subscription.organisation_id.in_(organisations))
    gone(Notice, Notice.organisation_id.in_(organisations))
    hooks = select(Webhook.id).where(Webhook.organisation_id.in_(organisations)).scalar_subquery()
    gone(Delivery, Delivery.webhook_id.in_(hooks))
    gone(WebhookReplay, WebhookReplay.webhook_id.in_(hooks))
    gone(Webhook, Webhook.organisation_id.in_(organisations))


def _remove_applications(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    """An application goes as a whole, as soon as one of its items cannot stay."""
    touched = select(ApplicationItem.application_id).where(
        or_(
            ApplicationItem.component_id.in_(components),
            ApplicationItem.beneficiary_id.in_(organisations),
            ApplicationItem.operator_id.in_(organisations),
            ApplicationItem.adoption_id.in_(adoptions),
        )
    )
    # The ids are read first: they could not be found any more once the items are gone.
    applications = gone.read(
        select(Application.id).where(or_(Application.applicant_id.in_(organisations), Application.id.in_(touched)))
    )
    items = select(ApplicationItem.id).where(ApplicationItem.application_id.in_(applications)).scalar_subquery()
    gone(ApplicationStep, or_(ApplicationStep.item_id.in_(items), ApplicationStep.organisation_id.in_(organisations)))
    gone(ApplicationItem, ApplicationItem.application_id.in_(applications))
    gone(Application, Application.id.in_(applications))


def _remove_flags(gone: Gone, organisations: Any) -> None:
    """A flag goes with any of those it concerns, and so does what was decided on it."""
    concerned = select(FlagParty.flag_id).where(FlagParty.organisation_id.in_(organisations))
    flags = gone.read(select(Flag.id).where(or_(Flag.is_demo, Flag.id.in_(concerned))))
    gone(FlagDiscount, FlagDiscount.flag_id.in_(flags))
    gone(Appeal, Appeal.flag_id.in_(flags))
    gone(FlagParty, FlagParty.flag_id.in_(flags))
    gone(Flag, Flag.id.in_(flags))
    gone(
        CreditDiscount,
        or_(CreditDiscount.city_id.in_(organisations), CreditDiscount.publisher_city_id.in_(organisations)),
    )


def _remove_lending(gone: Gone, organisations: Any, components: Any) -> None:
    """Questions among cities, and the reports they lend one another."""
    gone(
        PeerQuestion,
        or_(
            PeerQuestion.component_id.in_(components),
            PeerQuestion.asker_id.in_(organisations),
            PeerQuestion.asked_id.in_(organisations),
        ),
    )
    lent = or_(SecurityReport.component_id.in_(components), SecurityReport.owner_id.in_(organisations))
    reports = select(SecurityReport.id).where(lent).scalar_subquery()
    gone(ReportRequest, or_(ReportRequest.report_id.in_(reports), ReportRequest.city_id.in_(organisations)))
    gone(SecurityReport, lent)
