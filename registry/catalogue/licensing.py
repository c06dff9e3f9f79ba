"""Licences as SPDX expressions."""

from functools import lru_cache
from typing import Final

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

UNKNOWN_LICENSE: Final = "LicenseRef-Unknown"
"""What a visible draft says whose licence nobody knew; it is not listed with it."""


@lru_cache(maxsize=1000)
def read_license(expression: str) -> str:
    """The canonical spelling of an SPDX expression (`LicenseRef-…` is allowed); ValueError when it is none."""
    try:
        return str(canonicalize_license_expression(expression))
    except (InvalidLicenseExpression, ValueError, IndexError) as error:
        raise ValueError(expression) from error
