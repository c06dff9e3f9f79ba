"""The catalogue from the command line."""

from registry.catalogue.commands.importing import import_components, publiccode
from registry.catalogue.commands.publishing import publish

__all__ = ["import_components", "publiccode", "publish"]
