"""publish, import, search, adopt, outdated, publiccode."""

import json

import pytest

from tests.build import description
from tests.cli.conftest import Shell

PARKING = {"publisher": "yunling", "name": "parking", **description()}


def test_a_file_publishes_a_component_that_search_then_finds(two_cities: Shell):
    file = two_cities.write("parking.json", {**PARKING, "version": {"number": "1.0"}})

    said = two_cities.done("publish", file)

    assert "yunling/parking 1.0 is listed" in said
    assert [item["name"] for item in two_cities.json("search", "停车")["items"]] == ["parking"]


def test_yaml_serves_as_well_and_says_what_is_still_missing(two_cities: Shell):
    file = two_cities.write(
        "parking.yml",
        "publisher: yunling\nname: parking\ntitle: {zh: 智慧停车}\nsummary: {zh: 一张网}\n"
        "kind: application\nlicense: Apache-2.0\nversion: {number: '1.0'}\n",
    )

    result = two_cities.run("publish", file)

    assert result.exit_code == 0
    assert "title: Give the title in Chinese and in English." in result.stderr


def test_a_dry_run_changes_nothing(two_cities: Shell):
    file = two_cities.write("parking.json", {**PARKING, "version": {"number": "1.0"}})

    said = two_cities.done("publish", file, "--dry-run")

    assert "nothing was changed" in said
    assert two_cities.json("search", "停车")["total"] == 0


def test_a_mistake_in_the_file_is_refused_with_the_place_of_it(two_cities: Shell):
    file = two_cities.write("parking.json", {**PARKING, "kind": "gadget", "version": {"number": "latest"}})

    result = two_cities.run("publish", file)

    assert result.exit_code == 1
    assert "/kind" in result.stderr


def test_publishing_a_version_again_ends_with_1_and_the_reason_in_the_language_of_the_terminal(two_cities: Shell):
    file = two_cities.write("parking.json", {**PARKING, "version": {"number": "1.0"}})
    two_cities.done("publish", file)

    english = two_cities.run("publish", file)
    chinese = two_cities.run("publish", file, language="zh_CN.UTF-8")

    assert (english.exit_code, chinese.exit_code) == (1, 1)
    assert "was already published" in english.stderr
    assert "已发布过" in chinese.stderr


def test_lines_are_imported_and_those_refused_are_told_by_number(two_cities: Shell):
    lines = [
        json.dumps({**PARKING, "version": {"number": "1.0"}}),
        json.dumps({**PARKING, "name": "Not A Name"}),
        "{broken",
        json.dumps({**PARKING, "name": "signals"}),
    ]

    result = two_cities.run("import", two_cities.write("all.ndjson", "\n".join(lines)))

    assert result.exit_code == 1
    assert "2 entered, 2 refused" in result.stdout
    assert "line 2: " in result.stderr
    assert "line 3: " in result.stderr
    assert two_cities.json("search", "停车")["total"] == 1, "without a version it stays a draft"


def test_what_was_imported_equals_what_is_registered_one_by_one(two_cities: Shell):
    line = {**PARKING, "name": "imported", "version": {"number": "1.0"}}
    two_cities.done("import", two_cities.write("one.ndjson", json.dumps(line)))
    two_cities.done("publish", two_cities.write("one.json", {**PARKING, "version": {"number": "1.0"}}))

    own = ("id", "name", "created_at", "updated_at", "listed_at")
    first, second = (
        {key: value for key, value in item.items() if key not in own}
        for item in two_cities.json("search", "停车")["items"]
    )
    assert first == second
    assert "Everything equals its recount." in two_cities.done("check")


@pytest.mark.parametrize(
    ("target", "version"),
    [("yunling/parking", "2.0"), ("yunling/parking<2", "1.5"), ("yunling/parking==1.0", "1.0")],
)
def test_adopting_takes_the_greatest_version_that_fits(two_cities: Shell, target: str, version: str):
    for number in ("1.0", "1.5", "2.0", "3.0rc1"):
        two_cities.done("publish", two_cities.write("p.json", {**PARKING, "version": {"number": number}}))

    said = two_cities.done("adopt", target, "--adopter", "haina")

    assert f"haina plans yunling/parking {version}" in said


def test_what_is_behind_is_listed_with_what_to_do(two_cities: Shell):
    two_cities.done("publish", two_cities.write("p.json", {**PARKING, "version": {"number": "1.0"}}))
    two_cities.done("adopt", "yunling/parking", "--adopter", "haina")
    before = two_cities.done("outdated", "--adopter", "haina")
    two_cities.done("publish", two_cities.write("p.json", {**PARKING, "version": {"number": "1.1"}}))

    after = two_cities.done("outdated", "--adopter", "haina")

    assert "up to date" in before
    assert "behind: 1.1 is out" in after


def test_a_folder_of_publiccode_files_is_imported_and_none_is_refused(two_cities: Shell):
    folder = two_cities.folder / "files"
    folder.mkdir()
    (folder / "good.yml").write_text("name: Lamp posts\nurl: https://example.org/lamps\n", encoding="utf-8")
    (folder / "bad.yaml").write_text("{", encoding="utf-8")

    told = two_cities.json("publiccode", "import", str(folder), "--publisher", "yunling")

    assert [(entry["file"].rsplit("/")[-1], entry["component"]) for entry in told] == [
        ("bad.yaml", None),
        ("good.yml", "yunling/lamp-posts"),
    ]
    assert all(entry["diagnostics"] for entry in told)
    assert two_cities.json("search", "lamp")["total"] == 1
