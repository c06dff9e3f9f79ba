"""What versions consist of, from the command line."""

from registry.artifacts.commands import fetching, taking_out  # noqa: F401 — their commands of artifacts
from registry.artifacts.commands.adding import artifacts
from registry.artifacts.commands.checking import verify
from registry.artifacts.commands.signing import manifest, sign

__all__ = ["artifacts", "manifest", "sign", "verify"]
