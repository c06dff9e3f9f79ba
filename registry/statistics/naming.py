"""The keys of what has no value of its own: no bucket is ever left out, and none is guessed."""

from typing import Final

UNSPECIFIED_DOMAIN: Final = "unspecified"
UNCLASSIFIED: Final = "unclassified"
UNKNOWN_PROVINCE: Final = "unknown"
UNSPECIFIED: Final = "unspecified"

NOTHING_KNOWN: Final = {
    "domain": UNSPECIFIED_DOMAIN,
    "province": UNKNOWN_PROVINCE,
    "city_class": UNCLASSIFIED,
}
"""By filter, the key of what has no value."""
