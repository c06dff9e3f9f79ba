"""The walk "a foundational city looks for X": each of the 58 demonstration components is found by what a clerk types.

Over the API with a city's token, on the page with that token signed in, and from the command line, on both databases.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.labelled import read_labelled
from registry.demonstration.reading import read
from tests.build import Registry
from tests.cli.conftest import Shell

CITY = "shaquan"
FIRST = 5
"""Who looks for something reads the first few hits."""


def searches() -> dict[str, str]:
    """The numbered components, each with what somebody types who needs it."""
    numbered = {component["row"]: component for component in read("components")["components"] if "row" in component}
    typed = {search.row: search.words for search in read_labelled("demonstration") if search.row is not None}
    return {f"{each['publisher']}/{each['name']}": typed[row] for row, each in numbered.items()}


def test_every_component_has_its_search():
    assert len(searches()) == 58
    assert all(searches().values())


def test_each_is_found_over_the_api_on_the_page_and_from_the_command_line(demonstration: Registry, tmp_path: Path):
    clerk = demonstration.city(CITY)
    reader = demonstration.visitor(clerk, language="zh")
    database_url = demonstration.database.url.render_as_string(hide_password=False)
    shell = Shell({"REGISTRY_DATA": str(demonstration.data), "REGISTRY_DATABASE_URL": database_url}, tmp_path)

    lost = []
    for name, words in searches().items():
        hits = clerk.get(f"/api/v1/components?q={quote(words)}&limit={FIRST}").json["items"]
        page = reader.get(f"/?q={quote(words)}").get_data(as_text=True)
        told = shell.json("search", words, "--limit", str(FIRST))["items"]
        found = {
            "api": name in names_of(hits),
            "page": f'href="/components/{name}"' in page,
            "command": name in names_of(told),
        }
        lost += [f"{words} → {name}: {door}" for door, is_found in found.items() if not is_found]

    assert lost == []


def names_of(hits: Iterable[Mapping[str, Any]]) -> set[str]:
    return {f"{hit['publisher']}/{hit['name']}" for hit in hits}
