"""interface check, interface compare, compare versions, compare components, and outdated."""

import json
from typing import Any

from tests.build import description
from tests.cli.conftest import Shell
from tests.rules.interfaces import asking, document

QUERY = {"name": "q", "in": "query", "schema": {"type": "string"}}
PARKING = {"publisher": "yunling", "name": "parking", **description()}


def publish(shell: Shell, number: str, interface: Any) -> None:
    shell.done("publish", shell.write("parking.json", {**PARKING, "version": {"number": number}}))
    file = shell.write("openapi.json", interface)
    shell.done("artifacts", "add", "yunling/parking", number, file, "--role", "interface")


def test_a_document_is_checked_without_a_registry(tmp_path: Any):
    shell = Shell({"REGISTRY_DATABASE_URL": "sqlite:////nowhere/at/all"}, tmp_path)

    good = shell.run("interface", "check", shell.write("good.json", document()))
    bad = shell.run("interface", "check", shell.write("bad.yml", "openapi: 3.1.0\ninfo: {title: A}\npaths: {}\n"))

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "it can be compared; 1 operations" in good.stdout
    assert "bad.yml:2: error: /info/version info.version must be a text" in bad.stderr


def test_two_documents_are_compared_without_a_registry(tmp_path: Any):
    shell = Shell({}, tmp_path)
    old, new = shell.write("old.json", document()), shell.write("new.json", asking(QUERY))

    there, back = shell.run("interface", "compare", old, new), shell.run("interface", "compare", new, old)
    chinese = shell.run("interface", "compare", old, new, language="zh_CN.UTF-8")
    told = json.loads(shell.run("interface", "compare", new, old, "--json").stdout)

    assert (there.exit_code, back.exit_code) == (0, 1)
    assert there.stdout.startswith("compatible\n")
    assert "[breaking] GET /spots /paths/~1spots/get/parameters/0: The parameter q (query) is gone" in back.stdout
    assert chinese.stdout.startswith("兼容\n")
    assert (told["verdict"], told["total"]) == ("breaking", 1)


def test_a_document_that_cannot_be_read_is_told_instead_of_compared(tmp_path: Any):
    shell = Shell({}, tmp_path)
    good = shell.write("old.json", document())

    result = shell.run("interface", "compare", good, shell.write("new.json", '{"a": 1,\n"a": 2}'))

    assert result.exit_code == 1
    assert "new.json:2: error: the key 'a' stands twice" in result.stderr


def test_versions_and_components_are_compared_and_the_inbox_tells_what_is_safe(two_cities: Shell):
    publish(two_cities, "1.0", asking(QUERY))
    two_cities.done("adopt", "yunling/parking", "--adopter", "haina")
    publish(two_cities, "1.1", document())
    other = {**PARKING, "name": "kerbs", "license": "MIT", "version": {"number": "1.0"}}
    two_cities.done("publish", two_cities.write("kerbs.json", other))

    versions = two_cities.done("compare", "versions", "yunling/parking", "1.0", "latest")
    components = two_cities.done("compare", "components", "yunling/parking", "yunling/kerbs")
    outdated = two_cities.done("outdated", "--adopter", "haina")

    assert versions.startswith("yunling/parking 1.0 → 1.1: breaking\n  Beware: the number (a minor step)")
    assert "* license" in components
    assert "behind: 1.1 is out; 1.1 breaks" in outdated


def test_one_component_alone_is_declined(two_cities: Shell):
    result = two_cities.run("compare", "components", "yunling/parking")

    assert result.exit_code == 1
    assert "2 to 4 different components are compared at a time" in result.stderr
