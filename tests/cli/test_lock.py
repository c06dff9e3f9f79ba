"""`resolve`, and the lock files that keep an answer: written, shown, checked."""

import json
from pathlib import Path
from typing import Any

import pytest

from registry.app import open_database
from registry.catalogue.actions import yank_version
from registry.kit.actor import CONSOLE
from registry.settings import Settings
from tests.build import description
from tests.cli.conftest import Shell


def publish(shell: Shell, name: str, number: str, **version: Any) -> None:
    written = {"publisher": "yunling", "name": name, **description(), "version": {"number": number, **version}}
    shell.done("publish", shell.write(f"{name}.json", written))


def yank(shell: Shell, component: str, number: str) -> None:
    settings = Settings(data=shell.folder, database_url=shell.environment["REGISTRY_DATABASE_URL"], secret="")
    database = open_database(settings)
    with database.writing() as session:
        yank_version(session, CONSOLE, component=component, number=number, reason="security")
    database.dispose()


@pytest.fixture
def filled(two_cities: Shell) -> Shell:
    """Parking 1.0 needs maps from 1 on; maps has one version."""
    publish(two_cities, "maps", "1.0")
    publish(two_cities, "parking", "1.0", requires=[{"component": "yunling/maps", "specifier": ">=1"}])
    return two_cities


def locked(shell: Shell, *more: str) -> tuple[str, Any]:
    file = str(shell.folder / "city.lock")
    shell.done("resolve", "yunling/parking>=1", "--lock", file, *more)
    return file, json.loads(Path(file).read_text(encoding="utf-8"))


def test_versions_that_fit_are_shown_with_their_reasons(filled: Shell):
    told = filled.done("resolve", "yunling/parking>=1")

    assert "yunling/maps" in told and "newest stable" in told
    assert [pin["version"] for pin in filled.json("resolve", "yunling/parking")["pins"]] == ["1.0", "1.0"]


def test_a_lock_names_requirements_versions_and_what_each_consisted_of(filled: Shell):
    file, lock = locked(filled)

    assert (lock["lock"], lock["registry"], lock["city"]) == (1, "local", None)
    assert lock["position"] > 0
    assert lock["requirements"] == [{"component": "yunling/parking", "specifier": ">=1"}]
    assert [pin["component"] for pin in lock["pins"]] == ["yunling/maps", "yunling/parking"]
    assert all(pin["manifest"].startswith("sha-256:") for pin in lock["pins"])
    assert Path(file).read_text() == Path(file).read_text().strip() + "\n"
    assert "yunling/maps" in filled.done("lock", "show", file)


def test_the_same_question_makes_the_same_lock_and_a_lock_is_a_question_too(filled: Shell):
    file, first = locked(filled)
    renamed = filled.write("again.json", first)

    filled.done("resolve", renamed, "--lock", file)

    assert json.loads(Path(file).read_text(encoding="utf-8")) == first


def test_a_lock_holds_while_nothing_happened_and_tells_what_is_newer(filled: Shell):
    file, _ = locked(filled)
    assert filled.json("lock", "check", file) == {"holds": True, "findings": []}

    publish(filled, "maps", "1.1")

    found = filled.json("lock", "check", file)
    assert found["holds"] is True
    assert [(finding["code"], finding["component"], finding["breaks"]) for finding in found["findings"]] == [
        ("newer", "yunling/maps", False)
    ]


def test_a_lock_no_longer_holds_when_a_version_was_yanked(filled: Shell):
    file, _ = locked(filled)
    yank(filled, "yunling/maps", "1.0")

    result = filled.run("lock", "check", file, "--json")

    assert result.exit_code == 1
    codes = [finding["code"] for finding in json.loads(result.stdout)["findings"]]
    assert codes == ["yanked", "unresolvable"]
    assert "no longer holds" in filled.run("lock", "check", file).stderr
    assert "已失效" in filled.run("lock", "check", file, language="zh_CN.UTF-8").stderr


def test_a_lock_no_longer_holds_when_an_advisory_affects_what_it_names(filled: Shell):
    file, _ = locked(filled)
    told = filled.write("advisory.json", {"summary": "Leak", "severity": "high", "fixed": "2.0"})
    filled.done("advisories", "publish", "yunling/maps", told)

    result = filled.run("lock", "check", file, "--json")

    assert result.exit_code == 1
    assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["advisory"]


def test_another_digest_and_a_version_that_is_gone_are_found(filled: Shell):
    file, lock = locked(filled)
    lock["pins"][0]["manifest"] = "sha-256:" + "0" * 64
    lock["pins"][1]["version"] = "7.0"
    Path(file).write_text(json.dumps(lock), encoding="utf-8")

    result = filled.run("lock", "check", file, "--json")

    assert result.exit_code == 1
    found = json.loads(result.stdout)["findings"]
    assert [finding["code"] for finding in found][:2] == ["digest", "gone"]


def test_a_conflict_ends_with_1_and_what_would_do(filled: Shell):
    publish(filled, "kerbs", "1.0", requires=[{"component": "yunling/maps", "specifier": "<1"}])

    result = filled.run("resolve", "yunling/kerbs", "yunling/parking")

    assert result.exit_code == 1
    assert "yunling/kerbs 1.0 asks for yunling/maps <1" in result.stderr
    assert "This would do: leave out yunling/kerbs" in result.stderr


@pytest.mark.parametrize(
    ("damage", "line", "said"),
    [
        (lambda text: text[: len(text) // 2], None, "This is no JSON"),
        (lambda text: text.replace('"lock": 1', '"lock": 9'), 3, "no lock file of format 1"),
        (lambda text: text.replace('"version": "1.0"', '"version": "one"'), 9, "no version number"),
        (lambda text: text.replace('"specifier": ">=1"', '"specifier": "latest"'), 26, "no version specifier"),
        (lambda text: text.replace('"pins"', '"pinned"'), 1, "'pins' is missing"),
        (lambda text: text.replace('"component": "yunling/maps"', '"component": "maps"'), 7, "publisher/name"),
        (lambda text: "[]", 1, "An object is needed"),
    ],
)
def test_a_damaged_lock_is_refused_with_the_line(tmp_path: Path, damage: Any, line: int | None, said: str):
    shell = Shell({"REGISTRY_DATA": str(tmp_path)}, tmp_path)
    pins: list[dict[str, Any]] = [
        {"component": f"yunling/{name}", "version": "1.0", "manifest": None, "yanked": False, "advisories": []}
        for name in ("maps", "parking")
    ]
    asked = [{"component": "yunling/parking", "specifier": ">=1"}]
    lock = {"lock": 1, "registry": "local", "position": 3, "city": None, "prereleases": False}
    text = json.dumps({**lock, "requirements": asked, "pins": pins}, indent=2, sort_keys=True)

    result = shell.run("lock", "show", shell.write("damaged.lock", damage(text)))

    assert result.exit_code == 1
    assert said in result.stderr
    if line is not None:
        assert f"line {line}: " in result.stderr
