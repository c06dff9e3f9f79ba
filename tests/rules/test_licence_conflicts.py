"""Whether what a component is made of may be passed on under the component's own licence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.sboms.expressions import AllOf, AnyOf, licenses_in, read_terms
from registry.sboms.licences import REASONS, Severity, judge

FITS, CHECK, CONFLICT = Severity

GNU_MATRIX = [
    # Whether code under the licence on the left may go into a work under the one above, as the FSF's matrix has it.
    ("", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-or-later"),
    ("GPL-2.0-only", FITS, CHECK, CONFLICT),
    ("GPL-2.0-or-later", FITS, FITS, FITS),
    ("GPL-3.0-or-later", CONFLICT, CHECK, FITS),
    ("LGPL-2.1-only", FITS, FITS, FITS),
    ("LGPL-2.1-or-later", FITS, FITS, FITS),
    ("LGPL-3.0-or-later", CONFLICT, CHECK, FITS),
]


@pytest.mark.parametrize(
    ("package", "component", "severity"),
    [(row[0], own, row[place]) for row in GNU_MATRIX[1:] for place, own in enumerate(GNU_MATRIX[0]) if place],
)
def test_the_versions_of_the_gnu_licences_combine_as_their_authors_say(
    package: str, component: str, severity: Severity
):
    assert judge(component, package).severity == severity


@pytest.mark.parametrize(
    ("component", "package", "severity", "reason"),
    [
        ("MulanPSL-2.0", "MIT", FITS, ""),
        ("MulanPSL-2.0", "Apache-2.0", FITS, ""),
        ("MIT", "BSD-4-Clause", FITS, ""),
        ("GPL-3.0-only", "BSD-4-Clause", CONFLICT, "advertising"),
        ("GPL-2.0-only", "Apache-2.0", CONFLICT, "patents"),
        ("GPL-2.0-only", "Apache-2.0 WITH LLVM-exception", FITS, ""),
        ("GPL-3.0-or-later", "Apache-2.0", FITS, ""),
        ("GPL-2.0-only", "MulanPSL-2.0", CHECK, "patents_unsettled"),
        ("GPL-3.0-only", "MulanPSL-2.0", FITS, ""),
        ("MulanPSL-2.0", "MPL-2.0", FITS, ""),
        ("GPL-2.0-or-later", "MPL-2.0", FITS, ""),
        ("GPL-2.0-or-later", "MPL-1.1", CONFLICT, "file_copyleft"),
        ("GPL-2.0-or-later", "MPL-2.0-no-copyleft-exception", CONFLICT, "file_copyleft"),
        ("GPL-3.0-only", "EPL-1.0", CONFLICT, "file_copyleft"),
        ("GPL-3.0-only", "EPL-2.0", CHECK, "secondary"),
        ("Apache-2.0", "EPL-2.0", FITS, ""),
        ("Apache-2.0", "LGPL-2.1-only", CHECK, "linking"),
        ("LGPL-3.0-only", "LGPL-2.1-or-later", FITS, ""),
        ("MulanPSL-2.0", "GPL-2.0-or-later", CONFLICT, "copyleft"),
        ("MIT", "AGPL-3.0-only", CONFLICT, "copyleft"),
        ("GPL-3.0-only", "AGPL-3.0-only", CHECK, "network"),
        ("AGPL-3.0-only", "GPL-3.0-or-later", FITS, ""),
        ("GPL-2.0-only", "AGPL-3.0-only", CONFLICT, "versions"),
        ("MIT", "GPL-2.0-only WITH Classpath-exception-2.0", CHECK, "exception"),
        ("LicenseRef-Gov-Share", "MIT", FITS, ""),
        ("LicenseRef-Gov-Share", "LicenseRef-Gov-Share", FITS, ""),
        ("LicenseRef-Gov-Share", "GPL-2.0-only", CONFLICT, "open_for_all"),
        ("LicenseRef-Gov-Share", "MPL-2.0", CHECK, "files"),
        ("LicenseRef-Gov-Share", "LGPL-3.0-only", CHECK, "linking"),
        ("MulanPSL-2.0", "LicenseRef-Gov-Share", CONFLICT, "government_only"),
        ("MulanPSL-2.0", "SSPL-1.0", CHECK, "restricted"),
        ("LicenseRef-Unknown", "GPL-3.0-only", CHECK, "own_unknown"),
        ("LicenseRef-Unknown", "MIT", FITS, ""),
        ("MIT", "NOASSERTION", CHECK, "unknown"),
        ("MIT", "", CHECK, "unknown"),
        ("MIT", "The Company License", CHECK, "unknown"),
        ("MIT", "GPL-2.0", CONFLICT, "copyleft"),
        ("GPL-2.0", "GPL-2.0+", FITS, ""),
    ],
)
def test_one_licence_in_another(component: str, package: str, severity: Severity, reason: str):
    assert judge(component, package) == (severity, reason)


@pytest.mark.parametrize(
    ("component", "package", "severity"),
    [
        ("MIT", "MIT OR GPL-2.0-only", FITS),
        ("MIT", "MIT AND GPL-2.0-only", CONFLICT),
        ("MIT", "GPL-2.0-only OR (MIT AND LGPL-2.1-only)", CHECK),
        ("MIT", "GPL-2.0-only OR MIT AND AGPL-3.0-only", CONFLICT),
        ("MIT AND GPL-3.0-only", "GPL-3.0-only", CONFLICT),
        ("GPL-3.0-only OR AGPL-3.0-only", "GPL-3.0-only", FITS),
    ],
)
def test_a_choice_and_what_applies_together(component: str, package: str, severity: Severity):
    assert judge(component, package).severity == severity


def test_what_fits_only_one_of_the_licences_offered_is_to_be_looked_at():
    assert judge("MIT OR GPL-3.0-only", "GPL-3.0-only") == (CHECK, "one_choice")


def test_every_reason_is_told_in_both_languages():
    for reason in REASONS.values():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in reason.zh)
        assert reason.en.isascii()


@pytest.mark.parametrize("text", ["", "MIT OR", "()", "MIT MIT", "(" * 490 + "MIT" + ")" * 490, "x" * 2_000_000])
def test_text_that_is_no_expression_is_unknown_and_soon_told(text: str):
    assert read_terms(text) is None
    assert judge("MIT", text).reason == "unknown"


def test_and_binds_closer_than_or():
    terms = read_terms("mit or Apache-2.0 and (bsd-3-clause or GPL-2.0-only with Classpath-exception-2.0)")

    assert terms == AnyOf(
        ("MIT", AllOf(("Apache-2.0", AnyOf(("BSD-3-Clause", "GPL-2.0-only WITH Classpath-exception-2.0")))))
    )
    assert list(licenses_in(terms)) == ["MIT", "Apache-2.0", "BSD-3-Clause", "GPL-2.0-only"]


licenses = st.sampled_from(
    [
        "MIT",
        "Apache-2.0",
        "MulanPSL-2.0",
        "MPL-2.0",
        "EPL-1.0",
        "LGPL-2.1-only",
        "GPL-2.0-only",
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "LicenseRef-Gov-Share",
        "LicenseRef-Other",
    ]
)
expressions = st.recursive(
    licenses,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["AND", "OR"]), inner),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(licenses, expressions, expressions, expressions)
def test_choices_and_combinations_keep_the_laws_of_best_and_worst(own: str, a: str, b: str, c: str):
    one, other = judge(own, a).severity, judge(own, b).severity

    assert judge(own, f"{a} OR {b}").severity == min(one, other)
    assert judge(own, f"{a} AND {b}").severity == max(one, other)
    assert judge(own, f"{a} AND ({b} OR {c})").severity == judge(own, f"({a} AND {b}) OR ({a} AND {c})").severity
    assert judge(own, f"{a} OR ({b} AND {c})").severity == judge(own, f"({a} OR {b}) AND ({a} OR {c})").severity


@settings(max_examples=100, deadline=None)
@given(licenses, licenses, expressions)
def test_a_second_offer_of_the_component_neither_hides_a_conflict_nor_makes_one(own: str, also: str, package: str):
    first, second = judge(own, package).severity, judge(also, package).severity
    offered = judge(f"{own} OR {also}", package).severity

    assert min(first, second) <= offered <= max(first, second)
    assert (offered == FITS) <= (max(first, second) < CONFLICT)
