"""Which days are worked, over HTTP."""

from registry.workdays.api.blueprint import blueprint

__all__ = ["blueprint"]
