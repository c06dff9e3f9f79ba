"""Names that become part of an address: what is allowed, and which two look alike."""

import re
from typing import Final

NAME_PATTERN: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
NAME_MIN: Final = 2
NAME_MAX: Final = 64

RESERVED: Final = frozenset(
    {"admin", "api", "docs", "feeds", "latest", "metrics", "new", "registry", "static", "suggestions", "system"}
    # Names that Windows keeps for devices: what is fetched is unpacked on the machines of cities.
    | {"con", "prn", "aux", "nul", *(f"{port}{nth}" for port in ("com", "lpt") for nth in range(1, 10))}
)

_LOOK_ALIKES: Final = str.maketrans({"l": "1", "i": "1", "o": "0"})


def is_valid_name(name: str) -> bool:
    """Lower-case ASCII letters, digits and single hyphens, 2 to 64 signs, a letter first.

    ASCII alone leaves no room for bidirectional overrides, zero-width signs or look-alike letters of other scripts.
    """
    return NAME_MIN <= len(name) <= NAME_MAX and NAME_PATTERN.match(name) is not None


def skeleton(name: str) -> str:
    """What is left of a name when separators are dropped and look-alikes folded (l, i → 1, o → 0), as PyPI compares."""
    return name.replace("-", "").translate(_LOOK_ALIKES)
