"""Licences as SPDX expressions."""

from functools import lru_cache

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression


@lru_cache(maxsize=1000)
def read_license(expression: str) -> str:
    """The canonical spelling of an SPDX expression (`LicenseRef-…` is allowed); ValueError when it is none."""
    try:
        return str(canonicalize_license_expression(expression))
    except (InvalidLicenseExpression, ValueError, IndexError) as error:
        raise ValueError(expression) from error
