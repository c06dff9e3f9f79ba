"""`publish FILE --resolves ID`: a version is published and says what it resolves."""

from typing import Any
from uuid import uuid4

from tests.build import description
from tests.cli.conftest import Shell


def file_of(shell: Shell, number: str | None, name: str = "parking") -> str:
    content: dict[str, Any] = {"publisher": "yunling", "name": name, **description()}
    if number is not None:
        content["version"] = {"number": number}
    return shell.write(f"{name}-{number}.json", content)


def report(shell: Shell, title: str = "Barrier stuck") -> str:
    words = ("feedback", "add", "yunling/parking", "--title", title, "--organisation", "haina")
    identifier: str = shell.json(*words)["id"]
    return identifier


def test_what_a_version_resolves_is_said_as_it_is_published(two_cities: Shell):
    two_cities.done("publish", file_of(two_cities, "1.0"))
    first, second = report(two_cities), report(two_cities, "Map empty")

    told = two_cities.json("publish", file_of(two_cities, "1.1"), "--resolves", first, "--resolves", second)

    assert told["resolves"] == [first, second]
    notes = two_cities.json("release-notes", "yunling/parking", "1.1")
    assert [row["title"] for row in notes["resolved"]] == ["Barrier stuck", "Map empty"]
    assert [row["slug"] for row in notes["thanks"]] == ["haina"]
    assert "haina" in two_cities.done("release-notes", "yunling/parking")


def test_what_cannot_be_resolved_stops_it_before_anything_is_published(two_cities: Shell):
    two_cities.done("publish", file_of(two_cities, "1.0"))
    two_cities.done("publish", file_of(two_cities, "1.0", "lights"))
    told, closed = report(two_cities), report(two_cities)
    two_cities.done("feedback", "decline", closed, "--answer", "no")

    unknown = two_cities.run("publish", file_of(two_cities, "1.1"), "--resolves", str(uuid4()))
    answered = two_cities.run("publish", file_of(two_cities, "1.1"), "--resolves", closed)
    foreign = two_cities.run("publish", file_of(two_cities, "1.1", "lights"), "--resolves", told)
    without = two_cities.run("publish", file_of(two_cities, None), "--resolves", told)

    assert [result.exit_code for result in (unknown, answered, foreign, without)] == [1, 2, 2, 2]
    for name in ("parking", "lights"):
        assert [row["number"] for row in two_cities.json("versions", f"yunling/{name}")] == ["1.0"]


def test_people_are_told_in_words(two_cities: Shell):
    two_cities.done("publish", file_of(two_cities, "1.0"))
    components = [
        {"type": "library", "name": "readline", "version": "8.1", "licenses": [{"license": {"id": "GPL-3.0-only"}}]},
        {"type": "library", "name": "readline", "version": "8.x"},
    ]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}

    added = two_cities.done("sbom", "add", "yunling/parking", "1.0", two_cities.write("bom.cdx.json", bill))
    found = two_cities.run("packages", "readline", "--version", "<9")

    assert "bom.cdx.json: CycloneDX 1.6, 2 packages." in added
    assert "conflict  GPL-3.0-only (1: readline 8.1): Its licence asks" in added
    assert "yunling/parking 1.0" in found.stdout
    assert "Not comparable, look at them yourself: 8.x" in found.stderr
    assert two_cities.run("packages").exit_code == 2
    wrong = two_cities.run(
        "sbom", "add", "yunling/parking", "1.0", two_cities.write("bad.json", {**bill, "specVersion": "1.1"})
    )
    assert (wrong.exit_code, "CycloneDX 1.1" in wrong.stderr) == (1, True)
    assert two_cities.run("packages", "readline", "--version", "<9", language="zh_CN.UTF-8").stderr.startswith(
        "以下版本号"
    )
