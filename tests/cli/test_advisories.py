"""Advisories from the command line: published, listed, exchanged as OSV, and what outdated says of them."""

import json
from typing import Any

from tests.cli.conftest import Shell
from tests.cli.test_standards_and_taxonomies import publish

PARKING = "yunling/parking"


def record(identifier: str, **changes: Any) -> dict[str, Any]:
    entry = {"package": {"ecosystem": "SharedComponentRegistry", "name": PARKING}, "versions": ["1.0"]}
    return {"id": identifier, "modified": "2026-01-01T00:00:00Z", "summary": "Leak", "affected": [entry], **changes}


def test_an_advisory_is_published_told_to_who_runs_it_and_withdrawn(two_cities: Shell):
    shell = two_cities
    publish(shell)
    shell.done("adopt", f"{PARKING}==1.0", "--adopter", "haina")
    file = shell.write("advisory.json", {"summary": "Passwords leak", "severity": "high", "fixed": "2.0"})

    said = shell.done("advisories", "publish", PARKING, file)
    (found,) = shell.json("advisories", "list", "--severity", "high", "--component", PARKING)
    identifier = found["identifier"]

    assert f"{identifier} is published; it affects: 1.0." in said
    assert shell.json("advisories", "affected", PARKING, "1.0") == [found]
    assert f"{PARKING} 1.0: affected by {identifier} (high): no fix yet" in shell.done("outdated", "--adopter", "haina")
    assert "Passwords leak" in shell.done("advisories", "show", identifier)
    assert shell.json("advisories", "show", identifier, "--osv")["affected"][0]["versions"] == ["1.0"]
    assert "is withdrawn" in shell.done("advisories", "withdraw", identifier, "--reason", "误报")
    assert "Withdrawn" in shell.done("advisories", "list")
    assert shell.json("advisories", "affected", PARKING, "1.0") == []


def test_records_are_imported_from_files_and_exported_a_line_each(two_cities: Shell):
    shell = two_cities
    publish(shell)
    whole = shell.write("whole.json", [record("CVE-2026-1111"), record("CVE-2026-2222")])
    lines = shell.write("lines.ndjson", "\n".join(json.dumps(record(f"CVE-2026-3{n:03}")) for n in range(3)))

    first = shell.done("advisories", "import", whole, lines)
    exported = shell.done("advisories", "export", "--component", PARKING)
    again = shell.json("advisories", "import", shell.write("all.ndjson", exported))

    assert "5 created, 0 updated, 0 unchanged, 0 refused." in first
    assert len(exported.splitlines()) == 5
    assert (again["unchanged"], again["created"], again["refused"]) == (5, 0, 0)
    assert len(shell.json("advisories", "export")) == 5


def test_what_is_refused_is_told_with_file_and_line(two_cities: Shell):
    shell = two_cities
    publish(shell)
    wrong = record("CVE-2026-2222", modified="today")
    lines = shell.write("lines.ndjson", "\n".join([json.dumps(record("CVE-2026-1111")), "", json.dumps(wrong)]))

    result = shell.run("advisories", "import", lines)
    broken = shell.run("advisories", "import", shell.write("broken.json", '{\n"id": '))
    no_json = shell.run("advisories", "publish", PARKING, shell.write("no.json", "{"))

    assert result.exit_code == 1
    assert "1 created" in result.stdout
    assert f"{lines}:3: CVE-2026-2222 /modified: Not an instant" in result.stderr
    assert (broken.exit_code, no_json.exit_code) == (1, 2)
    assert "line 2" in broken.stderr
