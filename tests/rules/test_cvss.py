"""CVSS vectors: scores and levels against the examples that FIRST publishes, and mistakes named by their metric."""

import pytest

from registry.advisories.scoring import errors_in, level_of, rate

EXAMPLES = [
    # FIRST, CVSS 3.1 examples: CVE-2013-1937, CVE-2013-0375, CVE-2014-3566, CVE-2014-0160, CVE-2018-3652.
    ("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61, "medium"),
    ("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64, "medium"),
    ("CVSS_V3", "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 31, "low"),
    ("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 75, "high"),
    ("CVSS_V3", "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 76, "high"),
    ("CVSS_V3", "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0, "none"),
    # FIRST, CVSS 4.0 examples: CVE-2022-41741, CVE-2020-3549, CVE-2021-44228.
    ("CVSS_V4", "CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 73, "high"),
    ("CVSS_V4", "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 77, "high"),
    ("CVSS_V4", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 100, "critical"),
]


@pytest.mark.parametrize(("type", "vector", "tenths", "level"), EXAMPLES)
def test_the_published_examples_come_out_as_published(type: str, vector: str, tenths: int, level: str):
    assert rate([{"type": type, "score": vector}]) == (tenths, level)


def test_threat_and_environment_do_not_change_the_base_score():
    for type, vector, tenths, _ in EXAMPLES:
        assert rate([{"type": type, "score": f"{vector}/E:U"}]).tenths == tenths


def test_the_levels_change_where_the_specifications_say():
    levels = [level_of(tenths) for tenths in (0, 1, 39, 40, 69, 70, 89, 90, 100)]

    assert levels == ["none", "low", "low", "medium", "medium", "high", "high", "critical", "critical"]


def test_the_highest_score_counts_and_what_has_no_score_does_not():
    vectors = [{"type": type, "score": vector} for type, vector, _, _ in EXAMPLES]

    assert rate([*vectors, {"type": "Ubuntu", "score": "negligible"}], "low") == (100, "critical")
    assert rate([{"type": "Ubuntu", "score": "negligible"}], "low") == (None, "low")


@pytest.mark.parametrize(
    ("type", "vector", "about"),
    [
        ("CVSS_V3", "AV:N/AC:L", "begins with CVSS:3.0/"),
        ("CVSS_V3", "CVSS:2.0/AV:N", "begins with CVSS:3.0/"),
        ("CVSS_V4", "CVSS:3.1/AV:N", "begins with CVSS:4.0/"),
        ("CVSS_V3", "CVSS:3.1/AV:N/AV:L", "AV stands twice"),
        ("CVSS_V3", "CVSS:3.1/AV:N/ZZ:L", "no metric 'ZZ'"),
        ("CVSS_V3", "CVSS:3.1/AV", "AV has no value ''"),
        ("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", "Missing metrics: A."),
        ("CVSS_V3", EXAMPLES[0][1] + "/", "no metric ''"),
        ("CVSS_V4", "CVSS:4.0/AV:N/VC:X", "VC has no value 'X'"),
        ("CVSS_V4", EXAMPLES[8][1] + "\n", "SA has no value"),
    ],
)
def test_a_mistake_names_its_metric(type: str, vector: str, about: str):
    (error,) = errors_in([{"type": type, "score": vector}], "/severity")

    assert error.pointer == "/severity/0/score"
    assert about in error.detail.en
    assert error.detail.zh != error.detail.en
