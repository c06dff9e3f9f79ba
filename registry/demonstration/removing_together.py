"""Removing what made-up cities did as pairs, what made-up entities offered, and what was bought together."""

from typing import Any

from sqlalchemy import or_, select

from registry.collaboration.models import (
    Pairing,
    PairingActivity,
    PairingCompletion,
    PairingConfirmation,
    PairingEvidence,
    PairingFunding,
    PairingResult,
    PairingResultAdoption,
)
from registry.demonstration.gone import Gone
from registry.organisations.models import Division
from registry.services.models import (
    ComponentService,
    Purchase,
    PurchaseAgreement,
    PurchaseCallOff,
    PurchaseCoverage,
    PurchaseMember,
    ServiceRating,
    ServiceRegion,
)


def remove_together(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    """Everything that hangs on these adoptions, bodies and components, before they go."""
    _remove_purchases(gone, adoptions, organisations, components)
    _remove_services(gone, adoptions, organisations, components)
    _remove_pairings(gone, adoptions, organisations, components)


def _remove_purchases(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    offers = select(ComponentService.id).where(ComponentService.entity_id.in_(organisations))
    # The ids are read first: they could not be found any more once the members are gone.
    purchases = gone.read(
        select(Purchase.id).where(
            or_(
                Purchase.is_demo,
                Purchase.organiser_id.in_(organisations),
                Purchase.component_id.in_(components),
                Purchase.service_id.in_(offers),
            )
        )
    )
    agreements = gone.read(
        select(PurchaseAgreement.id).where(
            or_(PurchaseAgreement.purchase_id.in_(purchases), PurchaseAgreement.supplier_id.in_(organisations))
        )
    )
    gone(
        PurchaseCallOff,
        or_(
            PurchaseCallOff.agreement_id.in_(agreements),
            PurchaseCallOff.adoption_id.in_(adoptions),
            PurchaseCallOff.organisation_id.in_(organisations),
        ),
    )
    gone(
        PurchaseCoverage,
        or_(PurchaseCoverage.agreement_id.in_(agreements), PurchaseCoverage.organisation_id.in_(organisations)),
    )
    gone(PurchaseAgreement, PurchaseAgreement.id.in_(agreements))
    gone(
        PurchaseMember,
        or_(PurchaseMember.purchase_id.in_(purchases), PurchaseMember.organisation_id.in_(organisations)),
    )
    gone(Purchase, Purchase.id.in_(purchases))


def _remove_services(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    services = gone.read(
        select(ComponentService.id).where(
            or_(
                ComponentService.is_demo,
                ComponentService.entity_id.in_(organisations),
                ComponentService.component_id.in_(components),
            )
        )
    )
    divisions = select(Division.code).where(Division.is_demo)
    gone(ServiceRating, or_(ServiceRating.service_id.in_(services), ServiceRating.adoption_id.in_(adoptions)))
    gone(ServiceRegion, or_(ServiceRegion.service_id.in_(services), ServiceRegion.division_code.in_(divisions)))
    gone(ComponentService, ComponentService.id.in_(services))


def _remove_pairings(gone: Gone, adoptions: Any, organisations: Any, components: Any) -> None:
    pairings = gone.read(
        select(Pairing.id).where(
            or_(Pairing.is_demo, Pairing.helper_id.in_(organisations), Pairing.helped_id.in_(organisations))
        )
    )
    activities = gone.read(
        select(PairingActivity.id).where(
            or_(
                PairingActivity.pairing_id.in_(pairings),
                PairingActivity.component_id.in_(components),
                PairingActivity.adoption_id.in_(adoptions),
            )
        )
    )
    results = gone.read(select(PairingResult.id).where(PairingResult.activity_id.in_(activities)))
    gone(
        PairingResultAdoption,
        or_(PairingResultAdoption.result_id.in_(results), PairingResultAdoption.adoption_id.in_(adoptions)),
    )
    for table in (PairingResult, PairingConfirmation, PairingEvidence):
        gone(table, table.activity_id.in_(activities))
    gone(PairingActivity, PairingActivity.id.in_(activities))
    for part in (PairingFunding, PairingCompletion):
        gone(part, part.pairing_id.in_(pairings))
    gone(Pairing, Pairing.id.in_(pairings))
