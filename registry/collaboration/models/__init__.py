"""Tables of working together: pairings and scenarios, feedback, questions and reports among cities."""

from registry.collaboration.models.feedback import Feedback
from registry.collaboration.models.pairings import Pairing, Scenario
from registry.collaboration.models.peers import PeerQuestion, ReportRequest, SecurityReport

__all__ = ["Feedback", "Pairing", "PeerQuestion", "ReportRequest", "Scenario", "SecurityReport"]
