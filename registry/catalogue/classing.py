"""What becomes of a description when the concepts it uses are replaced."""

from collections.abc import Mapping, Sequence
from typing import Any

Replaced = Mapping[str, Sequence[str]]
"""Codes that are gone, each with those in its place."""


def codes_used(details: Mapping[str, Any], taxonomy: str, field: str | None) -> list[str]:
    """The codes of a taxonomy that a description uses: in the field that is its own, or under its name."""
    used: list[str] = details.get(field, []) if field else details.get("concepts", {}).get(taxonomy, [])
    return used


def reclassed(
    details: Mapping[str, Any], taxonomy: str, field: str | None, replaced: Replaced
) -> dict[str, Any] | None:
    """The description with the codes that took the others' place, each once and where the first stood.

    None when it uses nothing that is gone.
    """
    used = codes_used(details, taxonomy, field)
    if not any(code in replaced for code in used):
        return None
    codes = list(dict.fromkeys(new for code in used for new in replaced.get(code, [code])))
    if field:
        return {**details, field: codes}
    return {**details, "concepts": {**details.get("concepts", {}), taxonomy: codes}}
