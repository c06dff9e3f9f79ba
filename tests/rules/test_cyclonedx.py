"""Reading CycloneDX: what the format's own library writes is read, and what its validator refuses is refused."""

import copy
import json
from functools import cache
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot4, JsonV1Dot5, JsonV1Dot6, JsonV1Dot7
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import given, settings
from hypothesis import strategies as st
from packageurl import PackageURL

from registry.kit.positions import line_of, lines_of
from registry.sboms.errors import SbomInvalid
from registry.sboms.reading import _PLAIN_PURL, Package, read_sbom

VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)
WRITERS: dict[str, Any] = {"1.4": JsonV1Dot4, "1.5": JsonV1Dot5, "1.6": JsonV1Dot6, "1.7": JsonV1Dot7}


@cache
def written(version: str = "1.6") -> str:
    """A document as the format's own library writes it."""
    inner = Component(name="jansi", version="2.4.0", type=ComponentType.LIBRARY, bom_ref="inner")
    bom = Bom()
    own = bom.metadata.component = Component(name="parking", type=ComponentType.APPLICATION, bom_ref="own")
    bom.components.add(
        Component(
            name="log4j-core",
            group="org.apache.logging.log4j",
            version="2.14.1",
            bom_ref="outer",
            purl=PackageURL("maven", "org.apache.logging.log4j", "log4j-core", "2.14.1"),
            licenses=[LicenseExpression("Apache-2.0 OR MIT")],
            components=[inner],
        )
    )
    bom.components.add(Component(name="plain", licenses=[DisjunctiveLicense(name="Company terms")], bom_ref="plain"))
    bom.register_dependency(own, bom.components)
    text: str = WRITERS[version](bom).output_as_string(indent=1)
    return text


@pytest.mark.parametrize("version", WRITERS)
def test_what_the_formats_own_library_writes_is_read(version: str):
    bill = read_sbom(written(version).encode())

    assert bill.spec_version == version
    assert {package.name: package for package in bill.packages} == {
        "log4j-core": Package(
            "library",
            "org.apache.logging.log4j",
            "log4j-core",
            "2.14.1",
            "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
            ("Apache-2.0 OR MIT",),
        ),
        "jansi": Package("library", None, "jansi", "2.4.0", None, ()),
        "plain": Package("library", None, "plain", None, None, ("Company terms",)),
    }


PLACES: list[tuple[str | int, ...]] = [
    ("components", 0, "type"),
    ("components", 0, "name"),
    ("components", 0, "version"),
    ("components", 0, "licenses"),
    ("components", 0, "licenses", 0),
    ("components", 1),
    ("components",),
    ("metadata",),
    ("metadata", "component", "type"),
    ("serialNumber",),
    ("version",),
    ("dependencies",),
]
VALUES: list[Any] = [None, 1, "", "library", [], {}, [{}], {"name": "x"}, "not a thing", True, ["MIT"], "urn:uuid:x"]


def changed(document: Any, place: tuple[str | int, ...], value: Any) -> Any:
    """The document with another value at a place; without it where the value is `gone`."""
    made = copy.deepcopy(document)
    below = made
    for step in place[:-1]:
        below = below[step]
    if value == "gone":
        del below[place[-1]]
    else:
        below[place[-1]] = value
    return made


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([*VALUES, "gone"]))
def test_what_the_formats_own_validator_refuses_is_refused_and_the_rest_is_read(
    place: tuple[str | int, ...], value: Any
):
    document = changed(json.loads(written()), place, value)
    text = json.dumps(document, indent=1)
    is_valid = VALIDATOR.validate_str(text) is None

    try:
        read_sbom(text.encode())
    except SbomInvalid as refusal:
        assert not is_valid, refusal.errors
        assert all(error.detail.en.startswith("Line ") for error in refusal.errors)
    else:
        assert is_valid


def test_lines_of_many_values_are_those_of_each():
    text = written()
    paths: list[tuple[str | int, ...]] = [*PLACES, (), ("nothing", 1), ("components", 99, "name"), ("metadata", "x")]

    assert lines_of(text, paths) == [line_of(text, path) for path in paths]
    assert lines_of("no json", [("a",)]) == [1]


@settings(max_examples=300, deadline=None)
@given(st.from_regex(_PLAIN_PURL, fullmatch=True))
def test_a_package_url_that_is_taken_as_it_stands_is_written_so_by_the_library(purl: str):
    assert PackageURL.from_string(purl).to_string() == purl


def test_a_byte_order_mark_is_passed_over():
    assert len(read_sbom(b"\xef\xbb\xbf" + written().encode()).packages) == 3
