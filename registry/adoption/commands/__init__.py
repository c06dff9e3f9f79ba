"""Adopting, and staying current, from the command line."""

from registry.adoption.commands import recording  # noqa: F401 — its commands
from registry.adoption.commands.adopting import adopt
from registry.adoption.commands.attesting import attest
from registry.adoption.commands.claiming import claims
from registry.adoption.commands.crediting import credit
from registry.adoption.commands.group import adoptions
from registry.adoption.commands.policing import policy
from registry.adoption.commands.proving import confirmations, evidence
from registry.adoption.commands.updating import outdated, respond
from registry.adoption.commands.weighing import ratings, savings

__all__ = [
    "adopt",
    "adoptions",
    "attest",
    "claims",
    "confirmations",
    "credit",
    "evidence",
    "outdated",
    "policy",
    "ratings",
    "respond",
    "savings",
]
