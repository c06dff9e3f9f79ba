"""Tables of working together: pairings and scenarios, feedback, questions and reports among cities."""

from registry.collaboration.models.activities import (
    PairingActivity,
    PairingCompletion,
    PairingConfirmation,
    PairingEvidence,
    PairingFunding,
    PairingResult,
    PairingResultAdoption,
)
from registry.collaboration.models.feedback import Feedback
from registry.collaboration.models.pairings import Pairing, Scenario
from registry.collaboration.models.peers import PeerQuestion, ReportRequest, SecurityReport

__all__ = [
    "Feedback",
    "Pairing",
    "PairingActivity",
    "PairingCompletion",
    "PairingConfirmation",
    "PairingEvidence",
    "PairingFunding",
    "PairingResult",
    "PairingResultAdoption",
    "PeerQuestion",
    "ReportRequest",
    "Scenario",
    "SecurityReport",
]
