"""36 files of real cities and agencies against the verdicts of the reference parser 5.4.3.

The files are not ours to keep here: `REGISTRY_REFERENCE_DATA` says where they are.
"""

import csv
import json
import os
from pathlib import Path

import pytest

from registry.catalogue.publiccode import describe, read_publiccode
from registry.catalogue.publiccode.names import NAME

# The verdicts were cut to about this many characters: a key near the end may be a torn one.
CUT = 490
DEFAULT = Path(__file__).parents[3] / "shared" / "data"
FOLDER = Path(os.environ.get("REGISTRY_REFERENCE_DATA") or DEFAULT) / "publiccode"
TABLE = FOLDER / "EXPECTED.csv"


def expected_rows() -> list[dict[str, str]]:
    if not TABLE.is_file():
        return []
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


ROWS = expected_rows()
every_file = pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
pytestmark = pytest.mark.skipif(
    not ROWS, reason=f"the reference files are not at {FOLDER}: set REGISTRY_REFERENCE_DATA"
)


def keys(column: str) -> set[str]:
    """The part of each finding before ": "; one that was cut off in its key is left out."""
    findings = column.split("; ") if column else []
    if len(column) >= CUT and ": " not in findings[-1]:
        findings.pop()
    return {finding.partition(": ")[0] for finding in findings}


def test_the_keys_of_a_cut_column_are_those_that_are_wholly_there():
    torn = "a: x; b[0].c: y; " + "z" * CUT

    assert keys(torn) == {"a", "b[0].c"}
    assert keys(': parsing URL "x: y"; url: z') == {"", "url"}


@every_file
def test_a_real_file_gets_the_verdict_of_the_reference(row):
    file = read_publiccode((FOLDER / row["file"]).read_bytes())

    assert file.verdict == row["reference_verdict"]


@every_file
def test_a_real_file_is_faulted_at_the_same_keys(row):
    file = read_publiccode((FOLDER / row["file"]).read_bytes())

    found = {d.key for d in file.diagnostics if d.severity == "error"}

    expected = keys(row["errors"])
    assert found >= expected if len(row["errors"]) >= CUT else found == expected


@every_file
def test_a_real_file_is_warned_at_the_same_keys(row):
    file = read_publiccode((FOLDER / row["file"]).read_bytes())

    found = {d.key for d in file.diagnostics if d.severity == "warning"}

    assert found == keys(row["warnings"])


@every_file
def test_a_finding_in_a_real_file_points_at_the_key_or_at_what_should_hold_it(row):
    raw = (FOLDER / row["file"]).read_bytes()
    lines = raw.decode().splitlines()

    for finding in read_publiccode(raw).diagnostics:
        names = finding.key.replace("[", ".").replace("]", "").split(".")
        top_level_missing = names[0] not in {line.split(":")[0] for line in lines}
        pointed_at = lines[finding.line - 1]
        is_item = pointed_at.strip().startswith("- ")
        assert top_level_missing or is_item or any(name in pointed_at for name in names)


@every_file
def test_a_real_file_becomes_a_component(row):
    description = describe(read_publiccode((FOLDER / row["file"]).read_bytes()))

    assert description is not None
    component = json.loads(json.dumps(description.component))
    assert NAME.fullmatch(component["name"])
    assert all(component["title"].values())
    assert all(component["summary"].values())
