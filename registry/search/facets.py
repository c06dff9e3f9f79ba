"""The values a component is filtered and counted by, read from its description and its life."""

from collections.abc import Mapping
from typing import Any, Final

from registry.catalogue.models import Component
from registry.catalogue.quality import THRESHOLD
from registry.standards.queries import StandardFacts

_LISTS: Final = {
    "domain": "domains",
    "action": "actions",
    "connectivity": "connectivity",
    "ability": "abilities",
    "life_cycle": "life_cycle",
    "city_stage": "city_stages",
    "scenario": "scenarios",
    "tag": "tags",
    "suite": "suites",
    "hosting": "hosting",
    "deployment": "deployments",
    "platform": "platforms",
    "technology": "technologies",
    "ai_use": "ai_uses",
    "contributor": "contributors",
}
"""The facets that are a list of the description as it stands: facet → field."""


def facets_of(
    component: Component, province: str | None, city_class: str | None, standards: StandardFacts
) -> dict[str, list[str]]:
    """Every facet that has a value. `province` is a division code, `city_class` the publishing city's class today."""
    details = component.details
    found = {facet: [*details.get(field, ())] for facet, field in _LISTS.items()}
    found |= {facet: [str(value)] for facet, value in _single(component).items() if value}
    found |= {
        "province": [province] if province else [],
        "city_class": [city_class] if city_class else [],
        "standard": [*standards.slugs],
        "conformance": [*standards.conformance],
        "xinchuang": [cell["product"] for cell in details.get("xinchuang", ())],
        "concept": [f"{taxonomy}:{code}" for taxonomy, codes in details.get("concepts", {}).items() for code in codes],
    }
    return {facet: values for facet, values in found.items() if values}


def _single(component: Component) -> Mapping[str, Any]:
    details = component.details
    return {
        "kind": details["kind"],
        "license": details["license"],
        "publisher": component.full_name.split("/", 1)[0],
        "size_band": component.publisher.size_band,
        "status": component.status,
        "confirmation": "unconfirmed" if component.is_unconfirmed else "confirmed",
        "quality": "documented" if component.quality >= THRESHOLD else "thin",
        "cost_model": details.get("cost_model", "free"),
        "sharing_scope": details.get("sharing_scope"),
        "foundational_ready": "true" if details.get("foundational_ready") else None,
        "security_level": details.get("security_level"),
        "data_grade": details.get("data_grade"),
        "maintenance_type": details.get("maintenance", {}).get("type"),
    }
