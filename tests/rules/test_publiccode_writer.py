"""Exports: nothing wrong by the standard, nothing lost on the way back."""

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from registry.catalogue.publiccode import describe, read_publiccode
from registry.catalogue.publiccode.bounds import bounds_of
from registry.catalogue.publiccode.carried import KEY
from registry.catalogue.publiccode.facts import Facts, Need, Release
from registry.catalogue.publiccode.forms import graphemes
from registry.catalogue.publiccode.writer import write_publiccode
from registry.demonstration.reading import read
from registry.web.labels import label
from registry.web.wording import load_payload
from schemas.description import DescriptionSchema
from schemas.publiccode import CarriedSchema
from tests.build import description
from tests.rules.descriptions import DESCRIPTIONS

FACTS = Facts(
    identifier="0199c0de-0000-7000-8000-000000000001",
    full_name="yunling/parking",
    status="listed",
    is_demo=False,
    publisher={"zh": "示例市·云岭", "en": "Yunling"},
    division_code="990100",
    root="https://registry.example.org",
)
RELEASE = Release("1.2", "v1.2", date(2026, 3, 1), is_prerelease=False)
DEFAULT = Path(__file__).parents[3] / "shared" / "data"
FILES = sorted((Path(os.environ.get("REGISTRY_REFERENCE_DATA") or DEFAULT) / "publiccode").glob("*.yml"))
OF_THE_DEMONSTRATION = DescriptionSchema().fields


def full(**changes: Any) -> dict[str, Any]:
    """A description as it is kept, with every default filled in."""
    return dict(load_payload(DescriptionSchema(), description(**changes)))


def export(details: Mapping[str, Any], **changes: Any) -> str:
    return write_publiccode(details, replace(FACTS, **changes), label)


def document(text: str) -> dict[str, Any]:
    found: Any = read_publiccode(text.encode()).document
    return dict(found)


def findings(text: str) -> list[str]:
    return [f"{found.line} {found.key}: {found.message}" for found in read_publiccode(text.encode()).diagnostics]


def brought_back(text: str, check: Any = None) -> dict[str, Any]:
    """The details of a file: what its own keys say, and what it carries in their place."""
    file = read_publiccode(text.encode())
    found = describe(file)
    assert found is not None and file.carried is not None
    said = {key: value for key, value in found.component.items() if key != "name"}
    carried, left_out = file.carried.meant(said)
    assert not left_out
    given = {key: value for key, value in carried.items() if value is not None}
    checked = (check or partial(load_payload, CarriedSchema()))(given)
    return {key: value for key, value in {**said, **checked}.items() if carried.get(key, ...) is not None}


def canonical(details: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(details, sort_keys=True))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DESCRIPTIONS)
def test_any_description_is_exported_without_a_finding_and_comes_back_as_it_was(details):
    text = export(details, release=RELEASE)

    assert findings(text) == []
    assert brought_back(text) == details


@pytest.mark.parametrize("component", read("components")["components"], ids=lambda component: component["name"])
def test_each_component_of_the_demonstration_is_exported_without_a_finding_and_comes_back(component):
    own = {key: value for key, value in component.items() if key in OF_THE_DEMONSTRATION}
    details = load_payload(DescriptionSchema(), json.loads(json.dumps(own, default=str)))

    text = export(details, release=RELEASE, is_demo=True)

    assert findings(text) == []
    assert brought_back(text) == details
    assert "演示数据" in text


@pytest.mark.skipif(not FILES, reason="the reference files are not there: set REGISTRY_REFERENCE_DATA")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_component_made_of_a_real_file_is_exported_without_a_finding_and_comes_back(file):
    found = describe(read_publiccode(file.read_bytes()))
    assert found is not None
    details = {key: value for key, value in found.component.items() if key != "name"}

    text = export(details, release=RELEASE)

    assert findings(text) == []
    assert brought_back(text) == details


def test_the_least_description_is_completed_by_what_is_registered_and_says_so():
    for language, words in (("zh", "没有添加任何未登记的内容"), ("en", "added nothing")):
        text = export(
            {"title": {language: "P"}, "summary": {language: "P"}, "kind": "service", "license": "MIT"},
            publisher={language: "P"},
            full_name="a/bc",
            root="http://a",
        )

        assert findings(text) == []
        long = document(text)["description"][language]["longDescription"]
        assert graphemes(long) >= 150
        assert words in long


def test_a_long_summary_is_cut_at_a_sentence_and_comes_back_whole():
    sentence = (
        "把全市停车场接入一张网，司机在一个入口查找车位、预约、缴费和开具发票，停车场经营者在一个后台看到收入与周转。"
    )
    details = full(summary={"zh": sentence * 5})

    text = export(details)

    assert document(text)["description"]["zh"]["shortDescription"] == sentence * 2
    assert brought_back(text) == details


def test_a_summary_without_sentences_ends_in_dots():
    short = document(export(full(summary={"en": "parking " * 60})))["description"]["en"]["shortDescription"]

    assert short.endswith("…")
    assert graphemes(short) <= 150


@pytest.mark.parametrize(
    ("status", "number", "is_prerelease", "expected"),
    [
        ("listed", "1.2", False, "stable"),
        ("listed", "2.0rc1", True, "beta"),
        ("listed", "0.9", False, "beta"),
        ("draft", None, False, "development"),
        ("deprecated", "1.2", False, "obsolete"),
        ("retired", None, False, "obsolete"),
    ],
)
def test_how_far_it_is_follows_from_its_life(status, number, is_prerelease, expected):
    release = Release(number, None, date(2026, 3, 1), is_prerelease) if number else None

    assert document(export(full(), status=status, release=release))["developmentStatus"] == expected


@pytest.mark.parametrize(
    ("kind", "platforms", "expected"),
    [
        ("service", ["linux"], "standalone/backend"),
        ("library", [], "library"),
        ("algorithm", [], "library"),
        ("application", ["web", "linux"], "standalone/web"),
        ("application", ["android", "ios"], "standalone/mobile"),
        ("application", ["windows"], "standalone/desktop"),
        ("application", [], "standalone/other"),
        ("policy_template", [], "configurationFiles"),
    ],
)
def test_the_type_is_the_nearest_to_the_kind(kind, platforms, expected):
    assert document(export(full(kind=kind, platforms=platforms)))["softwareType"] == expected


def test_the_publisher_is_a_division_or_a_place_in_the_registry():
    with_division = document(export(full()))["organisation"]
    without = document(export(full(), division_code=None))["organisation"]

    assert with_division == {"uri": "urn:x-cn-xzqh:990100", "name": "示例市·云岭"}
    assert without["uri"] == "https://registry.example.org/organisations/yunling"


def test_who_runs_it_is_never_told():
    assert "usedBy" not in document(export(full()))


def test_a_contract_is_told_with_its_end_and_without_one_nothing_is_made_up():
    kept = {"type": "contract", "maintainer": "builder", "support_until": "2028-01-01"}

    told = document(export(full(maintenance=kept), names={"builder": {"zh": "示例公司"}}))["maintenance"]
    endless = document(export(full(maintenance={"type": "contract", "maintainer": "builder"})))["maintenance"]

    assert told == {"type": "contract", "contractors": [{"name": "示例公司", "until": "2028-01-01"}]}
    assert endless == {"type": "internal", "contacts": [{"name": "示例市·云岭"}]}


def test_what_a_version_requires_becomes_dependencies():
    needs = (Need("haina/maps", ">=1.2,<2", "MIT"), Need("haina/keys", "", "LicenseRef-Gov-Share"))

    told = document(export(full(), release=RELEASE, needs=needs))["dependsOn"]

    assert told["open"] == [{"name": "haina/maps", "versionMin": "1.2", "versionMax": "1"}]
    assert told["proprietary"] == [{"name": "haina/keys"}]


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("", {}),
        ("==1.4", {"version": "1.4"}),
        ("==3.2.*", {"version": "3.2"}),
        (">=1.2,<=1.9", {"versionMin": "1.2", "versionMax": "1.9"}),
        ("~=1.4.2", {"versionMin": "1.4.2", "versionMax": "1.4"}),
        ("<2.0", {"versionMax": "1"}),
        ("<1.5", {"versionMax": "1.4"}),
        ("<0", {}),
        ("<2.0rc1", {}),
        (">1.2,!=1.3", {}),
        (">=1!2.0,<1!3", {"versionMin": "1!2.0", "versionMax": "1!2"}),
    ],
)
def test_a_specifier_becomes_bounds(specifier, expected):
    assert bounds_of(specifier) == expected


def test_a_standard_is_named_by_its_own_uri_or_by_its_place_in_the_registry():
    told = document(export(full(standards=["GB/T 22239-2019", "urn:iso:std:iso:8601"])))["supports"]

    assert [thing["id"] for thing in told] == [
        "https://registry.example.org/standards/GB/T%2022239-2019",
        "urn:iso:std:iso:8601",
    ]


def test_the_label_of_a_version_is_written_where_it_is_the_same_number():
    same = document(export(full(), release=RELEASE))["softwareVersion"]
    other = document(export(full(), release=replace(RELEASE, label="Spring edition")))["softwareVersion"]

    assert (same, other) == ("v1.2", "1.2")


def test_a_changed_comment_is_told_and_left_out_whole():
    text = export(full(security_level=3)).replace('"security_level","value":3', '"security_level","value":1')

    file = read_publiccode(text.encode())

    assert file.carried is None
    assert [(found.key, found.severity) for found in file.diagnostics] == [(KEY, "warning")]


def test_a_comment_survives_an_editor_that_ends_lines_otherwise():
    details = full(summary={"zh": "空 格 " * 100}, environment={"a": " " * 300})

    text = export(details).replace("\n", "  \r\n")

    assert brought_back(text) == details


def test_where_the_keys_were_changed_by_hand_they_win():
    text = export(full(summary={"zh": "一" * 200})).replace("一" * 149 + "…", "新", 1)
    file = read_publiccode(text.encode())
    found = describe(file)
    assert found is not None and file.carried is not None

    meant, left_out = file.carried.meant(found.component)

    assert found.component["summary"] == {"zh": "新"}
    assert "summary" not in meant
    assert [warning.key for warning in left_out] == [f"{KEY}.summary"]


@pytest.mark.parametrize("text", ["[]", "{", '{"field":"tags","value":"\\u0000"}', '{"field":"tags","value":NaN}'])
def test_comments_that_cannot_be_kept_are_told_and_left_out(text):
    from hashlib import sha256

    raw = f'publiccodeYmlVersion: "0"\n# {KEY} 1 sha256:{sha256(text.encode()).hexdigest()}\n#| {text}\n'

    file = read_publiccode(raw.encode())

    assert file.carried is None
    assert KEY in {found.key for found in file.diagnostics}


def test_a_text_that_looks_like_the_comments_is_a_text():
    details = full(description={"zh": "长" * 200 + "\n\n# registry.description 1 sha256:" + "0" * 64})

    text = export(details)

    assert findings(text) == []
    assert brought_back(text) == details
