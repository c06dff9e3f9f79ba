"""The catalogue from the command line."""

from registry.catalogue.commands import exporting, removing  # noqa: F401 — their commands of other groups
from registry.catalogue.commands.importing import publiccode
from registry.catalogue.commands.importing_many import import_components
from registry.catalogue.commands.publishing import publish
from registry.catalogue.commands.quarantine import quarantine
from registry.catalogue.commands.reading import components, versions

__all__ = ["components", "import_components", "publiccode", "publish", "quarantine", "versions"]
