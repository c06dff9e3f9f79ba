"""The closed lists of publiccode.yml: facts of the standard, kept as data beside this file."""

from functools import cache
from importlib import resources
from typing import Final

# The spellings of `publiccodeYmlVersion` the reference parser 5.4.3 accepts, in its own order.
SUPPORTED_VERSIONS: Final = (
    *("0", "0.2", "0.2.0", "0.2.1", "0.2.2", "0.3", "0.3.0", "0.4", "0.4.0"),
    *("0.5.0", "0.5", "0.7.0", "0.7"),
)
LATEST_VERSION: Final = "0.7"
PREFERRED_VERSION: Final = "0"

DEVELOPMENT_STATUSES: Final = ("concept", "development", "beta", "stable", "obsolete")
SOFTWARE_TYPES: Final = (
    *("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web"),
    *("standalone/backend", "standalone/other", "addon", "library", "configurationFiles"),
)
MAINTENANCE_TYPES: Final = ("internal", "contract", "community", "none")
ITALIAN_SECTION_VERSIONS: Final = ("0.2", "1.0")


@cache
def terms(name: str) -> frozenset[str]:
    """The terms of the list called `name`: categories, scopes, aliases, countries or languages."""
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
