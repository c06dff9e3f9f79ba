"""From a publiccode.yml file to a component description."""

from datetime import date

import pytest

from registry.catalogue.publiccode import Description, describe, read_publiccode
from registry.catalogue.publiccode.licences import guess_licence
from registry.catalogue.publiccode.names import NAME, suggest_name
from registry.catalogue.publiccode.texts import clean, language_tag

FULL = """\
publiccodeYmlVersion: "0"
name: Yunling Parking
url: " https://code.example.org/yunling/parking.git"
softwareVersion: v1.4-beta
releaseDate: 2026-03-01
isBasedOn:
  - https://code.example.org/yunling/parking.git
  - https://code.example.org/beihu/parking
organisation: {uri: 'urn:x-cn-xzqh:990100', name: 云岭市}
platforms: web
categories: [mobile-payment]
intendedAudience: {scope: [transportation]}
developmentStatus: beta
softwareType: addon
supports: [{id: 'urn:x-gb:38667'}]
description:
  zh-hant:
    localisedName: 智慧停車
    shortDescription: 　城市停車　服務
    features: [車位查詢, 車位查詢]
  en:
    shortDescription: Parking for cities
    longDescription: |
      First.

      Second.
    documentation: https://docs.example.org/parking
legal: {license: 木兰宽松许可证，第2版, mainCopyrightOwner: 云岭市大数据中心}
maintenance:
  type: contract
  contractors:
    - {name: 甲单位, until: 2026-12-31}
    - {name: 乙单位, until: 2027-12-31}
  contacts:
    - {name: 张工, email: not-an-address, phone: 0571-1}
    - {affiliation: 运维科}
usedBy: [云岭市, 北湖市]
tw: {a: b}
"""


def described(text: str) -> Description:
    description = describe(read_publiccode(text.encode()))
    assert description is not None
    return description


def test_a_full_file_keeps_everything_it_says():
    description = described(FULL)

    assert description.component == {
        "name": "yunling-parking",
        "title": {"zh-Hant": "智慧停車", "en": "Yunling Parking"},
        "summary": {"zh-Hant": "城市停車 服務", "en": "Parking for cities"},
        "description": {"en": "First.\n\nSecond."},
        "features": {"zh-Hant": ["車位查詢"]},
        "kind": "library",
        "tags": ["mobile-payment", "transportation"],
        "license": "MulanPSL-2.0",
        "cost_model": "free",
        "platforms": ["web"],
        "repository_url": "https://code.example.org/yunling/parking.git",
        "documentation_url": "https://docs.example.org/parking",
        "based_on": "https://code.example.org/beihu/parking",
        "standards": ["urn:x-gb:38667"],
        "ip_owner": "云岭市大数据中心",
        "maintenance": {
            "type": "contract",
            "maintainer": "乙单位",
            "support_until": "2027-12-31",
        },
        "contacts": [
            {"name": "张工", "phone": "0571-1"},
            {"name": "运维科", "affiliation": "运维科"},
        ],
    }


def test_what_has_no_place_in_a_component_stands_beside_it():
    description = described(FULL)

    assert (description.number, description.label) == ("1.4b0", "v1.4-beta")
    assert description.release_date == date(2026, 3, 1)
    assert description.licence_raw == "木兰宽松许可证，第2版"
    assert description.development_status == "beta"
    assert description.organisation_uri == "urn:x-cn-xzqh:990100"
    assert description.organisation_name == "云岭市"
    assert description.used_by == ("云岭市", "北湖市")
    assert description.extras == {"tw": {"a": "b"}}


@pytest.mark.parametrize("text", ["{}", "name: ''", "description: []", "description: {en: x}"])
def test_even_an_almost_empty_file_has_a_name_a_title_and_a_summary(text):
    component = described(text).component

    assert isinstance(component["name"], str)
    assert NAME.fullmatch(component["name"])
    assert component["title"]
    assert component["summary"]


def test_what_is_no_mapping_describes_nothing():
    assert describe(read_publiccode(b"- a")) is None


def test_a_chinese_name_without_a_description_is_a_chinese_title():
    component = described("name: 智慧停车").component

    assert component["title"] == {"zh": "智慧停车"}
    assert component["name"] == "zhi-hui-ting-che"


def test_a_summary_that_is_missing_is_taken_from_the_long_description():
    component = described("name: A1\ndescription: {en: {longDescription: Long}, fr: {}}").component

    assert component["summary"] == {"en": "Long"}
    assert component["title"] == {"en": "A1", "fr": "A1"}


def test_texts_are_cut_to_the_limits():
    long = "x" * 30_000
    text = f"name: {long}\ndescription: {{en: {{shortDescription: {long}}}}}"

    component = described(text).component

    assert isinstance(component["title"], dict)
    assert isinstance(component["summary"], dict)
    assert len(component["title"]["en"]) == 200
    assert len(component["summary"]["en"]) == 1_000


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.0", "1.0"),
        ("v0.4.0", "0.4.0"),
        ("1.4.1-beta", "1.4.1b0"),
        ("dev", None),
        ("v1.0.0-open", None),
        ("1.0+local", None),
        ("9" * 60, None),
    ],
)
def test_a_version_has_a_number_only_when_it_can_be_compared(written, number):
    description = described(f"softwareVersion: {written}")

    assert (description.number, description.label) == (number, written)


@pytest.mark.parametrize(
    ("software_type", "kind"),
    [
        ("standalone/web", "application"),
        ("library", "library"),
        ("addon", "library"),
        ("configurationFiles", "standard"),
        ("R package", "application"),
    ],
)
def test_the_kind_follows_the_type_of_software(software_type, kind):
    assert described(f"softwareType: {software_type}").component["kind"] == kind


def test_the_italian_section_and_the_old_owner_name_the_organisation():
    description = described("it: {riuso: {codiceIPA: pcm}}\nlegal: {repoOwner: Owner}")

    assert description.organisation_uri == "urn:x-italian-pa:pcm"
    assert description.organisation_name == "Owner"


@pytest.mark.parametrize(
    ("raw", "spdx"),
    [
        ("eupl-1.2", "EUPL-1.2"),
        ("MIT License", "MIT"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("GPL v3", "GPL-3.0-only"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("AGPL-3", "AGPL-3.0-only"),
        ("GNU Affero General Public License v3", "AGPL-3.0-only"),
        ("GNU General Public License v2.0 or later", "GPL-2.0-or-later"),
        ("LGPL-3.0、MPL-2.0", "LGPL-3.0-only AND MPL-2.0"),
        ("CC0 v1.0", "CC0-1.0"),
        ("除另有標示外，內容以創用 CC BY 4.0 授權條款釋出。", "CC-BY-4.0"),
        ("木兰宽松许可证，第2版", "MulanPSL-2.0"),
        ("all rights reserved", None),
        ("", None),
    ],
)
def test_a_licence_is_guessed_from_what_people_write(raw, spdx):
    assert guess_licence(raw) == spdx


def test_an_unknown_licence_is_said_to_be_unknown_and_kept_raw():
    description = described("legal: {license: all rights reserved}")

    assert description.component["license"] == "LicenseRef-Unknown"
    assert description.licence_raw == "all rights reserved"


@pytest.mark.parametrize(
    ("sources", "name"),
    [
        (["{shinygouv}"], "shinygouv"),
        (["公共程式平臺"], "gong-gong-cheng-shi-ping-tai"),
        (["Citè d'Été"], "cite-dete"),
        (["4Science"], "science"),
        (["—", "parking"], "parking"),
        (["9", "!"], "component"),
        (["word " * 40], "-".join(["word"] * 13)),
        (["x" * 100], "x" * 64),
    ],
)
def test_a_suggested_name_fits_in_an_address(sources, name):
    assert suggest_name(*sources) == name
    assert NAME.fullmatch(name)


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("zh-hant", "zh-Hant"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("en_GB", "en-GB"),
        ("it", "it"),
        ("not a tag", "und"),
        ("", "und"),
    ],
)
def test_a_language_tag_is_put_into_its_usual_spelling(raw, tag):
    assert language_tag(raw) == tag


def test_control_and_direction_characters_are_removed():
    assert clean("a\u0007b\u202ec\nd e\u0301", 100) == "abc d é"
