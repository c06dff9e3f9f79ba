"""Changes to who may publish without a stored secret, and to what waits for a person; one decision per function."""

from registry.publishing.actions.deciding import approve_staged, expire_staged, reject_staged
from registry.publishing.actions.exchanging import TOKEN_MINUTES, believe, exchange
from registry.publishing.actions.providers import add_provider, remove_provider
from registry.publishing.actions.staging import add_staged_file, require_room, stage_version
from registry.publishing.actions.trusting import distrust_publisher, trust_publisher

__all__ = [
    "TOKEN_MINUTES",
    "add_provider",
    "add_staged_file",
    "approve_staged",
    "believe",
    "distrust_publisher",
    "exchange",
    "expire_staged",
    "reject_staged",
    "remove_provider",
    "require_room",
    "stage_version",
    "trust_publisher",
]
