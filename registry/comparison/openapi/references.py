"""`$ref` within one document: looked up by its pointer, never fetched from anywhere."""

from typing import Any, Final
from urllib.parse import unquote

from registry.comparison.openapi.documents import Path, mapping

MISSING: Final = object()


def read_pointer(reference: str) -> Path | None:
    """The place that a reference into the same document names; None for one that leads out of it.

    >>> read_pointer("#/components/schemas/Spot"), read_pointer("https://example.org/x.json")
    (('components', 'schemas', 'Spot'), None)
    """
    if reference == "#":
        return ()
    if not reference.startswith("#/"):
        return None
    return tuple(unquote(step).replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/"))


def look_up(document: Any, path: Path) -> Any:
    """What stands at a place; MISSING where nothing does."""
    here = document
    for step in path:
        if isinstance(here, dict) and step in here:
            here = here[step]
        elif isinstance(here, list) and str(step).isdecimal() and int(step) < len(here):
            here = here[int(step)]
        else:
            return MISSING
    return here


def resolved(document: Any, node: Any) -> Any:
    """What an object that may be a reference stands for; an empty object where that leads nowhere or in a circle."""
    seen: set[str] = set()
    while isinstance(node, dict) and isinstance(reference := node.get("$ref"), str):
        path = read_pointer(reference)
        if path is None or reference in seen:
            return {}
        seen.add(reference)
        node = look_up(document, path)
        if node is MISSING:
            return {}
    return mapping(node)
