"""Publishing by machines and staged releases, over HTTP."""

from registry.publishing.api import files, origins, staging, trusting
from registry.publishing.api.blueprint import blueprint

__all__ = ["blueprint", "files", "origins", "staging", "trusting"]
