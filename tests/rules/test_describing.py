"""Rules of a description that need nothing but the description."""

from typing import Any

import pytest

from registry.catalogue.describing import checked
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.taxonomies.queries import CurrentConcept, CurrentTaxonomy

SAID = {"license": "MulanPSL-2.0"}


def concept(code: str) -> CurrentConcept:
    return CurrentConcept(code, "", None, {"zh": code}, {}, [])


def taxonomy(code: str, field: str | None, *codes: str) -> CurrentTaxonomy:
    said = {"edition": "1", "name": {"zh": code}, "source": {}}
    concepts = {each: concept(each) for each in codes}
    return CurrentTaxonomy(**{**_blank(), "code": code, "field": field, **said, "concepts": concepts})


def _blank() -> dict[str, Any]:
    return dict.fromkeys(CurrentTaxonomy._fields)


TAXONOMIES = {
    "domains": taxonomy("domains", "domains", "A1", "A4"),
    "local": taxonomy("local", None, "L1"),
}


def mistakes(details: dict[str, Any], *further: FieldError) -> list[str]:
    try:
        checked(details, TAXONOMIES, further)
    except PayloadInvalid as refusal:
        return sorted(error.pointer for error in refusal.errors)
    return []


@pytest.mark.parametrize(
    ("details", "pointers"),
    [
        ({}, []),
        ({"domains": ["A1", "Z9"]}, ["/domains/1"]),
        ({"concepts": {"local": ["L1"]}}, []),
        ({"concepts": {"local": ["L9"]}}, ["/concepts/local/0"]),
        ({"concepts": {"elsewhere": ["L1"]}}, ["/concepts/elsewhere"]),
        ({"concepts": {"domains": ["A1"]}}, ["/concepts/domains"]),
        ({"price_terms": {"deployment_fee": "1.00"}}, ["/cost_model", "/price_terms/deployment_fee"]),
        ({"price_terms": {"deployment_fee": "0.00"}}, []),
        ({"cost_model": "per_deployment", "price_terms": {"deployment_fee": "1.00"}}, []),
        ({"cost_model": "shared_maintenance", "price_terms": {"discount_percent": 5}},
         ["/cost_model", "/price_terms/discount_percent"]),
        ({"data_classes": ["none"]}, []),
        ({"data_classes": ["none", "public"]}, ["/data_classes"]),
        ({"license": "free as air"}, ["/license"]),
    ],
)  # fmt: skip
def test_each_mistake_is_named_where_it_stands(details: dict[str, Any], pointers: list[str]):
    assert mistakes({**SAID, **details}) == pointers


def test_mistakes_found_elsewhere_are_told_with_the_others():
    further = FieldError("/co_owners/0", Bilingual("没有", "None"))

    assert mistakes({"license": "free as air"}, further) == ["/co_owners/0", "/license"]


def test_a_licence_is_kept_in_its_canonical_spelling():
    assert checked({"license": "mit or apache-2.0"}, {})["license"] == "MIT OR Apache-2.0"
