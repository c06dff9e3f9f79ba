"""All that a body runs, over HTTP."""

from registry.landscapes.api import (  # noqa: F401 — their routes
    certifications,
    export,
    files,
    imports,
    landscape,
    merging,
    rows,
)
from registry.landscapes.api.blueprint import blueprint

__all__ = ["blueprint"]
