"""Changes of what cities do together: pairings, scenarios, and what adopters say of components."""

from registry.collaboration.actions.feedback import (
    decline_feedback,
    open_feedback,
    reopen_feedback,
    resolve_feedback,
    reword_feedback,
)
from registry.collaboration.actions.pairings import answer_pairing, enter_pairing, propose_pairing
from registry.collaboration.actions.scenarios import enter_scenario

__all__ = [
    "answer_pairing",
    "decline_feedback",
    "enter_pairing",
    "enter_scenario",
    "open_feedback",
    "propose_pairing",
    "reopen_feedback",
    "resolve_feedback",
    "reword_feedback",
]
