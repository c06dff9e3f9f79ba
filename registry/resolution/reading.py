"""Requirements as people write them: `publisher/name >=1.2,<2`."""

import re
from typing import Final

_WRITTEN: Final = re.compile(r"(?P<component>[^<>=!~\s]+/[^<>=!~\s]+)\s*(?P<specifier>[<>=!~].*)?\Z")


def read_requirement(text: str) -> dict[str, str] | None:
    """A requirement in the names of the wire; None when the text is none."""
    found = _WRITTEN.match(text.strip())
    return {"component": found["component"], "specifier": (found["specifier"] or "").strip()} if found else None


def write_requirement(component: str, specifier: str) -> str:
    """The same the other way round."""
    return f"{component} {specifier}".strip()
