"""What every code of the figures means, in both languages: the same texts wherever a figure is shown."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from registry.statistics.answering import texts_of
from registry.statistics.wording import wording

Definition = dict[str, Any]


@cache
def definitions() -> tuple[Definition, ...]:
    """Every figure of the overview, of the other pages, and every metric of a city: with its name, its definition, its
    formula where it has one, its unit, and on which page it stands (`of`)."""
    texts = wording()
    return (
        *(_told(code, "overview", said) for code, said in texts.figures.items()),
        *(told for page in _pages() for told in _of_page(page)),
        *(_told(code, "cities", said) for code, said in texts.metrics.items()),
    )


def definitions_of(page: str) -> list[Definition]:
    """Those that stand on one page."""
    return [each for each in definitions() if each["of"] == page]


def _pages() -> list[str]:
    folder = files("registry.statistics").joinpath("data/figures")
    return sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


def _of_page(page: str) -> Iterator[Definition]:
    texts = texts_of(page)
    yield _told(page, page, texts)
    for code, said in texts.get("figures", {}).items():
        yield _told(code, page, said)


def _told(code: str, page: str, said: dict[str, Any]) -> Definition:
    return {
        "code": code,
        "of": page,
        "name": said["name"],
        "definition": said["definition"],
        "formula": said.get("formula"),
        "unit": said.get("unit"),
    }
