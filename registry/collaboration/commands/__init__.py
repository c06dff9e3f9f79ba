"""Feedback, and what cities ask and lend one another, from the command line."""

from registry.collaboration.commands.feedback import feedback, release_notes
from registry.collaboration.commands.pairings import pairings
from registry.collaboration.commands.peers import questions, reports

__all__ = ["feedback", "pairings", "questions", "release_notes", "reports"]
