"""The tables of adoption: what runs where, what stands behind it, what it is worth, what its body has decided."""

from registry.adoption.models.adoptions import Adoption, AdoptionStep
from registry.adoption.models.credit import AdoptionReach, CreditDiscount, CreditSegment, Independence
from registry.adoption.models.evidence import AdoptionClaim, Confirmation, Evidence
from registry.adoption.models.liveness import Attestation, AttestationKey, AttestationNonce
from registry.adoption.models.standing import AdoptionPolicy, LandscapeCertification, UpdateResponse
from registry.adoption.models.terms import AdoptionCost, AdoptionRating, ComponentRating, Contract, OperatingReport
from registry.adoption.models.usage import UsageDay, UsageMonth, UsageReport

__all__ = [
    "Adoption",
    "AdoptionClaim",
    "AdoptionCost",
    "AdoptionPolicy",
    "AdoptionRating",
    "AdoptionReach",
    "AdoptionStep",
    "Attestation",
    "AttestationKey",
    "AttestationNonce",
    "ComponentRating",
    "Confirmation",
    "Contract",
    "CreditDiscount",
    "CreditSegment",
    "Evidence",
    "Independence",
    "LandscapeCertification",
    "OperatingReport",
    "UpdateResponse",
    "UsageDay",
    "UsageMonth",
    "UsageReport",
]
