"""init, demo, check, reindex, backup, restore, organisations, divisions, tokens, members, statistics; exit codes."""

import json

from click.testing import CliRunner

from registry.__main__ import main
from registry.accounts.queries import get_actor
from registry.kit.database import Database
from tests.cli.conftest import Shell


def test_a_database_that_was_never_prepared_says_what_to_run(tmp_path):
    environment = {"REGISTRY_DATA": str(tmp_path), "REGISTRY_DATABASE_URL": "", "LC_ALL": "C"}
    environment.pop("REGISTRY_DATABASE_URL")

    result = CliRunner().invoke(main, ["search", "x"], env=environment)

    assert result.exit_code == 1
    assert "python -m registry init" in result.stderr


def test_preparing_twice_changes_nothing(shell: Shell):
    assert "0 divisions entered" in shell.done("init")


def test_wrong_usage_ends_with_2(shell: Shell):
    assert shell.run("organisations", "add").exit_code == 2


def test_a_token_is_shown_once_and_works(two_cities: Shell, database_url: str):
    issued = two_cities.json("tokens", "issue", "yunling", "--scope", "catalogue:write", "--days", "7")

    database = Database(database_url)
    with database.reading() as session:
        actor = get_actor(session, issued["token"])
    database.dispose()
    assert (actor.organisation, actor.scopes) == ("yunling", frozenset({"catalogue:write"}))


def test_a_scope_that_its_kind_may_not_hold_is_refused(two_cities: Shell):
    result = two_cities.run("tokens", "issue", "yunling", "--scope", "platform:admin")

    assert result.exit_code == 1
    assert "platform:admin" in result.stderr


def test_districts_are_added_and_registered_below_their_city(two_cities: Shell):
    two_cities.done("divisions", "add", "330102", "--name", "示例区", "--kind", "district", "--parent", "330100")

    two_cities.done(
        "organisations", "add", "east", "--kind", "city", "--unit", "district", "--parent", "yunling",
        "--division", "330102", "--name-zh", "东区",
    )  # fmt: skip

    found = {entry["slug"]: entry for entry in two_cities.json("organisations", "list")}
    assert (found["east"]["parent"], found["east"]["division_name"]) == ("yunling", "示例区")


def test_the_demonstration_loads_once_checks_and_leaves_without_a_trace_in_the_figures(shell: Shell):
    shell.done("demo", "--if-empty")
    again = shell.done("demo", "--if-empty")
    total = shell.json("search")["total"]
    checked = shell.done("check")
    shell.done("demo", "--remove")

    assert "loaded already" in again
    assert total == 65, "67 components, less a draft and one in review"
    assert "Everything equals its recount." in checked
    assert shell.json("search")["total"] == 0
    assert "Everything equals its recount." in shell.done("check")
    assert shell.json("organisations", "list") == []


def test_the_demonstration_stays_away_from_a_registry_in_use(two_cities: Shell):
    assert "no demonstration was loaded" in two_cities.done("demo", "--if-empty")


def test_a_backup_brings_back_what_was_lost(two_cities: Shell):
    file = str(two_cities.folder / "backup")
    two_cities.done("backup", file)
    two_cities.done("organisations", "add", "later", "--kind", "city", "--name-en", "Later")

    two_cities.done("restore", file, "--yes")

    assert [entry["slug"] for entry in two_cities.json("organisations", "list")] == ["haina", "yunling"]
    assert "Everything equals its recount." in two_cities.done("check")


def test_a_file_that_is_no_backup_is_refused_and_nothing_is_lost(two_cities: Shell):
    result = two_cities.run("restore", two_cities.write("no-backup", "hello"), "--yes")

    assert result.exit_code == 1
    assert len(two_cities.json("organisations", "list")) == 2


def test_check_names_a_count_that_is_wrong(two_cities: Shell, database_url: str):
    line = {"publisher": "yunling", "name": "parking", "title": {"en": "Parking"}, "summary": {"en": "Parks."}}
    line |= {"kind": "service", "license": "MIT", "version": {"number": "1.0"}}
    two_cities.done("import", two_cities.write("one.ndjson", json.dumps(line)))
    database = Database(database_url)
    with database.engine.execution_options(registry_writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE component_counts SET adopters = 7")
    database.dispose()

    result = two_cities.run("check")

    assert result.exit_code == 1
    assert "yunling/parking: counts 7 adopters" in result.stderr


def test_the_index_is_fed_anew(demonstration_shell: Shell):
    assert demonstration_shell.done("reindex").startswith("65 components indexed")


def test_figures_are_shown_for_all_and_for_a_city(demonstration_shell: Shell):
    overview = demonstration_shell.json("statistics", "overview")
    city = demonstration_shell.json("statistics", "city", "lingu")

    assert overview["figures"][0]["value"] == 64
    assert city["city"] == "lingu"
