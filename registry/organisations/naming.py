"""Names that become part of an address: what is allowed, and which two look alike."""

import re
from typing import Final

from registry.kit.errors import PayloadInvalid

NAME_PATTERN: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
NAME_MIN: Final = 2
NAME_MAX: Final = 64

RESERVED: Final = frozenset(
    {"admin", "api", "docs", "drafts", "feeds", "latest", "metrics", "new", "registry", "static"}
    | {"suggestions", "system"}
    # Names that Windows keeps for devices: what is fetched is unpacked on the machines of cities.
    | {"con", "prn", "aux", "nul", *(f"{port}{nth}" for port in ("com", "lpt") for nth in range(1, 10))}
)

_LOOK_ALIKES: Final = str.maketrans({"l": "1", "i": "1", "o": "0"})


def is_valid_name(name: str) -> bool:
    """Lower-case ASCII letters, digits and single hyphens, 2 to 64 signs, a letter first.

    ASCII alone leaves no room for bidirectional overrides, zero-width signs or look-alike letters of other scripts.
    """
    return NAME_MIN <= len(name) <= NAME_MAX and NAME_PATTERN.match(name) is not None


def check_slug(slug: str) -> None:
    """Raises PayloadInvalid unless the slug is a valid name and not reserved."""
    if not is_valid_name(slug) or slug in RESERVED:
        raise PayloadInvalid.of(
            "/slug",
            "标识须以小写字母开头，由小写字母、数字和单个连字符组成，2 至 64 个字符，且不能是保留词。",
            "A slug begins with a lower-case letter and holds lower-case letters, digits and single hyphens, "
            "2 to 64 characters; a few words are reserved.",
        )


def skeleton(name: str) -> str:
    """What is left of a name when separators are dropped and look-alikes folded (l, i → 1, o → 0), as PyPI compares."""
    return name.replace("-", "").translate(_LOOK_ALIKES)
