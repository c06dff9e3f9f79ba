"""GET /publiccode/{publisher}/{name}: strict for everybody, and nothing is lost when it comes back."""

import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from registry.catalogue.models import Component
from registry.catalogue.publiccode import read_publiccode
from tests.build import Client, Registry, description
from tests.http.test_publiccode import good, send

DEFAULT = Path(__file__).parents[3] / "shared" / "data"
FILES = sorted((Path(os.environ.get("REGISTRY_REFERENCE_DATA") or DEFAULT) / "publiccode").glob("*.yml"))

RICH: dict[str, Any] = {
    "description": {"zh": "# 说明\n\n一行。\n\n  - 缩进", "en": "Short."},
    "domains": ["A4"],
    "scenarios": ["停车缴费"],
    "tags": ["停车", "mobile-payment"],
    "cost_model": "discounted",
    "price_terms": {"deployment_fee": "120000.00", "notes": {"zh": "含三年维护"}},
    "repository_url": "https://code.example.org/yunling/parking.git",
    "maintenance": {"type": "contract", "maintainer": "示例公司", "commitment": {"zh": "工作日 8 小时内答复"}},
    "contacts": [{"name": "某人", "phone": "0571-0000"}],
    "features": {"zh": ["找车位"]},
    "environment": {"database": ["PostgreSQL 16", "达梦 8"]},
    "xinchuang": [{"layer": "operating_system", "product": "麒麟"}],
    "security_level": 3,
    "standards": ["GB/T 22239-2019"],
}


def address_of(full_name: str) -> str:
    return f"/api/v1/publiccode/{full_name}"


def details_of(registry: Registry, full_name: str) -> dict[str, Any]:
    with registry.database.reading() as session:
        found = session.scalars(select(Component).where(Component.full_name == full_name)).one()
        return found.details


def export(caller: Client, full_name: str) -> bytes:
    answer = caller.get(address_of(full_name))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    raw: bytes = answer.data
    assert read_publiccode(raw).diagnostics == ()
    return raw


def test_an_export_is_a_file_to_keep_with_a_tag(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0", **RICH)

    answer = registry.anyone.get(address_of(full_name))
    again = registry.anyone.get(address_of(full_name), headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.mimetype == "application/yaml"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="publiccode.yml"'
    assert (again.status_code, again.data) == (304, b"")


def test_an_export_changes_its_tag_with_the_component(registry: Registry):
    yunling = registry.city("yunling")
    full_name = registry.component(yunling, "parking", "1.0")
    before = registry.anyone.get(address_of(full_name)).headers["ETag"]

    registry.version(yunling, full_name, "1.1")

    assert registry.anyone.get(address_of(full_name)).headers["ETag"] != before


def test_only_who_sees_a_component_exports_it(registry: Registry):
    yunling = registry.city("yunling")
    draft = registry.component(yunling, "parking")

    others = registry.city("haina").get(address_of(draft))
    nothing = registry.anyone.get(address_of("yunling/nothing"))

    assert (others.status_code, others.json["code"]) == (404, "not_found")
    assert nothing.status_code == 404
    assert b"developmentStatus: development" in export(yunling, draft)


def test_what_a_version_requires_is_told_with_its_bounds(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.4")
    full_name = registry.component(yunling, "parking")
    registry.version(yunling, full_name, "2.0", requires=[{"component": "yunling/maps", "specifier": ">=1.2,<2"}])

    document: Any = read_publiccode(export(yunling, full_name)).document

    assert document["dependsOn"]["open"] == [{"name": "yunling/maps", "versionMin": "1.2", "versionMax": "1"}]


@pytest.mark.parametrize(
    "details", [{}, RICH, {**RICH, "repository_url": None}], ids=["least", "rich", "no repository"]
)
def test_an_export_that_comes_back_changes_nothing(registry: Registry, details):
    yunling = registry.city("yunling")
    given = {key: value for key, value in details.items() if value is not None}
    full_name = registry.component(yunling, "parking", "1.0", **given)
    before = details_of(registry, full_name)

    answer = send(yunling, export(registry.anyone, full_name))

    assert (answer.status_code, answer.json["component"]) == (200, full_name)
    assert (answer.json["verdict"], answer.json["diagnostics"]) == ("valid", [])
    assert details_of(registry, full_name) == before
    assert len(yunling.get("/api/v1/components?publisher=yunling").json["items"]) == 1


def test_two_components_of_one_repository_each_find_back_to_their_own(registry: Registry):
    yunling = registry.city("yunling")
    names = [registry.component(yunling, name, "1.0", **{**RICH, "tags": [name]}) for name in ("parking", "gates")]

    found = [send(yunling, export(registry.anyone, name)).json["component"] for name in names]

    assert found == names


def test_an_export_makes_the_same_component_under_another_publisher(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0", **RICH)
    haina = registry.city("haina")

    answer = send(haina, export(registry.anyone, full_name))

    assert answer.status_code == 201
    assert answer.json["diagnostics"] == []
    assert details_of(registry, answer.json["component"]) == details_of(registry, full_name)
    assert answer.json["component"].startswith("haina/")


def test_what_was_changed_by_hand_in_the_keys_is_taken_over_and_the_rest_kept(registry: Registry):
    yunling = registry.city("yunling")
    full_name = registry.component(yunling, "parking", "1.0", **RICH)
    changed = export(registry.anyone, full_name).replace("- 找车位".encode(), "- 找车位和充电桩".encode())

    answer = send(yunling, changed)

    assert answer.json["component"] == full_name
    details = details_of(registry, full_name)
    assert details["features"]["zh"] == ["找车位和充电桩"]
    assert (details["security_level"], details["domains"]) == (3, ["A4"])


def test_a_comment_that_was_tampered_with_is_told_and_left_out(registry: Registry):
    yunling = registry.city("yunling")
    full_name = registry.component(yunling, "parking", "1.0", **RICH)
    raw = export(registry.anyone, full_name).replace(b'"security_level","value":3', b'"security_level","value":9')

    answer = send(registry.city("haina"), raw)

    assert answer.json["verdict"] == "valid_with_warnings"
    assert [found["key"] for found in answer.json["diagnostics"]] == ["registry.description"]
    assert "security_level" not in details_of(registry, answer.json["component"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("security_level", 9),
        ("domains", ["no-such"]),
        ("status", "listed"),
        ("publisher", "yunling"),
        ("name", "other"),
        ("contacts", [{"phone": "1"}]),
        ("license", "no licence at all"),
    ],
)
def test_what_no_payload_may_say_no_comment_may_say_either(registry: Registry, field, value):
    from registry.catalogue.publiccode.carried import write_carried

    comments = write_carried("urn:uuid:0", {field: value}, {})
    haina = registry.city("haina")
    plain = send(haina, good().replace(b"parking.git", b"other.git")).json["component"]
    if field == "license":
        comments = write_carried("urn:uuid:0", {field: value}, {field: details_of(registry, plain)[field]})

    answer = send(haina, good() + comments.encode())

    component = answer.json["component"]
    assert answer.status_code == 201
    assert [found["key"] for found in answer.json["diagnostics"]] == [f"registry.description.{field}"]
    assert component.startswith("haina/smart-parking")
    assert details_of(registry, component) == {
        **details_of(registry, plain),
        "repository_url": "https://example.org/parking.git",
    }


def test_a_comment_never_reaches_the_component_of_another_publisher(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0", **RICH)
    before = details_of(registry, full_name)
    raw = export(registry.anyone, full_name).replace("- 找车位".encode(), "- 别的".encode())

    send(registry.city("haina"), raw)

    assert details_of(registry, full_name) == before


@pytest.mark.skipif(not FILES, reason="the reference files are not there: set REGISTRY_REFERENCE_DATA")
def test_real_files_come_back_from_their_exports_as_they_were(registry: Registry):
    first, second = registry.city("yunling"), registry.city("haina")
    for file in FILES:
        answer = send(first, file.read_bytes())
        assert answer.status_code == 201, (file.name, answer.get_data(as_text=True))
        made = answer.json["component"]

        again = send(second, export(first, made)).json

        assert again["verdict"] == "valid", (file.name, again)
        assert details_of(registry, again["component"]) == details_of(registry, made), file.name


def test_an_export_of_a_component_that_says_it_in_english_only_is_strict(registry: Registry):
    texts = {"title": {"en": "Parking"}, "summary": {"en": "Finds a space."}}
    full_name = registry.component(registry.city("yunling"), "parking", **{**description(), **texts})

    assert b"shortDescription: Finds a space." in export(registry.city("yunling"), full_name)
