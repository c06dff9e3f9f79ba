"""The rules of publiccode.yml: one small file at a time."""

import pytest

from registry.catalogue.publiccode import PubliccodeFile, read_publiccode

GOOD = """\
publiccodeYmlVersion: "0"
name: Parking
url: https://code.example.org/yunling/parking
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  zh-Hans:
    shortDescription: 城市停车服务
    longDescription: {long}
    features: [车位查询]
legal:
  license: MulanPSL-2.0
maintenance:
  type: internal
  contacts:
    - name: Parking team
localisation:
  localisationReady: true
  availableLanguages: [zh-Hans]
""".replace("{long}", "停" * 150)

Finding = tuple[int, str, str]


def read(*changes: tuple[str, str], added: str = "") -> PubliccodeFile:
    """The good file with parts replaced and lines added at its end."""
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_publiccode((text + added).encode())


def findings(file: PubliccodeFile, severity: str) -> list[Finding]:
    return [(d.line, d.key, d.message) for d in file.diagnostics if d.severity == severity]


def test_a_good_file_has_no_findings():
    file = read()

    assert file.verdict == "valid"
    assert file.diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "message"),
    [
        ("name: Parking\n", "", 1, "name", "name is a required field"),
        ("name: Parking", "name:", 2, "name", "name is a required field"),
        ("name: Parking", 'name: ""', 2, "name", "name is a required field"),
        ("[web]", "[]", 4, "platforms", "platforms must contain more than 0 items"),
        ("https://code.example.org/yunling/parking", "parking", 3, "url", "must be a valid URL"),
        ("stable", "done", 5, "developmentStatus", '"stable" or "obsolete"'),
        ("standalone/web", "R package", 6, "softwareType", '"library" or "configurationFiles"'),
        ("停" * 150, "停" * 149, 10, "description[zh-Hans].longDescription", "at least 150"),
        ("停" * 150, "停" * 10_001, 10, "description[zh-Hans].longDescription", "maximum of 10000"),
        ("城市停车服务", "城" * 151, 9, "description[zh-Hans].shortDescription", "maximum of 150"),
        ("[车位查询]", "[]", 11, "description[zh-Hans].features", "features must contain more"),
        ("  zh-Hans:\n", "  zh_Hans:\n", 7, "description", "must be a valid BCP 47 language"),
        ("MulanPSL-2.0", "free", 13, "legal.license", "license must be a valid license"),
        ("legal:\n  license: MulanPSL-2.0\n", "", 1, "legal.license", "license is a required"),
        ("internal", "sometimes", 15, "maintenance.type", '"community" or "none"'),
        (
            "name: Parking team",
            "phone: x",
            17,
            "maintenance.contacts[0].name",
            "name is a required",
        ),
        (
            "  contacts:\n    - name: Parking team\n",
            "",
            14,
            "maintenance.contacts",
            'contacts is a required field when "type" is "internal"',
        ),
        (
            "  availableLanguages: [zh-Hans]",
            "  availableLanguages: [zh-Hans, xx]",
            20,
            "localisation.availableLanguages[1]",
            "availableLanguages[1] must be a valid BCP 47 language",
        ),
    ],
)
def test_a_broken_rule_is_named_with_its_line(old, new, line, key, message):
    file = read((old, new))

    found = findings(file, "error")

    assert [(line, key)] == [finding[:2] for finding in found]
    assert message in found[0][2]
    assert file.verdict == "invalid"


@pytest.mark.parametrize(
    ("added", "key", "message"),
    [
        ("landingURL: ftp://example.org", "landingURL", "landingURL must be an HTTP URL"),
        ("roadmap: example.org", "roadmap", "roadmap must be an HTTP URL"),
        ("isBasedOn: nowhere", "isBasedOn[0]", "isBasedOn[0] must be a valid URL"),
        ("releaseDate: 2026-2-1", "releaseDate", "must be a date with format 'YYYY-MM-DD'"),
        ("releaseDate: 2026-02-30", "releaseDate", "must be a date with format 'YYYY-MM-DD'"),
        ("categories: [parking]", "categories[0]", "must be a valid category"),
        ("intendedAudience: {scope: [parks]}", "intendedAudience.scope[0]", "a valid scope"),
        ("intendedAudience: {countries: [Cn]}", "intendedAudience.countries[0]", "ISO 3166-1"),
        ("organisation: {name: Yunling}", "organisation.uri", "uri is a required field"),
        ("organisation: {uri: 'urn:x'}", "organisation.uri", "uri is not a valid URI"),
        ("fundedBy: [{name: Yunling}]", "fundedBy[0].uri", "uri is a required field"),
        ("supports: [{id: 'alias:none'}]", "supports[0].id", "known alias or a valid URI"),
        ("dependsOn: {open: [{version: 1}]}", "dependsOn.open[0].name", "name is a required"),
        ("logo: /logo.svg", "logo", "is an absolute path"),
        ("logo: file:///logo.svg", "logo", "is a file:// URL"),
        ("usedBy: Yunling", "usedBy", "wrong type for this field"),
        ("applicationSuite: [a]", "applicationSuite", "wrong type for this field"),
        ("dependsOn: {open: [{name: a, optional: yes}]}", "dependsOn.open[0].optional", "type"),
        (
            "landingURL: ' https://example.org'",
            "",
            "first path segment in URL cannot contain colon",
        ),
        ("tw: {a: b}", "tw", 'unknown field "tw"'),
        ("IT: {countryExtensionVersion: 3}", "IT.countryExtensionVersion", '"0.2" or "1.0"'),
    ],
)
def test_an_optional_key_must_be_right_when_it_is_there(added, key, message):
    file = read(added=added)

    ((line, found_key, found_message),) = findings(file, "error")

    assert (line, found_key) == (21, key)
    assert message in found_message


@pytest.mark.parametrize(
    "added",
    [
        "isBasedOn: https://code.example.org/a",
        "isBasedOn: [https://code.example.org/a, https://code.example.org/b]",
        "softwareVersion: 1.10",
        "releaseDate: 2026-02-28",
        "organisation: {uri: 'urn:x-cn-xzqh:330100', name: 某市}",
        "supports: [{id: 'alias:gdpr'}, {id: 'urn:x-gb:38667'}, {id: 'https://example.org/a'}]",
        "intendedAudience: {countries: [CN], scope: [government]}",
        "dependsOn: {open: [{name: PostgreSQL, versionMin: 15, optional: true}]}",
        "categories: [geographic-information-systems, other]",
        "logo: images/logo.svg",
        "usedBy:",
    ],
)
def test_what_the_standard_allows_passes(added):
    file = read(added=added)

    assert file.diagnostics == ()


@pytest.mark.parametrize(
    ("added", "key"),
    [
        ("monochromeLogo: logo.svg", "monochromeLogo"),
        ("inputTypes: [text/csv]", "inputTypes"),
        ("outputTypes: []", "outputTypes"),
        ("intendedAudience: {countries: [cn]}", "intendedAudience.countries[0]"),
        ("it: {}", "it"),
        ("IT: {conforme: {gdpr: true}}", "IT.conforme"),
        ("IT: {riuso: {codiceIPA: pcm}}", "IT.riuso.codiceIPA"),
    ],
)
def test_a_key_on_its_way_out_is_a_warning_at_its_line(added, key):
    file = read(added=added)

    ((line, found_key, message),) = findings(file, "warning")

    assert (line, found_key) == (21, key)
    assert "DEPRECATED" in message
    assert file.verdict == "valid_with_warnings"


def test_deprecated_keys_inside_sections_are_warned_at_their_own_lines():
    file = read(
        ("    shortDescription", "    genericName: Parking\n    shortDescription"),
        ("  license:", "  repoOwner: Yunling\n  authorsFile: ''\n  license:"),
    )

    found = [finding[:2] for finding in findings(file, "warning")]

    assert found == [
        (9, "description.zh-Hans.genericName"),
        (14, "legal.repoOwner"),
        (15, "legal.authorsFile"),
    ]


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ('"0"', "valid"),
        ('"0.7"', "valid"),
        ("0.7.0", "valid"),
        ('"0.2"', "valid_with_warnings"),
        ("0.5.0", "valid_with_warnings"),
        ("0.2", "invalid"),
        ('"0.6"', "invalid"),
        ('"1.0"', "invalid"),
    ],
)
def test_the_version_of_the_format_must_be_a_text_the_parser_knows(written, verdict):
    file = read(('"0"', written))

    assert file.verdict == verdict


def test_an_unusable_format_version_is_the_only_finding():
    file = read(('"0"', '"0.1"'), ("name: Parking\n", ""), added="tw: {}\n")

    assert [finding[:2] for finding in findings(file, "error")] == [(1, "publiccodeYmlVersion")]


def test_contractors_belong_to_a_contract_and_need_an_end():
    contractor = "  contractors:\n    - name: 示例运维单位\n"
    uncalled_for = read(("  contacts:", contractor + "  contacts:"))
    missing = read(("internal", "contract"))
    endless = read(("internal", "contract"), ("  contacts:", contractor + "  contacts:"))

    keys = [[f[1] for f in findings(file, "error")] for file in (uncalled_for, missing, endless)]

    assert keys == [
        ["maintenance.contractors"],
        ["maintenance.contractors"],
        ["maintenance.contractors[0].until"],
    ]


def test_the_lengths_are_counted_as_a_reader_counts_characters():
    family = "👨‍👩‍👧"

    file = read(("城市停车服务", family * 150))

    assert file.diagnostics == ()


def test_every_unknown_key_is_named_and_kept():
    file = read(added="tw: {techStacks: [{name: Vue.js}]}\ncreationDate: 2022-07-08\n")

    assert [finding[1] for finding in findings(file, "error")] == ["tw", "creationDate"]
    assert file.extras == {
        "tw": {"techStacks": [{"name": "Vue.js"}]},
        "creationDate": "2022-07-08",
    }


def test_a_section_of_the_wrong_shape_counts_as_absent():
    file = read(("legal:\n  license: MulanPSL-2.0", "legal: MulanPSL-2.0"))

    assert [finding[1:] for finding in findings(file, "error")] == [
        ("legal", "wrong type for this field"),
        ("legal.license", "license is a required field"),
    ]


def test_the_lists_of_the_standard_are_whole():
    from registry.catalogue.publiccode.vocabulary import terms

    sizes = {name: len(terms(name)) for name in ("categories", "scopes", "aliases", "countries")}

    assert sizes == {"categories": 106, "scopes": 24, "aliases": 9, "countries": 249}
