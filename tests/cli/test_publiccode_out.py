"""publiccode export and check: out of the registry, and looked through without going in."""

import json

from registry.catalogue.publiccode import read_publiccode
from tests.build import description
from tests.cli.conftest import Shell


def publish(shell: Shell) -> None:
    content = {"publisher": "yunling", "name": "parking", **description(), "version": {"number": "1.0"}}
    shell.done("publish", shell.write("parking.json", content))


def test_a_component_is_written_to_a_file_or_to_standard_output(two_cities: Shell):
    publish(two_cities)
    file = two_cities.folder / "publiccode.yml"

    printed = two_cities.done("publiccode", "export", "yunling/parking")
    told = two_cities.json("publiccode", "export", "yunling/parking", "--output", str(file))

    assert told == {"component": "yunling/parking", "file": str(file), "publiccode": None}
    assert file.read_text(encoding="utf-8") == printed
    assert read_publiccode(file.read_bytes()).diagnostics == ()


def test_an_export_of_what_is_not_there_is_refused_and_writes_nothing(two_cities: Shell):
    file = two_cities.folder / "publiccode.yml"

    result = two_cities.run("publiccode", "export", "yunling/nothing", "--output", str(file))

    assert (result.exit_code, file.exists()) == (1, False)
    assert "yunling/nothing" in result.stderr


def test_files_are_checked_line_by_line_and_nothing_is_imported(two_cities: Shell):
    publish(two_cities)
    good = two_cities.write("good.yml", two_cities.done("publiccode", "export", "yunling/parking"))
    bad = two_cities.write("bad.yml", 'publiccodeYmlVersion: "0"\nname: Lamps\n')

    result = two_cities.run("publiccode", "check", good, bad, "--json")
    spoken = two_cities.run("publiccode", "check", bad)

    fine, wrong = json.loads(result.stdout)
    assert (result.exit_code, spoken.exit_code) == (1, 1)
    assert (fine["verdict"], fine["diagnostics"], wrong["verdict"]) == ("valid", [], "invalid")
    assert f"{bad}: invalid" in spoken.stdout
    assert ": error: url: url is a required field" in spoken.stdout
    assert two_cities.run("publiccode", "check", good).exit_code == 0
    assert two_cities.json("search", "lamps")["total"] == 0
