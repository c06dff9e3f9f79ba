"""The documents say what the code does: links, settings, event types, commands, addresses, the picture."""

import ast
import re
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.serving import make_server

from registry.__main__ import main
from registry.app import create_app
from registry.settings import FarSettings, Settings
from tests.build import Registry

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("docs/**/*.md"))
NAMED = {str(page.relative_to(ROOT)): page for page in PAGES}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """The part of a document under one heading, until the next of the same or a higher level."""
    level = len(heading.split()[0])
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{level}}} |\Z)", read(name), flags=re.M | re.S)
    assert found, f"{name} has no heading '{heading}'"
    return found[1]


def first_cells(table: str) -> set[str]:
    """What stands in backticks in the first column of the tables of a text."""
    cells = re.findall(r"^\| (`.*?) \|", table, flags=re.M)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def anchors(text: str) -> set[str]:
    """How headings are named in links, as GitHub and Gitee form them."""
    headings = re.findall(r"^#+ (.*)$", text, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", NAMED)
def test_every_link_leads_somewhere(name: str):
    page = NAMED[name]
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)

    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        if link.startswith(("http://", "https://")):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), f"{name} → {link}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name} → {link}"


@pytest.mark.parametrize("name", NAMED)
def test_no_document_names_the_machine_it_was_written_on(name: str):
    text = NAMED[name].read_text(encoding="utf-8")

    assert str(ROOT) not in text
    assert not re.search(r"(?<![\w.])/(home|root|Users)/|\b(sandbox|sub-?agents?|prompts?)\b", text)


def test_every_document_is_reached_from_the_readme():
    reached, open_pages = set(), [ROOT / "README.md"]
    while open_pages:
        page = open_pages.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        open_pages += [(page.parent / link).resolve() for link in links if "://" not in link]

    assert reached >= set(PAGES)


def test_the_table_of_settings_is_what_the_code_reads():
    read_by_code = {f"REGISTRY_{name}" for name in re.findall(r'env\.\w+\("(\w+)"', read("registry/settings.py"))}

    assert first_cells(section("docs/operate.md", "## Settings")) == read_by_code


def test_the_defaults_in_the_table_of_settings_are_those_of_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("REGISTRY_DATA", str(tmp_path))
    for name in first_cells(section("docs/operate.md", "## Settings")) - {"REGISTRY_DATA"}:
        monkeypatch.delenv(name, raising=False)
    settings = Settings.from_environment()

    told = dict(re.findall(r"^\| `REGISTRY_(\w+)` \| `(\w+)` \|", read("docs/operate.md"), flags=re.M))

    assert told == {
        "LISTING_REVIEW": str(settings.policy.listing_review).lower(),
        "TIMEOUT": f"{FarSettings.from_environment().timeout:g}",
        "READS_PER_MINUTE": str(settings.reads_per_minute),
        "TRUSTED_PROXIES": str(settings.trusted_proxies),
        "WRITES_PER_MINUTE": str(settings.writes_per_minute),
        "ACCESS_LOG": settings.access_log,
        "STORAGE_REDIRECTS": str(settings.storage_redirects).lower(),
        "ARTIFACT_BYTES": str(settings.policy.artifact_bytes_max),
        "VERSION_ARTIFACTS": str(settings.policy.version_artifacts_max),
        "ORGANISATION_BYTES": str(settings.policy.organisation_bytes_max),
        "EVIDENCE_BYTES": str(settings.policy.evidence_bytes_max),
        "DELIST_NOTICE_DAYS": str(settings.policy.delist_notice_days),
        "COMMON_PROBLEM_CITIES": str(settings.policy.common_problem_cities),
        "SCANNER_SECONDS": f"{settings.scanner_seconds:g}",
        "SCANNER_REQUIRED": str(settings.scanner_required).lower(),
        "TRANSFERS": str(settings.transfers),
    }


def recorded_types() -> Iterator[str]:
    """Every event type that code records: texts like `thing.happened` in actions and the demonstration."""
    patterns = ("registry/*/actions*.py", "registry/*/actions/*.py", "registry/demonstration/*.py")
    for file in (file for pattern in patterns for file in ROOT.glob(pattern)):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", text):
                yield text


def test_the_table_of_event_types_is_what_the_code_records():
    assert first_cells(section("docs/integrate.md", "### Types")) == set(recorded_types())


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


def test_every_command_is_documented_with_every_option_and_none_besides():
    told = {
        re.split(r" [A-Z\[-]", line, maxsplit=1)[0]: set(re.findall(r"--[a-z-]+", line))
        for line in re.findall(r"^\| `([^`]+)` \|", read("docs/commands.md"), flags=re.M)
    }

    present = {
        name: {word for option in command.params for word in option.opts if word.startswith("--")}
        for name, command in commands(main)
    }

    assert told == present


def test_every_command_explains_itself():
    silent = [name for name, command in commands(main) if not (command.help or "").strip()]

    assert silent == []


def test_the_picture_is_the_order_of_the_contracts_and_of_the_folders():
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "slices")
    allowed = [name for layer in layers for name in re.findall(r"\w+", layer)]
    present = {file.stem for file in ROOT.glob("registry/*.py")} | {
        file.parent.name for file in ROOT.glob("registry/*/__init__.py")
    }

    arrows = re.findall(r"^    (\w+) --> (\w+)$", read("docs/architecture.md"), flags=re.M)

    drawn = [arrows[0][0], *(lower for _, lower in arrows)]
    assert [upper for upper, _ in arrows] == drawn[:-1], "each part stands on the one below it"
    assert drawn == [name for name in allowed if name in present]
    assert first_cells(section("docs/architecture.md", "## The picture")) == set(drawn)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    data = tmp_path_factory.mktemp("documents")
    return create_app(Settings(data=data, database_url=f"sqlite:///{data / 'registry.sqlite3'}", secret="for tests"))


@pytest.mark.parametrize("name", NAMED)
def test_every_address_of_the_api_that_is_named_with_a_method_is_there(app: Flask, name: str):
    routes = app.url_map.bind("registry.example")
    named = re.findall(r"\b([A-Z]{3,6}(?:\|[A-Z]{3,6})*) (/api/v1/[^\s`?]*)", NAMED[name].read_text(encoding="utf-8"))

    for methods, address in named:
        for method in methods.split("|"):
            filled = address.replace("{id}", "0190a6f4-0000-7000-8000-000000000000")
            try:
                routes.match(re.sub(r"\{\w+\}", "some", filled), method=method)
            except (NotFound, MethodNotAllowed):
                pytest.fail(f"{name}: {method} {address}")


def test_the_make_commands_of_the_documents_exist():
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), flags=re.M))

    texts = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    named = set(re.findall(r"(?:^|`)make ([a-z]+)", texts, flags=re.M))

    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("target", ["run", "check", "test"])
def test_the_plain_equivalents_in_the_readme_are_the_recipes_of_the_makefile(target: str):
    recipe = re.search(rf"^{target}:[^\n]*## [^\n]*\n((?:\t[^\n]*\n)+)", read("Makefile"), flags=re.M)
    assert recipe
    plain = section("README.md", "## Two commands")
    filled = {
        "$(RUN)": ".venv/bin/python",
        "$(VENV)": ".venv",
        "$(SOURCES)": "registry schemas tests benchmarks wsgi.py",
        "$(PORT)": "8000",
        " $(ARGS)": "",
    }

    for line in recipe[1].splitlines():
        command = line.strip().removeprefix("@").removeprefix("exec ")
        for variable, value in filled.items():
            command = command.replace(variable, value)
        assert f"\n{command}\n" in plain, command


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The application on a free port of this machine; the port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_polling_loop_of_the_documents_reads_every_event_once(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", "1.1")
    registry.component(registry.city("haina"), "tides", "2026.3")
    shown = [event["position"] for event in registry.anyone.get("/api/v1/events?limit=1000").get_json()["items"]]
    loop = re.findall(r"^```python\n(.*?)^```$", read("docs/integrate.md"), flags=re.M | re.S)[0]
    handled: list[int] = []
    kept: list[int] = []

    with served(registry.app) as port:
        names: dict[str, Any] = {}
        exec(loop.replace("8000", str(port)).replace("limit=1000", "limit=2"), names)  # noqa: S102 — our own document
        polls = len(shown) // 2 + 1
        names["follow"](0, lambda event: handled.append(event["position"]), kept.append, polls=polls)

    assert len(shown) > 5
    assert handled == shown
    assert kept[-1] >= shown[-1]
