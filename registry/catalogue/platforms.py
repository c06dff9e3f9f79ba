"""On what a version runs: a runtime, and the domestic processors, systems and databases (信创) it needs. Pure.

The rule: entries of one layer are alternatives, any of them will do; what is named at different layers is needed
together. "Kunpeng or Hygon, and openGauss 5 or later" is three entries at two layers.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from registry.catalogue.dependencies import TWICE, checked_specifier
from registry.catalogue.vocabulary import PLATFORM_LAYERS
from registry.kit.errors import FieldError


def checked_platforms(given: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, str]], list[FieldError]]:
    """Platform requirements as they are kept, and what is wrong with them: a product stands once at its layer."""
    kept: list[dict[str, str]] = []
    errors: list[FieldError] = []
    for place, entry in enumerate(given):
        pointer = f"/platform_requirements/{place}"
        specifier, wrong = checked_specifier(entry.get("specifier", ""), f"{pointer}/specifier")
        errors += [wrong] if wrong else []
        if any(_same(entry, before) for before in kept):
            errors.append(FieldError(f"{pointer}/product", TWICE))
        kept.append({"layer": entry["layer"], "product": entry["product"], "specifier": specifier})
    return kept, errors


def by_layer(requirements: Iterable[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    """The alternatives of each layer that is asked for, from the runtime down to the browser."""
    entries = list(requirements)
    layers = {layer: [entry for entry in entries if entry["layer"] == layer] for layer in PLATFORM_LAYERS}
    return {layer: alternatives for layer, alternatives in layers.items() if alternatives}


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return one["layer"] == other["layer"] and one["product"].casefold() == other["product"].casefold()
