"""Publishing by machines, and approving it, from the command line."""

from registry.publishing.commands.staging import stage, staged
from registry.publishing.commands.trusting import exchange, providers, trust

__all__ = ["exchange", "providers", "stage", "staged", "trust"]
