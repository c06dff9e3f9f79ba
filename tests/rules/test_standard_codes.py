"""One spelling for the many that people use for the code of a standard."""

import pytest

from registry.standards.codes import family_of, slug_of, year_of


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("GB/T 33356-2022", "gb-t-33356-2022"),
        ("gb/t33356—2022", "gb-t-33356-2022"),
        ("GBT 33356 – 2022", "gb-t-33356-2022"),
        ("ＧＢ／Ｔ　３３３５６－２０２２", "gb-t-33356-2022"),
        ("GB/T 40656.1-2021", "gb-t-40656-1-2021"),
        ("GB25280-2016", "gb-25280-2016"),
        ("DB99/T 1-2026", "db99-t-1-2026"),
        ("db99t1-2026", "db99-t-1-2026"),
        ("ISO/IEC 20922:2016", "iso-iec-20922-2016"),
        ("RFC6749", "rfc-6749"),
        ("HL7 FHIR R4", "hl7-fhir-r4"),
        ("OGC 3D Tiles", "ogc-3d-tiles"),
        ("publiccode.yml 0.7", "publiccode-yml-0-7"),
        ("标准", ""),
    ],
)
def test_every_spelling_of_a_code_leads_to_one_address(code: str, slug: str):
    assert slug_of(code) == slug
    assert slug_of(slug) == slug


@pytest.mark.parametrize(
    ("code", "family", "year"),
    [
        ("GB/T 28181-2022", "gb-t-28181", 2022),
        ("GB/T 28181", "gb-t-28181", None),
        ("ISO 37153:2024", "iso-37153", 2024),
        ("GB/T 34680.1-2017", "gb-t-34680-1", 2017),
        ("ISO 37106", "iso-37106", None),
        ("RFC 2021", "rfc-2021", None),
        ("HL7 FHIR R4", "hl7-fhir", None),
        ("OpenAPI 3.1", "openapi", None),
        ("ITU-T Y.4903", "itu-t-y-4903", None),
    ],
)
def test_a_code_without_its_year_or_edition_names_the_family(code: str, family: str, year: int | None):
    assert (family_of(code), year_of(code)) == (family, year)
