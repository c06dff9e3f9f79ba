"""Services for components, and buying together, from the command line."""

from registry.services.commands.purchases import purchases
from registry.services.commands.services import services

__all__ = ["purchases", "services"]
