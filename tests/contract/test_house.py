"""What tools hold: directions of imports, style, types, commands that explain themselves."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
SOURCES = [name for name in ("registry", "schemas", "tests", "wsgi.py") if (ROOT / name).exists()]

# A house with every room the contracts name, and nothing in it.
ROOMS = (
    "schemas/__init__.py",
    "schemas/base.py",
    "registry/__init__.py",
    "registry/__main__.py",
    "registry/app.py",
    "registry/accounts/access.py",
    "registry/accounts/models.py",
    "registry/catalogue/actions.py",
    "registry/catalogue/api.py",
    "registry/catalogue/commands.py",
    "registry/catalogue/models.py",
    "registry/catalogue/pages.py",
    "registry/catalogue/queries.py",
    "registry/dashboard/pages.py",
    "registry/demonstration/commands.py",
    "registry/kit/errors.py",
    "registry/web/problems.py",
)
# One room of each kind uses what it may, so that what is allowed is seen to be allowed.
ALLOWED = {
    "registry/catalogue/api.py": "import flask, flask_smorest, marshmallow, schemas.base\n",
    "registry/catalogue/commands.py": "import schemas.base\n",
    "registry/catalogue/actions.py": "import registry.accounts.models\n",
    "registry/accounts/access.py": "import flask\n",
    "registry/web/problems.py": "import flask, schemas.base\n",
    "registry/app.py": "import flask, registry.catalogue.api, schemas.base\n",
    "registry/demonstration/commands.py": "import registry.dashboard.pages, schemas.base\n",
    "schemas/base.py": "import marshmallow\n",
}
WRONG = [
    ("slices", "registry/kit/errors.py", "import registry.catalogue.models"),
    ("slices", "registry/accounts/models.py", "import registry.catalogue.models"),
    ("slices", "registry/catalogue/api.py", "import registry.app"),
    ("inside", "registry/catalogue/models.py", "import registry.catalogue.queries"),
    ("inside", "registry/catalogue/queries.py", "import registry.catalogue.actions"),
    ("inside", "registry/catalogue/pages.py", "import registry.catalogue.api"),
    ("wire", "schemas/base.py", "import registry.kit.errors"),
    ("wire", "schemas/base.py", "import sqlalchemy"),
    ("speakers", "registry/catalogue/actions.py", "import schemas.base"),
    ("plumbing", "registry/catalogue/queries.py", "import flask"),
    ("plumbing", "registry/accounts/models.py", "from marshmallow import Schema"),
    ("plumbing", "registry/demonstration/commands.py", "import flask_smorest"),
]


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def broken_contracts(folder: Path) -> list[str]:
    """The ids of the contracts that the code in this folder breaks."""
    told = run(
        str(TOOLS / "lint-imports"),
        "--no-logo",
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
        folder=folder,
    )
    assert "Contracts: " in told.stdout, told.stdout + told.stderr
    return [identifier for identifier, contract in CONTRACTS.items() if f"{contract['name']} BROKEN" in told.stdout]


def build_house(folder: Path) -> None:
    for room in ROOMS:
        file = folder / room
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(ALLOWED.get(room, ""), encoding="utf-8")


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param([str(TOOLS / "lint-imports"), "--no-logo"], id="imports go down"),
        pytest.param([sys.executable, "-m", "ruff", "check", *SOURCES], id="style"),
        pytest.param([sys.executable, "-m", "ruff", "format", "--check", *SOURCES], id="form"),
        pytest.param([sys.executable, "-m", "mypy", *SOURCES], id="types"),
        pytest.param([sys.executable, "-m", "deptry", "."], id="declared dependencies"),
    ],
)
def test_the_code_passes(tool: list[str]):
    told = run(*tool)

    assert told.returncode == 0, told.stdout + told.stderr


def test_a_house_in_order_keeps_every_contract(tmp_path: Path):
    build_house(tmp_path)

    assert broken_contracts(tmp_path) == []


@pytest.mark.parametrize(("contract", "room", "line"), WRONG)
def test_an_import_that_goes_up_breaks_its_contract(tmp_path: Path, contract: str, room: str, line: str):
    build_house(tmp_path)
    with (tmp_path / room).open("a", encoding="utf-8") as file:
        file.write(line + "\n")

    assert broken_contracts(tmp_path) == [contract]


def test_every_part_of_the_registry_has_its_place_in_the_order():
    placed = set(re.findall(r"\w+", " ".join(CONTRACTS["slices"]["layers"])))

    parts = {folder.parent.name for folder in (ROOT / "registry").glob("*/__init__.py")}

    assert parts - placed <= {"migrations"}


def test_every_command_of_the_makefile_explains_itself():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, flags=re.MULTILINE))

    explained = re.findall(r"^([a-z]+):.*## [A-Z].{10,}$", makefile, flags=re.MULTILINE)

    assert sorted(explained) == sorted(targets)
    assert set(re.findall(r"^\.PHONY: (.*)$", makefile, re.M)[0].split()) == targets


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_alone_names_every_command():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    told = run("make", "--no-print-directory")

    named = re.findall(r"^  make ([a-z]+) ", told.stdout, flags=re.MULTILINE)
    assert named == re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE)
